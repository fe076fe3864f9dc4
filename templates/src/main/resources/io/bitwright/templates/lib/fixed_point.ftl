<#ftl strip_text=true>
<#-- Fixed-point arithmetic that several units share: docs/units/rounding.md. -->

<#-- A function; the module around it has the parameter OutputWidth. -->
<#macro roundAndSaturate>
  // Rounds half to even, then saturates. The number is its integer part, its half, and whether
  // anything is lower; it may be beyond what fits, above or (minus) below.
  function automatic logic [OutputWidth-1:0] round_and_saturate(
      input logic [OutputWidth+1:0] number,
      input logic                   beyond,
      input logic                   minus);
    logic                   up;
    logic [OutputWidth-1:0] rounded;
    up      = number[1] && (number[0] || number[2]);
    rounded = number[OutputWidth+1:2] + OutputWidth'(up);
    // Rounding up past the highest number turns its sign bit.
    round_and_saturate = beyond || (!minus && rounded[OutputWidth-1])
        ? {minus, {(OutputWidth-1){!minus}}} : rounded;
  endfunction
</#macro>
