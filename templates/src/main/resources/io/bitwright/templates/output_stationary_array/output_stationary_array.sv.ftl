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

  // A step accepted in cycle t meets element (r, c), on diagonal r + c, in cycle t + 1 + r + c<#if productStages != 0>;
  // its product is added ${productStages} later</#if>.
  // If it ends a tile, row r shows in cycle t + FirstRow + 2 + r.
  localparam int Diagonals     = Rows + Columns - 1;
  localparam int ProductStages = ${productStages};
  localparam int FirstRow      = Columns + ProductStages;
  localparam int Flags         = FirstRow + Rows;
<#if productStages == 2>
  localparam int LowWidth      = 8; // bits of a sum that are added a cycle before the others
</#if>

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

  // Flags that follow a step: bit s is that of s + 1 cycles ago.
  logic [Diagonals+ProductStages-1:0] step_q; // there was one
  logic [Flags-1:0]                   last_q; // it was the last of a tile
  logic                               tile_may_end; // the last one did at least Rows cycles ago
  logic                               result_valid_q;

  assign advance            = !result_valid_o || result_ready_i;
  assign may_step           = advance && (!activation_last_i || tile_may_end);
  assign activation_ready_o = may_step && weight_valid_i;
  assign weight_ready_o     = may_step && activation_valid_i;
  assign step               = may_step && activation_valid_i && weight_valid_i;
  assign last_step          = step && activation_last_i;
  assign tile_may_end       = (last_q & ~({Flags{1'b1}} << (Rows - 1))) == '0;
  assign result_valid_o     = result_valid_q;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      step_q         <= '0;
      last_q         <= '0;
      result_valid_q <= 1'b0;
    end else if (advance) begin
      step_q         <= (Diagonals+ProductStages)'({step_q, step});
      last_q         <= Flags'({last_q, last_step});
      result_valid_q <= last_q[Flags-1:FirstRow] != '0;
    end
  end

  // What the sums of a diagonal do. Synthesis keeps it out of the elements: each is the enable or
  // the reset of a register, no gate a bit.
<#if productStages == 2>
  // The low bits of a sum are a cycle ahead: they follow the flags of their diagonal, the others
  // those of the next.
  logic adding     [Diagonals+1];
  logic clearing   [Diagonals+1]; // the sum is complete, or there is none: the next starts at 0
<#else>
  logic adding     [Diagonals];
  logic clearing   [Diagonals]; // the sum is complete, or there is none: the next starts at 0
</#if>
  logic discarding [Diagonals]; // it is not: nothing is kept for the results

  always_comb begin
<#if productStages == 2>
    for (logic [31:0] diagonal = 0; diagonal < Diagonals + 1; diagonal++) begin
      adding[diagonal]   = advance && step_q[diagonal+ProductStages-1];
      clearing[diagonal] = (advance && last_q[diagonal+ProductStages-1]) || !rst_ni;
    end
</#if>
    for (logic [31:0] diagonal = 0; diagonal < Diagonals; diagonal++) begin
<#if productStages != 2>
      adding[diagonal]     = advance && step_q[diagonal+ProductStages];
      clearing[diagonal]   = (advance && last_q[diagonal+ProductStages]) || !rst_ni;
</#if>
      discarding[diagonal] = advance && !last_q[diagonal+ProductStages];
    end
  end

  //////////////
  // Elements //
  //////////////

<#include "/systolic_array/element.sv.ftl">

  // All registers of the grid live in one process, which is their only reader and writer. Place 0
  // of a line is a wire: what enters in this cycle.
  logic [ActivationWidth-1:0] activation_skew [Rows][Rows];       // delays row r by r
  logic [WeightWidth-1:0]     weight_skew     [Columns][Columns]; // delays column c by c
  logic [ActivationWidth-1:0] activation [Rows][Columns];
  logic [WeightWidth-1:0]     weight     [Rows][Columns];
<#if productStages == 2>
  logic [ActivationWidth+4:0] lower [Rows][Columns]; // of the lower half of the weight, its carry
  logic [ActivationWidth+4:0] upper [Rows][Columns]; // of the upper half
  logic [ActivationWidth+WeightWidth-LowWidth-1:0] product [Rows][Columns]; // without its low bits
  logic [LowWidth-1:0]          low_sum  [Rows][Columns];
  logic [LowWidth:0]            low      [Rows][Columns]; // what low_sum would be, and its carry
  logic [SumWidth-LowWidth-1:0] high_sum [Rows][Columns];
<#else>
  <#if productStages == 1>
  logic [ActivationWidth+WeightWidth-1:0] product [Rows][Columns];
  </#if>
  logic signed [SumWidth-1:0] sum      [Rows][Columns];
</#if>
  logic [SumWidth-1:0]        complete [Rows][Columns]; // the sum of a tile for a cycle, else 0
  logic [SumWidth-1:0]        deskew   [Columns][Columns]; // delays column c by Columns - 1 - c
  logic [Columns*SumWidth-1:0] aligned;

<#include "grid_steps.sv.ftl">

  always_ff @(posedge clk_i) begin
    if (advance) begin
      collect();
      result_data_o <= aligned;
    end
    add();
    if (advance) begin
<#if productStages != 0>
      multiply();
</#if>
      move();
    end
  end
  // verilator lint_on BLKSEQ

endmodule : output_stationary_array
