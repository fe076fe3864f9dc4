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
<#elseif productStages == 1>
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
<#else>
  // Radix-4 Booth: the weight is a sum of digits -2 to 2, digit[0] + digit[1] - 2 * digit[2], each
  // worth four times the one below. This is the activation times a digit, its sign left out.
  function automatic logic signed [ActivationWidth:0] booth_multiple(
      input logic signed [ActivationWidth-1:0] activation,
      input logic [2:0]                        digit);
    logic [ActivationWidth:0] once;
    logic [ActivationWidth:0] twice;
    logic                     is_once;
    logic                     is_twice;
    is_once  = digit[1] ^ digit[0];
    is_twice = (digit[2] ^ digit[1]) & ~is_once;
    once     = (ActivationWidth+1)'(activation);
    twice    = {activation, 1'b0};
    booth_multiple =
        (once & {(ActivationWidth+1){is_once}}) | (twice & {(ActivationWidth+1){is_twice}});
  endfunction

  // (4 bits of the weight) * activation, two digits, as {product - carry, carry}; bits[0] is the
  // weight's bit below. The low digit is negative as a complement, and the 1 that makes it whole
  // waits below the product for an addition whose carry in is free. The high digit is added on a
  // carry chain. It is written as a subtraction because synthesis keeps its operands in order: the
  // low digit goes straight to the chain, all else is one LUT a bit. The extra bit below makes the
  // sign of the high digit the carry into the chain.
  function automatic logic [ActivationWidth+4:0] booth_rows(
      input logic signed [ActivationWidth-1:0] activation,
      input logic [4:0]                        bits);
    logic signed [ActivationWidth:0]   low;
    logic signed [ActivationWidth-2:0] carried;
    logic signed [ActivationWidth:0]   multiple;
    logic [ActivationWidth+1:0]        high;
    low        = booth_multiple(activation, bits[2:0]) ^ {(ActivationWidth+1){bits[2]}};
    carried    = low[ActivationWidth:2];
    multiple   = booth_multiple(activation, bits[4:2]);
    high       = (ActivationWidth+2)'(
        ({(ActivationWidth+2)'(carried), bits[4]}
         - ({(ActivationWidth+2)'(multiple), 1'b0} ^ {(ActivationWidth+3){~bits[4]}})) >> 1);
    booth_rows = {high, low[1:0], bits[2]};
  endfunction

  // The products of the lower and the upper 4 bits of the weight as one, {product - carry, carry}.
  function automatic logic [ActivationWidth+WeightWidth:0] booth_product(
      input logic [ActivationWidth+4:0] lower,
      input logic [ActivationWidth+4:0] upper);
    logic signed [ActivationWidth-1:0] carried;
    logic [ActivationWidth+3:0]        high;
    carried       = lower[ActivationWidth+4:5];
    high          = (ActivationWidth+4)'(({(ActivationWidth+4)'(carried), 1'b1} + upper) >> 1);
    booth_product = {high, lower[4:0]};
  endfunction
</#if>
