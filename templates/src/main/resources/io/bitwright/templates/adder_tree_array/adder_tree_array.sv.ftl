<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Multiplies ${activations} activations by stationary ${weights} weights, a tree of adders a column,",
  "and sums over K.",
  "Does not scale, round or saturate: results are exact integers."]/>

module adder_tree_array #(
  parameter  int Columns          = ${(columns?c + ",")?right_pad(6)} // trees, 1 to 128: the part of N in one tile
  parameter  int AccumulatorWidth = ${(accumulatorWidth?c + ",")?right_pad(6)} // bits, at least SumWidth
  parameter  int AccumulatorRows  = ${(accumulatorRows?c + ",")?right_pad(6)} // rows of M in one pass, 1 to 4096
  localparam int Rows             = ${(rows?c + ",")?right_pad(6)} // lanes of a tree: the part of K in one tile
  localparam int ActivationWidth  = ${(activationWidth?c + ",")?right_pad(6)} // bits of an ${activations} activation
  localparam int WeightWidth      = ${(weightWidth?c + ",")?right_pad(6)} // bits of a ${weights} weight
  localparam int SumWidth         = ${sumWidth?c?right_pad(6)} // bits of a tree's sum, but for its carry
) (
  input  logic                                clk_i,
  input  logic                                rst_ni,

  // weights: one term of K for all columns a beat, term 0 first
  input  logic                                weight_valid_i,
  output logic                                weight_ready_o,
  input  logic [Columns*WeightWidth-1:0]      weight_data_i,

  // activations: one row of M a beat, element r multiplies weight row r
  input  logic                                activation_valid_i,
  output logic                                activation_ready_o,
  input  logic [Rows*ActivationWidth-1:0]     activation_data_i,
  input  logic                                activation_first_i, // the pass starts new sums
  input  logic                                activation_last_i,  // the pass completes its sums
  input  logic                                activation_end_i,   // last beat of the pass

  // completed sums of one activation row
  output logic                                result_valid_o,
  input  logic                                result_ready_i,
  output logic [Columns*AccumulatorWidth-1:0] result_data_o
);

  // A beat accepted in cycle t is registered in t, <#if sharedPairs>paired in t + 1, </#if>at the top of its trees
  // after ${depth} more, and added in cycle t + Steps.
  localparam int Steps = ${steps};
<#if weightDelay != 0>

  // Weights are as late as the pairs.
  localparam int WeightDelay = ${weightDelay};
</#if>

<#include "/stationary_tile/broadcast_checks.sv.ftl">

<#include "/stationary_tile/broadcast_control.sv.ftl">

<#include "/adder_tree_array/trees.sv.ftl">

<#include "/stationary_tile/broadcast_accumulator.sv.ftl">

endmodule : adder_tree_array
