<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Sums ${rows} ${activations} activations times ${weights} weights, a pipelined tree of adders a column."]/>
<#-- A number below a node of a level, and the 1 that is still to be added to it. -->
<#macro sumBelow level node>
<#if !level.first>${level.below}_sum[column][${node}]<#elseif sharedPairs>pair_leaf(sums[${node}], differences[${node}], weights[2*(${node}) +: 2])<#else>leaf(lanes[${node}], weights[(${node})*WeightWidth +: WeightWidth])</#if></#macro>
<#macro carryBelow level node>
<#if !level.first>${level.below}_carry[column][${node}]<#elseif sharedPairs>weights[2*(${node})]<#else>weights[(${node})*WeightWidth + WeightWidth-1]</#if></#macro>
<#macro restSumBelow level>
<#if !level.first>${level.below}_rest[column]<#else>leaf(lane_rest_i, weights[Lanes-1])</#if></#macro>
<#macro restCarryBelow level>
<#if !level.first>${level.below}_rest_carry[column]<#else>weights[Lanes-1]</#if></#macro>

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
  // sums and differences of the activations of two neighbours, the same for all columns
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
<#if hasAdders>
  // One carry chain: the bit below both numbers makes the carry.
  function automatic logic signed [SumWidth-1:0] add(
      input logic signed [SumWidth-1:0] left,
      input logic signed [SumWidth-1:0] right,
      input logic                       carry);
    add = SumWidth'(({left, carry} + {right, carry}) >> 1);
  endfunction

</#if>
<#list levels as level>
<#if !level.last>
<#if level.nodes != 0>
  logic signed [${level.width - 1}:0] ${level.name}_sum [Columns][${level.nodes}];
  logic ${level.name}_carry [Columns][${level.nodes}];
</#if>
<#if level.hasRest>
  logic signed [${level.restWidth - 1}:0] ${level.name}_rest [Columns];
  logic ${level.name}_rest_carry [Columns];
</#if>
</#if>
</#list>
<#if !sharedPairs>
  logic signed [ActivationWidth-1:0] lanes [Lanes];
<#elseif pairs != 0>
  logic signed [PairWidth-1:0] sums [Pairs];
  logic signed [PairWidth-1:0] differences [Pairs];
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
<#list levels?reverse as level>
<#if level.last>
<#if level.nodes != 0>
        sum_data_q[column*SumWidth +: SumWidth] <= add(
            SumWidth'(<@sumBelow level "0"/>),
            SumWidth'(<@sumBelow level "1"/>),
            <@carryBelow level "1"/>);
        sum_carry_q[column] <= <@carryBelow level "0"/>;
<#elseif level.restAdds>
        sum_data_q[column*SumWidth +: SumWidth] <= add(
            SumWidth'(<@sumBelow level "0"/>),
            SumWidth'(<@restSumBelow level/>),
            <@restCarryBelow level/>);
        sum_carry_q[column] <= <@carryBelow level "0"/>;
<#elseif level.restTakesNode>
        sum_data_q[column*SumWidth +: SumWidth] <= <@sumBelow level "0"/>;
        sum_carry_q[column] <= <@carryBelow level "0"/>;
<#else>
        sum_data_q[column*SumWidth +: SumWidth] <= <@restSumBelow level/>;
        sum_carry_q[column] <= <@restCarryBelow level/>;
</#if>
<#else>
<#if level.nodes != 0>
        for (int node = 0; node < ${level.nodes}; node++) begin
          ${level.name}_sum[column][node] = ${level.width}'(add(
              SumWidth'(<@sumBelow level "2*node"/>),
              SumWidth'(<@sumBelow level "2*node + 1"/>),
              <@carryBelow level "2*node + 1"/>));
          ${level.name}_carry[column][node] = <@carryBelow level "2*node"/>;
        end
</#if>
<#if level.restAdds>
        ${level.name}_rest[column] = ${level.restWidth}'(add(
            SumWidth'(<@sumBelow level level.lastBelow/>),
            SumWidth'(<@restSumBelow level/>),
            <@restCarryBelow level/>));
        ${level.name}_rest_carry[column] = <@carryBelow level level.lastBelow/>;
<#elseif level.restTakesNode>
        ${level.name}_rest[column]       = <@sumBelow level level.lastBelow/>;
        ${level.name}_rest_carry[column] = <@carryBelow level level.lastBelow/>;
<#elseif level.hasRest>
        ${level.name}_rest[column]       = <@restSumBelow level/>;
        ${level.name}_rest_carry[column] = <@restCarryBelow level/>;
</#if>
</#if>
</#list>
      end
    end
  end
  // verilator lint_on BLKSEQ

  assign sum_data_o  = sum_data_q;
  assign sum_carry_o = sum_carry_q;

endmodule : adder_tree
