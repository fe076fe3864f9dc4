<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Unpacks five trits from each byte: base-3 digits, the most significant first, digit 0 is -1.",
  "Does not stop at a byte that is no code: says so on the beat."]/>

module ternary_unpacker #(
  parameter int Bytes = ${(bytes?c + ",")?right_pad(4)} // bytes in a beat, 1 to 64
  parameter int Trits = ${trits?c?right_pad(4)} // trits in a beat: 5 Bytes - 4 to 5 Bytes, the rest is dropped
) (
  input  logic               clk_i,
  input  logic               rst_ni,

  // packed trits
  input  logic               byte_valid_i,
  output logic               byte_ready_o,
  input  logic [Bytes*8-1:0] byte_data_i,

  // trits: 11 is -1, 00 is 0, 01 is +1
  output logic               trit_valid_o,
  input  logic               trit_ready_i,
  output logic [Trits*2-1:0] trit_data_o,
  output logic               trit_error_o // a byte of the beat is 243 or more
);

  initial begin
    if (Bytes < 1 || Bytes > 64) $fatal(1, "%m: Bytes must be 1 to 64, got %0d", Bytes);
    if (Trits > 5 * Bytes || Trits < 5 * Bytes - 4) begin
      $fatal(1, "%m: Trits must be 5 Bytes - 4 to 5 Bytes, got %0d", Trits);
    end
  end

  ////////////////
  // Handshakes //
  ////////////////

  logic advance; // while a result waits, nothing in the unit changes
  logic split_valid_q;
  logic trit_valid_q;

  assign advance      = !trit_valid_o || trit_ready_i;
  assign byte_ready_o = advance;
  assign trit_valid_o = trit_valid_q;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      split_valid_q <= 1'b0;
      trit_valid_q  <= 1'b0;
    end else if (advance) begin
      split_valid_q <= byte_valid_i;
      trit_valid_q  <= split_valid_q;
    end
  end

  ///////////////////////////////////
  // Bytes: value = 27 high + low  //
  ///////////////////////////////////

  // value / 27, a table for each bit: fewer LUTs than products or comparisons, and no DSP.
  function automatic logic [4*256-1:0] high_bits();
    for (int quotient_bit = 0; quotient_bit < 4; quotient_bit++) begin
      for (int value = 0; value < 256; value++) begin
        high_bits[quotient_bit*256+value] = 1'((value / 27) >> quotient_bit);
      end
    end
  endfunction

  localparam logic [4*256-1:0] HighBits = high_bits();

  function automatic logic [8:0] split(input logic [7:0] value);
    logic [255:0] table_of_bit;
    logic [3:0]   high;
    for (int place = 0; place < 4; place++) begin
      table_of_bit = HighBits[place*256 +: 256];
      high[place]  = table_of_bit[value];
    end
    split = {high, value[4:0] + ({high[2:0], 2'b00} + 5'(high))}; // -27 is 5 modulo 32
  endfunction

  // Digits of high and of low, as trits, the most significant lowest; a power of two apart.
  function automatic logic [16*4-1:0] high_trits();
    for (int value = 0; value < 16; value++) begin
      high_trits[value*4 +: 4] = {2'(value % 3 - 1), 2'(value / 3 % 3 - 1)};
    end
  endfunction

  function automatic logic [32*8-1:0] low_trits();
    for (int value = 0; value < 32; value++) begin
      low_trits[value*8 +: 8] =
          {2'b00, 2'(value % 3 - 1), 2'(value / 3 % 3 - 1), 2'(value / 9 - 1)};
    end
  endfunction

  localparam logic [16*4-1:0] HighTrits = high_trits();
  localparam logic [32*8-1:0] LowTrits  = low_trits();

  function automatic logic [Bytes*10-1:0] digits(input logic [Bytes*9-1:0] splits);
    for (int place = 0; place < Bytes; place++) begin
      digits[place*10 +: 10] = {LowTrits[{splits[place*9 +: 5], 3'b000} +: 6],
                                HighTrits[{splits[place*9+5 +: 4], 2'b00} +: 4]};
    end
  endfunction

  // Values of 243 and more are those whose high part is 9, the only odd one from 8 up.
  function automatic logic any_error(input logic [Bytes*9-1:0] splits);
    any_error = 1'b0;
    for (int place = 0; place < Bytes; place++) begin
      any_error = any_error || (splits[place*9+8] && splits[place*9+5]);
    end
  endfunction

  logic [Bytes*9-1:0] split_q;
  logic [Trits*2-1:0] trit_q;
  logic               error_q;

  always_ff @(posedge clk_i) begin
    if (advance) begin
      for (int place = 0; place < Bytes; place++) begin
        split_q[place*9 +: 9] <= split(byte_data_i[place*8 +: 8]);
      end
      trit_q  <= (Trits*2)'(digits(split_q));
      error_q <= any_error(split_q);
    end
  end

  assign trit_data_o  = trit_q;
  assign trit_error_o = error_q;

endmodule : ternary_unpacker
