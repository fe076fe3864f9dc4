  //////////////
  // Elements //
  //////////////

<#if weights == "int8">
  // The product has a width of its own, so that a wide sum does not widen the multiplier.
  function automatic logic signed [SumWidth-1:0] multiply_accumulate(
      input logic signed [SumWidth-1:0]    sum,
      input logic signed [7:0]             activation,
      input logic signed [WeightWidth-1:0] weight);
    logic signed [15:0] product;
    product = activation * weight;
    multiply_accumulate = sum + SumWidth'(product);
  endfunction
<#elseif weights == "ternary">
  // Add, subtract or keep on one carry chain: sum + ((activation or 0) ^ minus) + minus, where the
  // extra bit below the chain makes the last term its carry in.
  function automatic logic signed [SumWidth-1:0] multiply_accumulate(
      input logic signed [SumWidth-1:0] sum,
      input logic signed [7:0]          activation,
      input logic [WeightWidth-1:0]     weight); // 01 is +1, 11 is -1, 00 is 0
    logic signed [SumWidth-1:0] addend;
    addend = (SumWidth'(activation) & {SumWidth{weight[0]}}) ^ {SumWidth{weight[1]}};
    multiply_accumulate = SumWidth'(({sum, 1'b1} + {addend, weight[1]}) >> 1);
  endfunction
<#else>
  // Add or subtract on one carry chain: sum + (activation ^ weight) + weight, where the extra bit
  // below the chain makes the last term its carry in.
  function automatic logic signed [SumWidth-1:0] multiply_accumulate(
      input logic signed [SumWidth-1:0] sum,
      input logic signed [7:0]          activation,
      input logic [WeightWidth-1:0]     weight); // 0 is +1, 1 is -1
    logic signed [SumWidth-1:0] addend;
    addend = SumWidth'(activation) ^ {SumWidth{weight}};
    multiply_accumulate = SumWidth'(({sum, 1'b1} + {addend, weight}) >> 1);
  endfunction
</#if>

  // All registers of the grid live in one process, which is their only reader and writer: a value
  // is read before the loops reach its register, far end first, so each loop is a row of registers.
  logic [WeightWidth-1:0]     bank_a      [Rows][Columns];
  logic [WeightWidth-1:0]     bank_b      [Rows][Columns];
  logic                       wave_bank   [Rows+Columns]; // bank of the beat at each step
  logic signed [7:0]          skew        [Rows][Rows];   // delays row r by r cycles
  logic signed [7:0]          activation  [Rows][Columns];
  logic signed [SumWidth-1:0] partial_sum [Rows][Columns];
  logic signed [SumWidth-1:0] deskew      [Columns][Columns]; // delays column c by Columns-1-c
  logic [Columns*SumWidth-1:0] aligned;
  logic [Columns*SumWidth-1:0] sum_data_q;

  // verilator lint_off BLKSEQ
  // Non-blocking assignment to array elements in a loop asks Verilator to unroll the loop, and an
  // unrolled 64 x 64 grid takes minutes to compile. No other process uses these variables, so
  // blocking assignments cannot race.
  always_ff @(posedge clk_i) begin
    if (advance) begin
      for (int step = Rows + Columns - 1; step > 0; step--) begin
        wave_bank[step] = wave_bank[step-1];
      end
      wave_bank[0] = use_bank_q;

      for (int row = Rows - 1; row >= 0; row--) begin
        for (int column = Columns - 1; column > 0; column--) begin
          activation[row][column] = activation[row][column-1];
        end
        for (int step = Rows - 1; step > 0; step--) begin
          skew[row][step] = skew[row][step-1];
        end
        skew[row][0]       = activation_data_i[row*8 +: 8];
        activation[row][0] = skew[row][row];
        for (int column = 0; column < Columns; column++) begin
          partial_sum[row][column] = multiply_accumulate(
              row == 0 ? '0 : partial_sum[row == 0 ? 0 : row-1][column],
              activation[row][column],
              wave_bank[row+column] ? bank_b[row][column] : bank_a[row][column]);
        end
      end

      for (int column = 0; column < Columns; column++) begin
        for (int step = Columns - 1; step > 0; step--) begin
          deskew[column][step] = deskew[column][step-1];
        end
        deskew[column][0] = partial_sum[Rows-1][column];
        aligned[column*SumWidth +: SumWidth] = deskew[column][Columns-1-column];
      end
      sum_data_q <= aligned;

      if (weight_beat) begin
        for (int row = 0; row < Rows; row++) begin
          if (load_row_q == RowIndexWidth'(row)) begin
            for (int column = 0; column < Columns; column++) begin
              if (load_bank_q) begin
                bank_b[row][column] = weight_data_i[column*WeightWidth +: WeightWidth];
              end else begin
                bank_a[row][column] = weight_data_i[column*WeightWidth +: WeightWidth];
              end
            end
          end
        end
      end
    end
  end
  // verilator lint_on BLKSEQ
