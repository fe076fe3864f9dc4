<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Multiplies ${activations} activations by ${weights} weights in a systolic array and sums over K.",
  "A tile of ${stationary}s stays in the array, ${streaming}s stream through.",
  "Does not scale, round or saturate: results are exact integers."]/>

module ${moduleName} #(
  parameter  int Rows             = ${(rows?c + ",")?right_pad(6)} // elements, 1 to 128: the part of K in one tile
  parameter  int Columns          = ${(columns?c + ",")?right_pad(6)} // elements, 1 to 128: the part of ${stationaryDimension} in one tile
  parameter  int AccumulatorWidth = ${(accumulatorWidth?c + ",")?right_pad(6)} // bits, at least SumWidth
  parameter  int AccumulatorRows  = ${(accumulatorRows?c + ",")?right_pad(6)} // rows of ${streamingDimension} in one pass, 1 to 4096
  localparam int WeightWidth      = ${(weightWidth?c + ",")?right_pad(6)} // bits of a stored ${weights} weight
  localparam int ActivationWidth  = ${(activationWidth?c + ",")?right_pad(6)} // bits of an ${activations} activation
  localparam int SumWidth         = ${productWidth} + $clog2(Rows) + 1 // bits: any sum of Rows products
) (
  input  logic                                clk_i,
  input  logic                                rst_ni,

  // the tile: one term of K a beat, term 0 first
  input  logic                                ${stationary}_valid_i,
  output logic                                ${stationary}_ready_o,
  input  logic [Columns*${stationaryWidthName}-1:0] ${stationary}_data_i,

  // what streams through: one row of ${streamingDimension} a beat, element r meets row r of the tile
  input  logic                                ${streaming}_valid_i,
  output logic                                ${streaming}_ready_o,
  input  logic [Rows*${streamingWidthName}-1:0] ${streaming}_data_i,
  input  logic                                ${streaming}_first_i, // the pass starts new sums
  input  logic                                ${streaming}_last_i,  // the pass completes its sums
  input  logic                                ${streaming}_end_i,   // last beat of the pass

  // completed sums of one row of ${streamingDimension}
  output logic                                result_valid_o,
  input  logic                                result_ready_i,
  output logic [Columns*AccumulatorWidth-1:0] result_data_o
);

  // A beat accepted in cycle t is at step s in cycle t + s. Element (r, c) uses it at step
  // 1 + r + c<#if productStages != 0>, its product is ready ${productStages} later</#if>; its sums are aligned at step Steps, where
  // they are added to the row of the accumulator that is read a step before.
  localparam int Steps          = Rows + Columns${(productStages == 0)?then("", " + " + productStages)};
  localparam int LoadIndexWidth = Rows > 1 ? $clog2(Rows) : 1;

  initial begin
    if (Rows < 1 || Rows > 128) $fatal(1, "%m: Rows must be 1 to 128, got %0d", Rows);
    if (Columns < 1 || Columns > 128) $fatal(1, "%m: Columns must be 1 to 128, got %0d", Columns);
    if (AccumulatorWidth < SumWidth) begin
      $fatal(1, "%m: AccumulatorWidth must be at least %0d, got %0d", SumWidth, AccumulatorWidth);
    end
    if (AccumulatorRows < 1 || AccumulatorRows > 4096) begin
      $fatal(1, "%m: AccumulatorRows must be 1 to 4096, got %0d", AccumulatorRows);
    end
  end

  ////////////////
  // Handshakes //
  ////////////////

  logic                      advance; // while a result waits, nothing in the unit changes
  logic                      load_beat;
  logic [LoadIndexWidth-1:0] load_index;
  logic                      swap;
  logic                      streaming_beat;

  assign advance = !result_valid_o || result_ready_i;

  stationary_tile_control #(
    .LoadBeats(Rows)
  ) u_stationary_tile_control (
    .clk_i,
    .rst_ni,
    .advance_i   (advance),
    .load_valid_i(${stationary}_valid_i),
    .load_ready_o(${stationary}_ready_o),
    .load_beat_o (load_beat),
    .load_index_o(load_index),
    .swap_o      (swap),
    .use_valid_i (${streaming}_valid_i),
    .use_end_i   (${streaming}_end_i),
    .use_ready_o (${streaming}_ready_o),
    .use_beat_o  (streaming_beat)
  );

  //////////////////////////////
  // Flags that follow a beat //
  //////////////////////////////

  logic [Steps-1:0] valid_q, first_q, last_q; // bit s: the beat at step s + 1
  logic [Steps-2:0] end_q;
  logic [Steps:0]   valid_step, first_step, last_step;
  logic [Steps-1:0] end_step;

  assign valid_step = {valid_q, streaming_beat};
  assign first_step = {first_q, ${streaming}_first_i};
  assign last_step  = {last_q, ${streaming}_last_i};
  assign end_step   = {end_q, ${streaming}_end_i};

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      valid_q <= '0;
    end else if (advance) begin
      valid_q <= valid_step[Steps-1:0];
    end
  end

  always_ff @(posedge clk_i) begin
    if (advance) begin
      first_q <= first_step[Steps-1:0];
      last_q  <= last_step[Steps-1:0];
      end_q   <= end_step[Steps-2:0];
    end
  end

<#include "grid.sv.ftl">

  //////////////////
  // Accumulators //
  //////////////////

  partial_sum_accumulator #(
    .Columns         (Columns),
    .SumWidth        (SumWidth),
    .AccumulatorWidth(AccumulatorWidth),
    .AccumulatorRows (AccumulatorRows)
  ) u_partial_sum_accumulator (
    .clk_i,
    .rst_ni,
    .advance_i     (advance),
    .read_valid_i  (valid_step[Steps-1]),
    .read_end_i    (end_step[Steps-1]),
    .sum_valid_i   (valid_step[Steps]),
    .sum_first_i   (first_step[Steps]),
    .sum_last_i    (last_step[Steps]),
    .sum_data_i    (sum_data_q),
    .result_valid_o,
    .result_data_o
  );

<#include "source_checks.sv.ftl">

endmodule : ${moduleName}
