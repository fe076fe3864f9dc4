<#import "/lib/banner.ftl" as head>
<#assign largest = "2^" + magnitudeBits + oneLess?string(" - 1", "")>
<@head.lines mark="//" banner=banner purpose=[
  "Proof: ${width} bits hold every sum of up to ${terms} products of at most ${largest}.",
  "By induction over the terms: a sum of n products that lies within n (${largest}) plus one more",
  "product is exact in ${width} bits, and lies within (n + 1) (${largest})."]
  + carryLeftOut?then(["A negated term is its complement: the 1 it lacks comes with the next one, so that a sum and a",
  "term are at least 1 below their bound from above; the last 1 is kept beside the sum."], [])/>

module ${name} (
  input logic        [31:0]                terms_i,  // n
  input logic signed [${width - 1}:0] sum_i,    // of n products
  input logic signed [${magnitudeBits + 1}:0] product_i<#if carryLeftOut>,
  input logic                              carry_i</#if>
);

  localparam int WideWidth = ${wideWidth};

  logic signed [WideWidth-1:0] bound, next_bound, wide_sum, largest;
  logic signed [${width - 1}:0] sum;

  assign largest    = (WideWidth'(1) << ${magnitudeBits})${oneLess?string(" - WideWidth'(1)", "")};
  assign bound      = ($signed(WideWidth'(terms_i)) <<< ${magnitudeBits})${oneLess?string(" - $signed(WideWidth'(terms_i))", "")};
  assign next_bound = bound + largest;
<#if carryLeftOut>
  assign wide_sum   = WideWidth'(sum_i) + WideWidth'(product_i)
      + $signed({{(WideWidth-1){1'b0}}, carry_i});
  assign sum        = sum_i + ${width}'(product_i) + $signed({{${width - 1}{1'b0}}, carry_i});
<#else>
  assign wide_sum   = WideWidth'(sum_i) + WideWidth'(product_i);
  assign sum        = sum_i + ${width}'(product_i);
</#if>

  always_comb begin
    assume (terms_i < 32'd${terms});
<#if carryLeftOut>
    assume (terms_i > 32'd0);
    assume (WideWidth'(sum_i) < bound && WideWidth'(sum_i) >= -bound);
    assume (WideWidth'(product_i) < largest && WideWidth'(product_i) >= -largest);
    assert (WideWidth'(sum) == wide_sum);
    assert (wide_sum < next_bound && wide_sum >= -next_bound);
<#else>
    assume (WideWidth'(sum_i) <= bound && WideWidth'(sum_i) >= -bound);
    assume (WideWidth'(product_i) <= largest && WideWidth'(product_i) >= -largest);
    assert (WideWidth'(sum) == wide_sum);
    assert (wide_sum <= next_bound && wide_sum >= -next_bound);
</#if>
  end

endmodule : ${name}
