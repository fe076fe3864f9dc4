  //////////////
  // Division //
  //////////////

  // One step: the remainder is doubled, takes in a bit, and loses the divisor, or gains it if it is
  // negative. One carry chain: 2 r - (s ^ negative) - negative, where the extra bit below the chain
  // makes the last term its borrow. The bits that are cut off above cannot matter: the result fits.
  // (As a sum it would be two LUTs a bit in Yosys, which swaps the terms of sums, not those of
  // differences, and the first term has its own way into the carry chain.)
  function automatic logic [InputWidth-1:0] step(
      input logic [InputWidth-2:0] remainder, // without its sign
      input logic                  negative,  // its sign
      input logic                  next_bit,
      input logic [InputWidth-1:0] divisor);
    step = InputWidth'(({remainder, next_bit, 1'b0}
                        - {divisor ^ {InputWidth{negative}}, negative}) >> 1);
  endfunction

  // 127 |x| as 128 |x| - |x|, with |x| = y + minus: 128 y + 127 minus - y.
  function automatic logic [NumeratorWidth-1:0] times_127(input logic [InputWidth-1:0] value);
    times_127 = {value[1 +: MagnitudeWidth], {7{value[0]}}}
                - NumeratorWidth'(value[1 +: MagnitudeWidth]);
  endfunction

  // |q|, or one more; negated by inverting both, as -(q + up) is ~q + !up. rest is the last
  // remainder, doubled, against the divisor: from 0 up it rounds up, but a tie (0) only to even.
  function automatic logic [7:0] round(
      input logic [Steps-1:0]      magnitude,
      input logic [InputWidth-1:0] rest,
      input logic                  negative);
    logic up;
    logic carry;
    up    = !rest[InputWidth-1] && (magnitude[0] || rest != '0);
    carry = up ^ negative;
    round = {negative, magnitude ^ {Steps{negative}}} + 8'(carry);
  endfunction

  // All registers behind the memory live in one process, which is their only writer: a value is
  // read before the loops reach its register, far end first. The last ones, which others read, are
  // assigned without blocking.
  logic [NumeratorWidth-1:0] numerator [Lanes];        // 127 |x|
  logic                      numerator_minus [Lanes];
  logic [InputWidth-1:0]     remainder [Steps][Lanes]; // signed, from -s to s - 1
  logic [Steps-2:0]          tail      [Steps][Lanes]; // bits of 127 |x| to come, bits of q found
  logic                      minus     [Steps][Lanes];
  logic [InputWidth-1:0]     half      [Lanes];        // the last remainder, doubled, and -s or + s
  logic [Steps-1:0]          quotient  [Lanes];        // |q|, not yet rounded
  logic                      quotient_minus [Lanes];
  logic [InputWidth-1:0]     divisor   [Stages-2];     // s, from the numerator to the result
  logic [InputWidth-1:0]     scale_q;
  logic [Lanes*8-1:0]        result_q;

  logic [Stages-1:0] result_valid_q, result_last_q; // bit s: of the beat behind stage s + 1

  // verilator lint_off BLKSEQ
  // Non-blocking assignment to array elements in a loop asks Verilator to unroll the loop. No other
  // process writes these variables, and none reads them in the same edge, so nothing can race.
  always_ff @(posedge clk_i) begin
    if (advance) begin
      for (int lane = 0; lane < Lanes; lane++) begin
        result_q[lane*8 +: 8] <= round(quotient[lane], half[lane], quotient_minus[lane]);

        half[lane] = step(remainder[Steps-1][lane][InputWidth-2:0],
                          remainder[Steps-1][lane][InputWidth-1], 1'b0, divisor[Steps]);
        quotient[lane]       = {tail[Steps-1][lane], !remainder[Steps-1][lane][InputWidth-1]};
        quotient_minus[lane] = minus[Steps-1][lane];

        for (int place = Steps - 1; place > 0; place--) begin
          remainder[place][lane] =
              step(remainder[place-1][lane][InputWidth-2:0],
                   remainder[place-1][lane][InputWidth-1],
                   tail[place-1][lane][Steps-2], divisor[place]);
          tail[place][lane]  = {tail[place-1][lane][Steps-3:0],
                                !remainder[place-1][lane][InputWidth-1]};
          minus[place][lane] = minus[place-1][lane];
        end
        remainder[0][lane] = step(numerator[lane][NumeratorWidth-1:Steps], 1'b0,
                                  numerator[lane][Steps-1], divisor[0]);
        tail[0][lane]      = numerator[lane][Steps-2:0];
        minus[0][lane]     = numerator_minus[lane];

        numerator[lane]       = times_127(read_data[lane*InputWidth +: InputWidth]);
        numerator_minus[lane] = read_data[lane*InputWidth];
      end

      scale_q <= divisor[Stages-3];
      for (int place = Stages - 3; place > 0; place--) divisor[place] = divisor[place-1];
      divisor[0] = read_scale;
    end
  end
  // verilator lint_on BLKSEQ

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      result_valid_q <= '0;
    end else if (advance) begin
      result_valid_q <= {result_valid_q[Stages-2:0], read_valid};
    end
  end

  always_ff @(posedge clk_i) begin
    if (advance) result_last_q <= {result_last_q[Stages-2:0], read_last};
  end

  assign quantized_valid_o = result_valid_q[Stages-1];
  assign quantized_data_o  = result_q;
  assign quantized_scale_o = scale_q;
  assign quantized_last_o  = result_last_q[Stages-1];
