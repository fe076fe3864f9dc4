<#if multiplier == "adder">
  <#if weights == "ternary">
  // Adds the activation (01), subtracts it (11) or keeps the sum (00), on one carry chain.
  <#else>
  // Adds the activation (0) or subtracts it (1), on one carry chain.
  </#if>
  // It is written as a subtraction because synthesis keeps its operands in order: the sum goes
  // straight to the chain, all else is one LUT a bit. The extra bit below makes the sign the carry
  // into the chain: {sum, 0} - ~{addend, 0} is 2 * (sum + addend) + 1, {sum, 1} - {addend, 0} is
  // 2 * (sum - addend) + 1.
  function automatic logic signed [SumWidth-1:0] multiply_accumulate(
      input logic signed [SumWidth-1:0]        sum,
      input logic signed [ActivationWidth-1:0] activation,
      input logic [WeightWidth-1:0]            weight);
    logic [SumWidth-1:0] addend;
    logic                minus;
    minus = weight[WeightWidth-1];
  <#if weights == "ternary">
    addend = SumWidth'(activation) & {SumWidth{weight[0]}};
  <#else>
    addend = SumWidth'(activation);
  </#if>
    multiply_accumulate = SumWidth'(
        ({sum, minus} - ({addend, 1'b0} ^ {(SumWidth+1){~minus}})) >> 1);
  endfunction
<#elseif multiplier == "dsp">
  // The product has a width of its own, so that a wide sum does not widen the multiplier.
  function automatic logic signed [SumWidth-1:0] multiply_accumulate(
      input logic signed [SumWidth-1:0]        sum,
      input logic signed [ActivationWidth-1:0] activation,
      input logic signed [WeightWidth-1:0]     weight);
    logic signed [ActivationWidth+WeightWidth-1:0] product;
    product = activation * weight;
    multiply_accumulate = sum + SumWidth'(product);
  endfunction
<#else>
  // A row of a radix-4 Booth multiplier: sum + d * activation with d = -2 to 2, on one carry chain.
  // d is digit[0] + digit[1] - 2 * digit[2]. The addition is written as a subtraction because
  // synthesis keeps its operands in order: the sum goes straight to the chain, all else is one
  // LUT a bit. The extra bit below makes the sign of d the carry into the chain.
  function automatic logic signed [ActivationWidth+1:0] booth_row(
      input logic signed [ActivationWidth+1:0] sum,
      input logic signed [ActivationWidth-1:0] activation,
      input logic [2:0]                        digit);
    logic [ActivationWidth+1:0] once;
    logic [ActivationWidth+1:0] twice;
    logic [ActivationWidth+1:0] multiple;
    logic                       is_once;
    logic                       is_twice;
    is_once  = digit[1] ^ digit[0];
    is_twice = (digit[2] ^ digit[1]) & ~is_once;
    once     = (ActivationWidth+2)'(activation);
    twice    = {once[ActivationWidth:0], 1'b0};
    multiple = (once & {(ActivationWidth+2){is_once}}) | (twice & {(ActivationWidth+2){is_twice}});
    booth_row = (ActivationWidth+2)'(
        ({sum, digit[2]} - ({multiple, 1'b0} ^ {(ActivationWidth+3){~digit[2]}})) >> 1);
  endfunction

  // Two rows, one on top of the other: sum + (4 bits of the weight) * activation. bits[0] is the
  // weight's bit below.
  function automatic logic signed [ActivationWidth+3:0] booth_rows(
      input logic signed [ActivationWidth-1:0] sum,
      input logic signed [ActivationWidth-1:0] activation,
      input logic [4:0]                        bits);
    logic signed [ActivationWidth+1:0] low;
    logic signed [ActivationWidth+1:0] high;
    logic signed [ActivationWidth-1:0] carried;
    low        = booth_row((ActivationWidth+2)'(sum), activation, bits[2:0]);
    carried    = low[ActivationWidth+1:2];
    high       = booth_row((ActivationWidth+2)'(carried), activation, bits[4:2]);
    booth_rows = {high, low[1:0]};
  endfunction
</#if>
