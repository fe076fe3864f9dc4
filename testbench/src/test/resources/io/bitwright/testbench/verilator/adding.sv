// Adds a constant to bytes: a unit for the tests of constant inputs. Registers hold one beat, whose
// validity only a reset takes away while the sink does not take it.

module adding (
  input  logic       clk_i,
  input  logic       rst_ni,
  input  logic [6:0] addend_i,

  input  logic       in_valid_i,
  output logic       in_ready_o,
  input  logic [7:0] in_data_i,

  output logic       out_valid_o,
  input  logic       out_ready_i,
  output logic [7:0] out_data_o
);
  logic       valid_q;
  logic [7:0] data_q;

  assign in_ready_o  = !valid_q || out_ready_i;
  assign out_valid_o = valid_q;
  assign out_data_o  = data_q;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      valid_q <= 1'b0;
    end else if (in_ready_o) begin
      valid_q <= in_valid_i;
    end
  end

  always_ff @(posedge clk_i) begin
    if (in_ready_o) data_q <= in_data_i + 8'(addend_i);
  end
endmodule : adding
