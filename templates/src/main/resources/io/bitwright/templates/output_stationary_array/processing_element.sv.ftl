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

  logic signed [SumWidth-1:0] sum_q;
  logic signed [SumWidth-1:0] next;
<#if productStages == 2>
  logic [ActivationWidth+3:0] half_product_q;
</#if>
<#if productStages != 0>
  logic [ActivationWidth+WeightWidth-1:0] product_q;
</#if>

<#if productStages == 0>
  assign next = multiply_accumulate(sum_q, activation_i, weight_i);
<#else>
  assign next = sum_q + SumWidth'($signed(product_q));
</#if>

  always_ff @(posedge clk_i) begin
    if (clear_i) sum_q <= '0;
    else if (add_i) sum_q <= next;
    if (discard_i) result_o <= '0;
    else if (advance_i) result_o <= next;
    if (advance_i) begin
      activation_o <= activation_i;
      weight_o     <= weight_i;
<#if productStages == 1>
      product_q <= booth_rows('0, activation_i, {weight_i, 1'b0});
<#elseif productStages == 2>
      half_product_q <= booth_rows('0, activation_i, {weight_i[3:0], 1'b0});
      product_q      <= {booth_rows(half_product_q[ActivationWidth+3:4], activation_o,
                                    weight_o[WeightWidth-1:3]),
                         half_product_q[3:0]};
</#if>
    end
  end

endmodule : processing_element
