<#if hasAdders>
  // left + right + carry on one carry chain, as x - ~y = x + y + 1: the bit below both turns
  // that 1 into the carry. A difference keeps its terms in this order: on FPGAs the first feeds the
  // chain itself, what chooses the second shares the LUTs of the adder.
  function automatic logic signed [SumWidth-1:0] add(
      input logic signed [SumWidth-1:0] left,
      input logic signed [SumWidth-1:0] right,
      input logic                       carry);
    add = SumWidth'(({left, 1'b0} - ~{right, carry}) >> 1);
  endfunction

</#if>
