// Refuses its parameters: a unit for the tests of failures.

module refusing (
  input  logic clk_i,
  input  logic rst_ni,

  input  logic in_valid_i,
  output logic in_ready_o,
  input  logic in_data_i,

  output logic out_valid_o,
  input  logic out_ready_i,
  output logic out_data_o
);
  parameter int Rows = 0;

  initial begin
    if (Rows < 1) $fatal(1, "%m: Rows must be >= 1, got %0d", Rows);
  end

  assign in_ready_o  = out_ready_i;
  assign out_valid_o = in_valid_i && rst_ni && !clk_i;
  assign out_data_o  = in_data_i;
endmodule : refusing
