<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Multiplies ${activations} activations by ${weights} weights, both streaming, in a systolic array",
  "whose sums stay in the elements.",
  "Does not scale, round or saturate: results are exact integers."]/>

module output_stationary_array #(
  parameter  int Rows            = ${(rows?c + ",")?right_pad(6)} // elements, 1 to 128: the rows of M in one tile
  parameter  int Columns         = ${(columns?c + ",")?right_pad(6)} // elements, 1 to 128: the columns of N in one tile
  parameter  int SumWidth        = ${(accumulatorWidth?c + ",")?right_pad(6)} // bits, at least ${narrowestSum}: a sum over all of K
  localparam int ActivationWidth = ${(activationWidth?c + ",")?right_pad(6)} // bits of an ${activations} activation
  localparam int WeightWidth     = ${weightWidth?c?right_pad(6)} // bits of a stored ${weights} weight
) (
  input  logic                            clk_i,
  input  logic                            rst_ni,

  // activations: one term of K for all rows a beat
  input  logic                            activation_valid_i,
  output logic                            activation_ready_o,
  input  logic [Rows*ActivationWidth-1:0] activation_data_i,
  input  logic                            activation_last_i, // last term of the tile

  // weights: the same term of K for all columns
  input  logic                            weight_valid_i,
  output logic                            weight_ready_o,
  input  logic [Columns*WeightWidth-1:0]  weight_data_i,

  // completed sums of one row of the tile
  output logic                            result_valid_o,
  input  logic                            result_ready_i,
  output logic [Columns*SumWidth-1:0]     result_data_o
);

  // A step accepted in cycle t is on diagonal d in cycle t + 1 + d; element (r, c) is on d = r + c.
  localparam int Diagonals       = Rows + Columns - 1;
  localparam int RowsWidth       = $clog2(Rows + 1);
  localparam int SkewWidth       = Rows * ActivationWidth;
  localparam int WeightSkewWidth = Columns * WeightWidth;
  localparam int DeskewWidth     = Columns * SumWidth;

  initial begin
    if (Rows < 1 || Rows > 128) $fatal(1, "%m: Rows must be 1 to 128, got %0d", Rows);
    if (Columns < 1 || Columns > 128) $fatal(1, "%m: Columns must be 1 to 128, got %0d", Columns);
    if (SumWidth < ${narrowestSum}) begin
      $fatal(1, "%m: SumWidth must be at least ${narrowestSum}, got %0d", SumWidth);
    end
  end

  ////////////////
  // Handshakes //
  ////////////////

  logic advance; // while a result waits, nothing in the unit changes
  logic may_step;
  logic step;
  logic last_step;

  logic [RowsWidth-1:0] spacing_q, spacing_d;         // cycles before the next tile may end
  logic [RowsWidth-1:0] result_rows_q, result_rows_d; // rows of a tile still to be given
  logic [Diagonals-1:0] last_q, last_d;               // bit d: a tile's last step is on diagonal d
  logic [Diagonals-1:0] clear_q;                      // bit d: the sums on diagonal d start anew
  logic [Diagonals-1:0] clear;
  logic                 tile_leaves;                  // its row 0 shows in the next cycle

  logic [Rows*ActivationWidth-1:0] activation_beat; // 0 without a step: sums stay as they are

  assign advance            = !result_valid_o || result_ready_i;
  assign may_step           = advance && (!activation_last_i || spacing_q == '0);
  assign activation_ready_o = may_step && weight_valid_i;
  assign weight_ready_o     = may_step && activation_valid_i;
  assign step               = may_step && activation_valid_i && weight_valid_i;
  assign last_step          = step && activation_last_i;
  assign result_valid_o     = result_rows_q != '0;

  assign last_d             = Diagonals'({last_q, last_step});
  assign clear              = clear_q & {Diagonals{advance}};
  assign tile_leaves        = last_q[Columns-1];
  assign activation_beat    = step ? activation_data_i : '0;

  always_comb begin
    spacing_d     = spacing_q;
    result_rows_d = result_rows_q;
    if (last_step) spacing_d = RowsWidth'(Rows - 1);
    else if (spacing_q != '0) spacing_d = spacing_q - 1'b1;
    if (tile_leaves) result_rows_d = RowsWidth'(Rows);
    else if (result_valid_o) result_rows_d = result_rows_q - 1'b1;
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      spacing_q     <= '0;
      result_rows_q <= '0;
      last_q        <= '0;
      clear_q       <= '1; // the first sums start at 0, the others where a tile has ended
    end else if (advance) begin
      spacing_q     <= spacing_d;
      result_rows_q <= result_rows_d;
      last_q        <= last_d;
      clear_q       <= last_d;
    end
  end

  //////////////
  // Elements //
  //////////////

<#include "/elements/multiply_accumulate.sv.ftl">

  // All registers of the grid live in one process, which is their only reader and writer: a value
  // is read before the loops reach its register, far end first, so each loop is a row of registers.
  logic [SkewWidth-1:0]              activation_skew [Rows];    // delays row r by r cycles
  logic [WeightSkewWidth-1:0]        weight_skew     [Columns]; // delays column c by c cycles
  logic signed [ActivationWidth-1:0] activation      [Rows][Columns];
  logic [WeightWidth-1:0]            weight          [Rows][Columns];
  logic signed [SumWidth-1:0]        sum             [Rows][Columns];
  logic [DeskewWidth-1:0]            deskew          [Columns]; // delays column c by Columns-1-c
  logic [SumWidth-1:0]               captured;

  // verilator lint_off BLKSEQ
  // Non-blocking assignment to array elements in a loop asks Verilator to unroll the loop, and an
  // unrolled 64 x 64 grid takes minutes to compile. No other process uses these variables, so
  // blocking assignments cannot race.
  always_ff @(posedge clk_i) begin
    if (advance) begin
      if (last_q != '0 || result_valid_o) begin
        for (int column = 0; column < Columns; column++) begin
          captured = '0;
          for (int row = 0; row < Rows; row++) begin
            // At most one row of a column: tiles end at least Rows cycles apart.
            captured = captured | (SumWidth'(multiply_accumulate(
                sum[row][column], activation[row][column], weight[row][column]))
                & {SumWidth{last_q[row+column]}});
          end
          deskew[column] = (deskew[column] << SumWidth) | DeskewWidth'(captured);
        end
      end
    end
    for (int row = 0; row < Rows; row++) begin
      for (int column = 0; column < Columns; column++) begin
        if (clear[row+column]) begin
          sum[row][column] = '0;
        end else if (advance) begin
          sum[row][column] =
              multiply_accumulate(sum[row][column], activation[row][column], weight[row][column]);
        end
      end
    end
    if (advance) begin
      for (int row = Rows - 1; row >= 0; row--) begin
        for (int column = Columns - 1; column > 0; column--) begin
          activation[row][column] = activation[row][column-1];
        end
        activation_skew[row] = (activation_skew[row] << ActivationWidth)
            | SkewWidth'(activation_beat[row*ActivationWidth +: ActivationWidth]);
        activation[row][0] = activation_skew[row][row*ActivationWidth +: ActivationWidth];
      end
      for (int column = Columns - 1; column >= 0; column--) begin
        for (int row = Rows - 1; row > 0; row--) begin
          weight[row][column] = weight[row-1][column];
        end
        weight_skew[column] = (weight_skew[column] << WeightWidth)
            | WeightSkewWidth'(weight_data_i[column*WeightWidth +: WeightWidth]);
        weight[0][column] = weight_skew[column][column*WeightWidth +: WeightWidth];
      end
    end
    if (!rst_ni) begin
      for (int row = 0; row < Rows; row++) begin
        activation_skew[row] = '0;
        for (int column = 0; column < Columns; column++) activation[row][column] = '0;
      end
    end
  end
  // verilator lint_on BLKSEQ

  always_comb begin
    for (int column = 0; column < Columns; column++) begin
      result_data_o[column*SumWidth +: SumWidth] =
          deskew[column][(Columns-1-column)*SumWidth +: SumWidth];
    end
  end

endmodule : output_stationary_array
