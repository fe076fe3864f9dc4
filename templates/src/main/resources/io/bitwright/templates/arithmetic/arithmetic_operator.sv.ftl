// One signed operation as a module of its own: what published energy tables give a price for.
module ${module} (
  input  logic signed [${operandBits - 1}:0] left_i,
  input  logic signed [${operandBits - 1}:0] right_i,
  output logic signed [${resultBits - 1}:0] result_o
);

  assign result_o = left_i ${operator} right_i;

endmodule : ${module}
