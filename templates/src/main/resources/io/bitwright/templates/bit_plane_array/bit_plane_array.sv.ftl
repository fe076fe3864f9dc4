<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Multiplies int8 activations by stationary weights of ${planes} scaled binary planes, sums over K.",
  "Does not round or saturate: results are exact, with the binary point of the scales."]/>

module bit_plane_array #(
  parameter  int Columns          = ${(columns?c + ",")?right_pad(6)} // results, 1 to 128: the part of N in one tile
  parameter  int AccumulatorRows  = ${(accumulatorRows?c + ",")?right_pad(6)} // rows of M in one pass, 1 to 4096
  localparam int Rows             = ${(rows?c + ",")?right_pad(6)} // lanes of a tree: the part of K in one tile
  localparam int Planes           = ${(planes?c + ",")?right_pad(6)} // of a weight
<#if !serial>
  localparam int ActivationWidth  = ${(activationWidth?c + ",")?right_pad(6)} // bits of an int8 activation
</#if>
  localparam int WeightWidth      = ${(weightWidth?c + ",")?right_pad(6)} // bits of a weight in a plane: ${weightEncoding}
  localparam int ScaleWidth       = ${(scaleWidth?c + ",")?right_pad(6)} // bits of a scale, two's complement
  localparam int SumWidth         = ${(sumWidth?c + ",")?right_pad(6)} // bits of a tree's sum<#if !serial>, but for its carry</#if>
  localparam int AccumulatorWidth = ${(accumulatorWidth?c + ",")?right_pad(6)} // bits of a plane's sum over all of K
  localparam int ResultWidth      = ${resultWidth?c?right_pad(6)} // bits
) (
  input  logic                                  clk_i,
  input  logic                                  rst_ni,

  // Rows terms of K, then ScaleWidth bits of the scales from bit 0 on, one a beat for all columns;
  // plane p of column c at place c * Planes + p
  input  logic                                  weight_valid_i,
  output logic                                  weight_ready_o,
  input  logic [Columns*Planes*WeightWidth-1:0] weight_data_i,

<#if serial>
  // activations: one bit of a row of M a beat, bit 0 first, ${rowBeats} beats a row; element r multiplies
  // weight row r
<#else>
  // activations: one row of M a beat, element r multiplies weight row r
</#if>
  input  logic                                  activation_valid_i,
  output logic                                  activation_ready_o,
<#if serial>
  input  logic [Rows-1:0]                       activation_data_i,
<#else>
  input  logic [Rows*ActivationWidth-1:0]       activation_data_i,
</#if>
  input  logic                                  activation_first_i, // the pass starts new sums
  input  logic                                  activation_last_i,  // the pass completes its sums
  input  logic                                  activation_end_i,   // last beat of the pass

  // scaled sums of one activation row
  output logic                                  result_valid_o,
  input  logic                                  result_ready_i,
  output logic [Columns*ResultWidth-1:0]        result_data_o
);

<#if serial>
  // A beat accepted in cycle t is registered in t, counted after ${depth} more, and taken into the sum of
  // its row in the next; behind a row's last beat the sum is added in cycle t + Steps and scaled
  // from cycle t + Steps + 1 on.
  localparam int Steps = ${steps};
<#else>
  // A beat accepted in cycle t is registered in t, paired in t + 1, at the top of its trees after
  // ${depth} more, added in cycle t + Steps and scaled from cycle t + Steps + 1 on.
  localparam int Steps = ${steps};

  // Weights are as late as the pairs.
  localparam int WeightDelay = ${weightDelay};
</#if>

<#include "/stationary_tile/broadcast_checks.sv.ftl">

<#include "/stationary_tile/broadcast_control.sv.ftl">

  logic [Columns*Planes*Rows-1:0]       plane_weights;
  logic [Columns*Planes*ScaleWidth-1:0] tile_scales;

  for (genvar tree = 0; tree < Columns*Planes; tree++) begin : gen_tree
    assign plane_weights[tree*Rows +: Rows]           = tile[tree*LoadBeats +: Rows];
    assign tile_scales[tree*ScaleWidth +: ScaleWidth] = tile[tree*LoadBeats+Rows +: ScaleWidth];
  end

<#if serial>
<#include "serial_trees.sv.ftl">
<#else>
<#include "/adder_tree_array/trees.sv.ftl">
</#if>

  logic                                       complete_valid;
  logic [Columns*Planes*AccumulatorWidth-1:0] complete;

<#include "/stationary_tile/broadcast_accumulator.sv.ftl">

  ////////////
  // Scales //
  ////////////

  // A tile's scales follow it as late as its first sums can come. The next tile's are not there
  // earlier than LoadBeats cycles after, which is later.
<#if !serial>
  logic [Steps-1:0]                     swap_q;
</#if>
  logic [Columns*Planes*ScaleWidth-1:0] scales_q;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      swap_q <= '0;
    end else if (advance) begin
      swap_q <= Steps'({swap_q, swap});
    end
  end

  always_ff @(posedge clk_i) begin
    if (advance && swap_q[Steps-1]) scales_q <= tile_scales;
  end

  plane_scaler #(
    .Columns(Columns)
  ) u_plane_scaler (
    .clk_i,
    .rst_ni,
    .advance_i   (advance),
    .sum_valid_i (complete_valid),
    .sum_data_i  (complete),
    .scale_data_i(scales_q),
    .result_valid_o,
    .result_data_o
  );

endmodule : bit_plane_array
