<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "One element of the array as a module of its own, for figures and proofs: the same function text",
  "and registers. The array does not instantiate it."]/>

module processing_element #(
  parameter  int SumWidth        = ${(sumWidth?c + ",")?right_pad(6)} // bits
  localparam int WeightWidth     = ${(weightWidth?c + ",")?right_pad(6)} // bits of a stored ${weights} weight
  localparam int ActivationWidth = ${activationWidth?c?right_pad(6)} // bits of an ${activations} activation
) (
  input  logic                              clk_i,
  input  logic                              advance_i, // without it neither operands nor sums move
  input  logic                              load_i,    // take the next ${stationary} into the shadow
  input  logic                              swap_i,    // the shadow becomes the active ${stationary}
<#if stationary == "weight">
  input  logic [WeightWidth-1:0]            weight_i,
  input  logic signed [ActivationWidth-1:0] activation_i,
  input  logic signed [SumWidth-1:0]        sum_i,
  output logic signed [ActivationWidth-1:0] activation_o,
<#else>
  input  logic [ActivationWidth-1:0]        activation_i,
  input  logic [WeightWidth-1:0]            weight_i,
  input  logic signed [SumWidth-1:0]        sum_i,
  output logic [WeightWidth-1:0]            weight_o,
</#if>
  output logic signed [SumWidth-1:0]        sum_o
);

<#include "element.sv.ftl">

  logic [${stationaryWidthName}-1:0] shadow_q;
  logic [${stationaryWidthName}-1:0] active_q;
<#if productStages == 2>
  logic [ActivationWidth+4:0] lower_q;
  logic [ActivationWidth+4:0] upper_q;
</#if>
<#if productStages == 1>
  logic [ActivationWidth+WeightWidth-1:0] product_q;
<#elseif productStages == 2>
  logic [ActivationWidth+WeightWidth:0] product_q;
</#if>

  always_ff @(posedge clk_i) begin
    if (load_i) shadow_q <= ${stationary}_i;
    if (swap_i) active_q <= shadow_q;
    if (advance_i) begin
      ${streaming}_o <= ${streaming}_i;
<#if productStages == 0>
  <#if stationary == "weight">
      sum_o <= multiply_accumulate(sum_i, activation_i, active_q);
  <#else>
      sum_o <= multiply_accumulate(sum_i, active_q, weight_i);
  </#if>
<#elseif productStages == 1>
      sum_o <= sum_i + SumWidth'($signed(product_q));
<#else>
      sum_o <= SumWidth'(({sum_i, 1'b1} + (SumWidth+1)'($signed(product_q))) >> 1);
</#if>
<#if productStages == 1>
  <#if stationary == "weight">
      product_q <= booth_rows('0, activation_i, {active_q, 1'b0});
  <#else>
      product_q <= booth_rows('0, active_q, {weight_i, 1'b0});
  </#if>
<#elseif productStages == 2>
  <#if stationary == "weight">
      lower_q   <= booth_rows(activation_i, {active_q[3:0], 1'b0});
      upper_q   <= booth_rows(activation_i, active_q[WeightWidth-1:3]);
  <#else>
      lower_q   <= booth_rows(active_q, {weight_i[3:0], 1'b0});
      upper_q   <= booth_rows(active_q, weight_i[WeightWidth-1:3]);
  </#if>
      product_q <= booth_product(lower_q, upper_q);
</#if>
    end
  end

endmodule : processing_element
