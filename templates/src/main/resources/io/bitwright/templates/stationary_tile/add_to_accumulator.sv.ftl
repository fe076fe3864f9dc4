  // sum + held + carry on one carry chain, as x - ~y = x + y + 1: the bit below both numbers turns
  // that 1 into the carry. A difference keeps its terms in this order: on FPGAs the first feeds the
  // chain itself, what chooses the second shares the LUTs of the adder.
  function automatic logic [AccumulatorWidth-1:0] add(
      input logic signed [SumWidth-1:0]  sum,
      input logic                        carry,
      input logic [AccumulatorWidth-1:0] held);
    add = AccumulatorWidth'(
        ({AccumulatorWidth'(sum), 1'b0} - ~{held, carry}) >> 1);
  endfunction

