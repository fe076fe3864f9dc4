<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Sums ${rows} ${activations} activations times ${weights} weights, a pipelined tree of adders a column."]/>
<#-- The left and the right number of a node, by their places below it and by the node's own; the
     number beside the nodes; and the 1 that is still to be added to each. -->
<#macro left level place node>
<#if !level.first>${level.below}_sum[column][${place}]<#elseif sharedPairs>leaf_sum[column][${node}]<#else>leaf(lanes[${place}], weights[(${place})*WeightWidth +: WeightWidth])</#if></#macro>
<#macro right level place node>
<#if !level.first>${level.below}_sum[column][${place}]<#elseif sharedPairs>pair_leaf(
                  sums[2*(${node}) + 1], differences[2*(${node}) + 1],
                  late_weights[column][2*(${node}) +: 2])<#else>leaf(lanes[${place}], weights[(${place})*WeightWidth +: WeightWidth])</#if></#macro>
<#macro leftCarry level place node>
<#if !level.first>${level.below}_carry[column][${place}]<#elseif sharedPairs>leaf_carry[column][${node}]<#else>weights[(${place})*WeightWidth + WeightWidth-1]</#if></#macro>
<#macro rightCarry level place node>
<#if !level.first>${level.below}_carry[column][${place}]<#elseif sharedPairs>late_weights[column][2*(${node})]<#else>weights[(${place})*WeightWidth + WeightWidth-1]</#if></#macro>
<#macro restBelow level>
<#if !level.first>${level.below}_rest[column]<#else>leaf(lane_rest_i, lane_weight[column])</#if></#macro>
<#macro restCarryBelow level>
<#if !level.first>${level.below}_rest_carry[column]<#else>lane_weight[column]</#if></#macro>

module adder_tree #(
  parameter  int Columns         = ${(columns?c + ",")?right_pad(6)} // trees
  localparam int Lanes           = ${(rows?c + ",")?right_pad(6)} // activations
<#if !sharedPairs || hasLoneLane>
  localparam int ActivationWidth = ${(activationWidth?c + ",")?right_pad(6)} // bits, two's complement
</#if>
<#if pairs != 0>
  localparam int Pairs           = ${(pairs?c + ",")?right_pad(6)} // of lanes
  localparam int PairWidth       = ${(pairWidth?c + ",")?right_pad(6)} // bits
</#if>
  localparam int WeightWidth     = ${(weightWidth?c + ",")?right_pad(6)} // bits, ${weightEncoding}
  localparam int SumWidth        = ${sumWidth?c?right_pad(6)} // bits: the sum but for its carry
) (
  input  logic                                 clk_i,
  input  logic                                 advance_i, // without it nothing changes

<#if sharedPairs>
  // sums and differences of the activations of two neighbours, the same for all columns; those of
  // pairs 1, 3, 5 ... and the activation without a neighbour come a cycle after the others
<#if pairs != 0>
  input  logic [Pairs*PairWidth-1:0]           pair_sum_data_i,
  input  logic [Pairs*PairWidth-1:0]           pair_difference_data_i,
</#if>
<#if hasLoneLane>
  input  logic signed [ActivationWidth-1:0]    lane_rest_i, // the last activation, which has no neighbour
</#if>
<#else>
  // activations, the same for all columns
  input  logic [Lanes*ActivationWidth-1:0]     activation_data_i,
</#if>

  // weight of column c and lane l at place c * Lanes + l
  input  logic [Columns*Lanes*WeightWidth-1:0] weight_data_i,

  // sums, ${depth} cycles later; each is sum_data_o + sum_carry_o
  output logic [Columns*SumWidth-1:0]          sum_data_o,
  output logic [Columns-1:0]                   sum_carry_o
);

  // A term is negated as its complement and 1. No adder adds that 1: it goes up the tree beside the
  // number it belongs to, and a node's one free carry takes the 1 of its right number. The left
  // one's goes on, and leaves with the sum.
<#if sharedPairs>
  //
  // The left leaves of the nodes have a register. The right ones are a cycle later and have none:
  // their choice shares the LUTs of the adders.
</#if>

<#if !sharedPairs || hasLoneLane>
  function automatic logic signed [ActivationWidth-1:0] leaf(
      input logic signed [ActivationWidth-1:0] activation,
      input logic [WeightWidth-1:0]            weight);
<#if weights == "ternary">
    leaf = (activation & {ActivationWidth{weight[0]}}) ^ {ActivationWidth{weight[1]}};
<#else>
    leaf = activation ^ {ActivationWidth{weight}};
</#if>
  endfunction

</#if>
<#if sharedPairs && pairs != 0>
  function automatic logic signed [PairWidth-1:0] pair_leaf(
      input logic signed [PairWidth-1:0] sum,
      input logic signed [PairWidth-1:0] difference,
      input logic [1:0]                  weight);
    pair_leaf = (weight[0] ^ weight[1] ? difference : sum) ^ {PairWidth{weight[0]}};
  endfunction

</#if>
<#include "add.sv.ftl">
<#include "level_registers.sv.ftl">
<#if !sharedPairs>
  logic signed [ActivationWidth-1:0] lanes [Lanes];
</#if>
<#if pairs != 0>
  logic signed [PairWidth-1:0] sums [Pairs];
  logic signed [PairWidth-1:0] differences [Pairs];
  logic signed [PairWidth-1:0] leaf_sum [Columns][${leftPairs}];
  logic leaf_carry [Columns][${leftPairs}];
</#if>
<#if rightPairs != 0>
  logic [${2 * rightPairs - 1}:0] late_weights [Columns];
</#if>
<#if hasLoneLane>
  logic lane_weight [Columns];
</#if>
  logic [Lanes*WeightWidth-1:0] weights;
  logic [Columns*SumWidth-1:0] sum_data_q;
  logic [Columns-1:0] sum_carry_q;

  // verilator lint_off BLKSEQ
  // Blocking assignments keep Verilator from unrolling the loops. This process alone uses these
  // variables, and goes through the levels from the last to the first, so none is read too late.
  always_ff @(posedge clk_i) begin
    if (advance_i) begin
<#if !sharedPairs>
      for (int lane = 0; lane < Lanes; lane++) begin
        lanes[lane] = activation_data_i[lane*ActivationWidth +: ActivationWidth];
      end
<#elseif pairs != 0>
      for (int pair = 0; pair < Pairs; pair++) begin
        sums[pair]        = pair_sum_data_i[pair*PairWidth +: PairWidth];
        differences[pair] = pair_difference_data_i[pair*PairWidth +: PairWidth];
      end
</#if>
      for (int column = 0; column < Columns; column++) begin
        weights = weight_data_i[column*Lanes*WeightWidth +: Lanes*WeightWidth];
<#include "level_sums.sv.ftl">
<#if pairs != 0>
        for (int pair = 0; pair < ${leftPairs}; pair++) begin
          leaf_sum[column][pair] = pair_leaf(
              sums[2*pair], differences[2*pair], weights[4*pair +: 2]);
          leaf_carry[column][pair] = weights[4*pair];
        end
</#if>
<#if rightPairs != 0>
        for (int pair = 0; pair < ${rightPairs}; pair++) begin
          late_weights[column][2*pair +: 2] = weights[4*pair+2 +: 2];
        end
</#if>
<#if hasLoneLane>
        lane_weight[column] = weights[Lanes-1];
</#if>
      end
    end
  end
  // verilator lint_on BLKSEQ

  assign sum_data_o  = sum_data_q;
  assign sum_carry_o = sum_carry_q;

endmodule : adder_tree
