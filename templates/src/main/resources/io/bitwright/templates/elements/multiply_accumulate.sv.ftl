<#if weights == "ternary">
  // Add, subtract or keep on one carry chain: sum + ((activation or 0) ^ minus) + minus, where the
  // extra bit below the chain makes the last term its carry in.
  function automatic logic signed [SumWidth-1:0] multiply_accumulate(
      input logic signed [SumWidth-1:0]        sum,
      input logic signed [ActivationWidth-1:0] activation,
      input logic [WeightWidth-1:0]            weight); // 01 is +1, 11 is -1, 00 is 0
    logic signed [SumWidth-1:0] addend;
    addend = (SumWidth'(activation) & {SumWidth{weight[0]}}) ^ {SumWidth{weight[1]}};
    multiply_accumulate = SumWidth'(({sum, 1'b1} + {addend, weight[1]}) >> 1);
  endfunction
<#elseif weights == "binary">
  // Add or subtract on one carry chain: sum + (activation ^ weight) + weight, where the extra bit
  // below the chain makes the last term its carry in.
  function automatic logic signed [SumWidth-1:0] multiply_accumulate(
      input logic signed [SumWidth-1:0]        sum,
      input logic signed [ActivationWidth-1:0] activation,
      input logic [WeightWidth-1:0]            weight); // 0 is +1, 1 is -1
    logic signed [SumWidth-1:0] addend;
    addend = SumWidth'(activation) ^ {SumWidth{weight}};
    multiply_accumulate = SumWidth'(({sum, 1'b1} + {addend, weight}) >> 1);
  endfunction
<#else>
  // The product has a width of its own, so that a wide sum does not widen the multiplier.
  function automatic logic signed [SumWidth-1:0] multiply_accumulate(
      input logic signed [SumWidth-1:0]        sum,
      input logic signed [ActivationWidth-1:0] activation,
      input logic signed [WeightWidth-1:0]     weight);
    logic signed [ActivationWidth+WeightWidth-1:0] product;
    product = activation * weight;
    multiply_accumulate = sum + SumWidth'(product);
  endfunction
</#if>
