<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Multiplies ${activations} activations by stationary ${weights} weights, looked up in tables of ${mu}, sums over K.",
  "Does not scale, round or saturate: results are exact integers."]/>

module lookup_array #(
  parameter  int Columns          = ${(columns?c + ",")?right_pad(6)} // trees, 1 to 128: the part of N in one tile
  parameter  int AccumulatorWidth = ${(accumulatorWidth?c + ",")?right_pad(6)} // bits, at least SumWidth
  parameter  int AccumulatorRows  = ${(accumulatorRows?c + ",")?right_pad(6)} // rows of M in one pass, 1 to 4096
  localparam int Rows             = ${(rows?c + ",")?right_pad(6)} // lanes of a tree: the part of K in one tile
  localparam int ActivationWidth  = ${(activationWidth?c + ",")?right_pad(6)} // bits of an ${activations} activation
  localparam int WeightWidth      = ${(weightWidth?c + ",")?right_pad(6)} // bits of a ${weights} weight: ${weightEncoding}
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

  // A beat accepted in cycle t is registered in t, in its tables after ${weightDelay}, at the top of its trees
  // after ${depth} more, and added in cycle t + Steps.
  localparam int Steps = ${steps};
<#if weightDelay != 0>

  // Weights are as late as the tables.
  localparam int WeightDelay = ${weightDelay};
</#if>

<#include "/stationary_tile/broadcast_checks.sv.ftl">

<#include "/stationary_tile/broadcast_control.sv.ftl">

  ////////////////////////
  // Tables, then trees //
  ////////////////////////

  logic [Rows*ActivationWidth-1:0] activation_q;
  logic [Columns*SumWidth-1:0]     sum;
  logic [Columns-1:0]              sum_carry;

  always_ff @(posedge clk_i) begin
    if (advance) activation_q <= activation_data_i;
  end

<#if groups != 0>
  logic [${groups}*${entries}*${entryWidth}-1:0] table_data;
</#if>
<#if hasRestGroup>
  logic [${restEntries}*${restWidth}-1:0] rest_table_data;
</#if>

<#if weightDelay == 0>
  assign table_data = activation_q; // tables of one lane
<#else>
  lookup_tables u_lookup_tables (
    .clk_i,
    .advance_i        (advance),
    .activation_data_i(activation_q),
<#if groups != 0>
    .table_data_o     (table_data)<#if hasRestGroup>,</#if>
</#if>
<#if hasRestGroup>
    .rest_table_data_o(rest_table_data)
</#if>
  );
</#if>

  lookup_tree #(
    .Columns(Columns)
  ) u_lookup_tree (
    .clk_i,
    .advance_i        (advance),
<#if groups != 0>
    .table_data_i     (table_data),
</#if>
<#if hasRestGroup>
    .rest_table_data_i(rest_table_data),
</#if>
    .weight_data_i    (tile),
    .sum_data_o       (sum),
    .sum_carry_o      (sum_carry)
  );

<#include "/stationary_tile/broadcast_accumulator.sv.ftl">

endmodule : lookup_array
