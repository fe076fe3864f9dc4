<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "One element of the array as a module of its own, for figures and proofs: the same function text",
  "and registers. The array does not instantiate it."]/>

module processing_element #(
  parameter  int SumWidth        = ${(accumulatorWidth?c + ",")?right_pad(6)} // bits
  localparam int WeightWidth     = ${(weightWidth?c + ",")?right_pad(6)} // bits of a stored ${weights} weight
  localparam int ActivationWidth = ${activationWidth?c?right_pad(6)} // bits of an ${activations} activation
) (
  input  logic                              clk_i,
  input  logic                              advance_i, // without it no operand moves
<#if productStages == 2>
  input  logic                              add_low_i, // add_i of the sum's low bits, one ahead
  input  logic                              clear_low_i,
</#if>
  input  logic                              add_i,     // the sum takes the product
  input  logic                              clear_i,   // the sum is complete: the next starts at 0
  input  logic                              discard_i, // it is not: no result
  input  logic signed [ActivationWidth-1:0] activation_i,
  input  logic [WeightWidth-1:0]            weight_i,
  output logic signed [ActivationWidth-1:0] activation_o,
  output logic [WeightWidth-1:0]            weight_o,
  output logic signed [SumWidth-1:0]        result_o   // a complete sum, else 0
);

<#include "/systolic_array/element.sv.ftl">

<#if productStages == 2>
  localparam int LowWidth = 8; // bits of a sum that are added a cycle before the others

  logic [ActivationWidth+4:0] lower_q;
  logic [ActivationWidth+4:0] upper_q;
  logic [ActivationWidth+WeightWidth:0]            whole;
  logic [ActivationWidth+WeightWidth-LowWidth-1:0] product_q;
  logic [LowWidth-1:0] low_sum_q;
  logic [LowWidth:0]   low_next;
  logic [LowWidth:0]   low_q;
  logic [SumWidth-LowWidth-1:0] high_sum_q;
  logic [SumWidth-LowWidth-1:0] high_next;
  logic signed [SumWidth-1:0]   next;

  assign whole     = booth_product(lower_q, upper_q);
  assign low_next  = (LowWidth+1)'(({1'b0, low_sum_q, 1'b1} + {1'b0, whole[LowWidth:0]}) >> 1);
  assign high_next = (SumWidth-LowWidth)'(
      ({high_sum_q, 1'b1} + {(SumWidth-LowWidth)'($signed(product_q)), low_q[LowWidth]}) >> 1);
  assign next      = {high_next, low_q[LowWidth-1:0]};
<#else>
  logic signed [SumWidth-1:0] sum_q;
  logic signed [SumWidth-1:0] next;
  <#if productStages == 1>
  logic [ActivationWidth+WeightWidth-1:0] product_q;
  </#if>

  <#if productStages == 0>
  assign next = multiply_accumulate(sum_q, activation_i, weight_i);
  <#else>
  assign next = sum_q + SumWidth'($signed(product_q));
  </#if>
</#if>

  always_ff @(posedge clk_i) begin
<#if productStages == 2>
    if (clear_low_i) low_sum_q <= '0;
    else if (add_low_i) low_sum_q <= low_next[LowWidth-1:0];
    if (clear_i) high_sum_q <= '0;
    else if (add_i) high_sum_q <= high_next;
<#else>
    if (clear_i) sum_q <= '0;
    else if (add_i) sum_q <= next;
</#if>
    if (discard_i) result_o <= '0;
    else if (advance_i) result_o <= next;
    if (advance_i) begin
      activation_o <= activation_i;
      weight_o     <= weight_i;
<#if productStages == 1>
      product_q <= booth_rows('0, activation_i, {weight_i, 1'b0});
<#elseif productStages == 2>
      lower_q   <= booth_rows(activation_i, {weight_i[3:0], 1'b0});
      upper_q   <= booth_rows(activation_i, weight_i[WeightWidth-1:3]);
      product_q <= whole[ActivationWidth+WeightWidth:LowWidth+1];
      low_q     <= low_next;
</#if>
    end
  end

endmodule : processing_element
