  //////////////
  // Elements //
  //////////////

<#include "element.sv.ftl">

  // With more than one row a tile has room for its loading to be a cycle later than the contract
  // asks. Then no element is loaded in the cycle in which it takes its shadow, so loading need not
  // stop while the unit waits, and a register's load enable is a register, not a gate.
  localparam int LoadDelay = Rows > 1 ? 1 : 0;

<#if 2 <= rows>
  // Bits that hold any sum of less than 2, 4, ... terms, and where the rows with such sums end.
</#if>
<#list [2, 4, 8, 16, 32, 64]?filter(terms -> terms <= rows) as terms>
  localparam int WidthBelow${terms}Terms =
      Rows < ${terms} ? SumWidth : SumWidth - $clog2(Rows) + $clog2(${terms}) - 1;
  localparam int NarrowRowsBelow${terms}Terms = Rows < ${terms} ? 0 : ${terms} - 1;
</#list>

  // All registers of the grid live in one process, which is their only reader and writer. Place 0
  // of a line is a wire: what enters in this cycle.
  logic [${stationaryWidthName}-1:0] load_line [Columns+LoadDelay][Columns]; // delays beats by the place
  logic load_here [Rows][Columns+LoadDelay]; // the beat at this place of the line is of that row
  logic swapping  [Rows+Columns-1];          // the wave of a swap is at row + column
  logic [${stationaryWidthName}-1:0] shadow [Rows][Columns];
  logic [${stationaryWidthName}-1:0] active [Rows][Columns];
  logic [${streamingWidthName}-1:0] skew   [Rows][Rows]; // delays row r by r
  logic [${streamingWidthName}-1:0] moving [Rows][Columns];
<#if productStages == 2>
  logic [ActivationWidth+4:0] lower [Rows][Columns]; // of the lower half of the weight, its carry
  logic [ActivationWidth+4:0] upper [Rows][Columns]; // of the upper half
</#if>
<#if productStages == 1>
  logic [ActivationWidth+WeightWidth-1:0] product [Rows][Columns];
<#elseif productStages == 2>
  logic [ActivationWidth+WeightWidth:0] product [Rows][Columns]; // {product - carry, carry}
</#if>
  logic signed [SumWidth-1:0] sum    [Rows][Columns];
  logic signed [SumWidth-1:0] deskew [Columns][Columns]; // delays column c by Columns - 1 - c
  logic [Columns*SumWidth-1:0] aligned;
  logic [Columns*SumWidth-1:0] sum_data_q;

<#include "grid_steps.sv.ftl">

  always_ff @(posedge clk_i) begin
    if (advance) begin
      enter();
      compute();
      swap_tile();
      load_tile();
      move();
      sum_data_q <= aligned;
    end else if (LoadDelay == 1) begin
      load_tile();
    end
  end
  // verilator lint_on BLKSEQ
