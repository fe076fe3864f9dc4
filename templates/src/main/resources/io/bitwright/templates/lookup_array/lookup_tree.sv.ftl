<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Takes sums of ${mu} activations from tables by their weights; adds them in a tree a column."]/>
<#macro left level place node>
<#if !level.first>${level.below}_sum<#else>leaf_sum</#if>[column][${place}]</#macro>
<#macro right level place node>
<@left level place node/></#macro>
<#macro leftCarry level place node>
<#if !level.first>${level.below}_carry<#else>leaf_carry</#if>[column][${place}]</#macro>
<#macro rightCarry level place node>
<@leftCarry level place node/></#macro>
<#macro restBelow level>
<#if !level.first>${level.below}_rest<#else>rest_leaf_sum</#if>[column]</#macro>
<#macro restCarryBelow level>
<#if !level.first>${level.below}_rest_carry<#else>rest_leaf_carry</#if>[column]</#macro>

module lookup_tree #(
  parameter  int Columns      = ${(columns?c + ",")?right_pad(6)} // trees
  localparam int Lanes        = ${(rows?c + ",")?right_pad(6)} // activations
<#if groups != 0>
  localparam int Groups       = ${(groups?c + ",")?right_pad(6)} // of lanes
  localparam int GroupLanes   = ${(mu?c + ",")?right_pad(6)} // lanes of a group
  localparam int Entries      = ${(entries?c + ",")?right_pad(6)} // of a group's table
  localparam int EntryWidth   = ${(entryWidth?c + ",")?right_pad(6)} // bits
</#if>
<#if hasRestGroup>
  localparam int RestLanes    = ${(restLanes?c + ",")?right_pad(6)} // lanes that fill no group
  localparam int RestEntries  = ${(restEntries?c + ",")?right_pad(6)} // of their table
  localparam int RestWidth    = ${(restWidth?c + ",")?right_pad(6)} // bits
</#if>
  localparam int SumWidth     = ${sumWidth?c?right_pad(6)} // bits: the sum but for its carry
) (
  input  logic                                 clk_i,
  input  logic                                 advance_i, // without it nothing changes

  // tables, the same for all columns: entry e of group g at place g * Entries + e
<#if groups != 0>
  input  logic [Groups*Entries*EntryWidth-1:0] table_data_i,
</#if>
<#if hasRestGroup>
  input  logic [RestEntries*RestWidth-1:0]     rest_table_data_i,
</#if>

  // weight of column c and lane l at place c * Lanes + l
  input  logic [Columns*Lanes-1:0]             weight_data_i,

  // sums, ${depth} cycles later; each is sum_data_o + sum_carry_o
  output logic [Columns*SumWidth-1:0]          sum_data_o,
  output logic [Columns-1:0]                   sum_carry_o
);

  // Entry e has lane 0 with plus, and lane i with minus if bit i - 1 of e is 1. Where the weight of
  // lane 0 is minus, the entry of the opposite weights is taken and negated: as its complement and
  // a 1 that goes up the tree beside it. A node's one free carry takes the 1 of its right number.

<#if groups != 0 && mu != 1>
  function automatic logic [GroupLanes-2:0] entry_of(input logic [GroupLanes-1:0] weight);
    entry_of = weight[GroupLanes-1:1] ^ {(GroupLanes-1){weight[0]}};
  endfunction

</#if>
<#if restLanes gt 1>
  function automatic logic [RestLanes-2:0] rest_entry_of(input logic [RestLanes-1:0] weight);
    rest_entry_of = weight[RestLanes-1:1] ^ {(RestLanes-1){weight[0]}};
  endfunction

</#if>
<#if groups != 0>
  logic signed [EntryWidth-1:0] entries [Groups*Entries];
  logic signed [EntryWidth-1:0] leaf_sum [Columns][Groups];
  logic leaf_carry [Columns][Groups];
</#if>
<#if hasRestGroup>
  logic signed [RestWidth-1:0] rest_leaf_sum [Columns];
  logic rest_leaf_carry [Columns];
</#if>
<#include "/adder_tree_array/level_registers.sv.ftl">
  logic [Lanes-1:0] weights;
  logic [Columns*SumWidth-1:0] sum_data_q;
  logic [Columns-1:0] sum_carry_q;

<#include "/adder_tree_array/add.sv.ftl">
  // verilator lint_off BLKSEQ
  // Blocking assignments keep Verilator from unrolling the loops. This process alone uses these
  // variables, and goes through the levels from the last to the first, so none is read too late.
  always_ff @(posedge clk_i) begin
    if (advance_i) begin
<#if groups != 0>
      for (int entry = 0; entry < Groups*Entries; entry++) begin
        entries[entry] = table_data_i[entry*EntryWidth +: EntryWidth];
      end
</#if>
      for (int column = 0; column < Columns; column++) begin
        weights = weight_data_i[column*Lanes +: Lanes];
<#include "/adder_tree_array/level_sums.sv.ftl">
<#if groups != 0>
        for (int group = 0; group < Groups; group++) begin
<#if mu == 1>
          leaf_sum[column][group] = entries[group] ^ {EntryWidth{weights[group]}};
<#else>
          leaf_sum[column][group] =
              entries[group*Entries + 32'(entry_of(weights[group*GroupLanes +: GroupLanes]))]
              ^ {EntryWidth{weights[group*GroupLanes]}};
</#if>
          leaf_carry[column][group] = weights[group*GroupLanes];
        end
</#if>
<#if hasRestGroup>
<#if restLanes == 1>
        rest_leaf_sum[column] = rest_table_data_i ^ {RestWidth{weights[Lanes-1]}};
<#else>
        rest_leaf_sum[column] =
            rest_table_data_i[32'(rest_entry_of(weights[Lanes-1 -: RestLanes]))*RestWidth +: RestWidth]
            ^ {RestWidth{weights[Lanes-RestLanes]}};
</#if>
        rest_leaf_carry[column] = weights[Lanes-RestLanes];
</#if>
      end
    end
  end
  // verilator lint_on BLKSEQ

  assign sum_data_o  = sum_data_q;
  assign sum_carry_o = sum_carry_q;

endmodule : lookup_tree
