// Forwards bytes; a byte that waits is withdrawn (1) or is changed (2), a byte comes twice (3): a
// unit for the tests of the harness's own checks.

module unsteady (
  input  logic       clk_i,
  input  logic       rst_ni,

  input  logic       in_valid_i,
  output logic       in_ready_o,
  input  logic [7:0] in_data_i,

  output logic       out_valid_o,
  input  logic       out_ready_i,
  output logic [7:0] out_data_o
);
  logic       waiting_q; // the beat was offered in the last cycle and did not move
  logic       again_q;   // the beat of the last cycle is to come once more
  logic [7:0] last_q;

  assign in_ready_o  = out_ready_i && !again_q;
  assign out_valid_o = again_q || (in_valid_i && !(waiting_q && in_data_i == 8'd1));
  assign out_data_o  = again_q ? last_q : (waiting_q && in_data_i == 8'd2) ? ~in_data_i : in_data_i;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      waiting_q <= 1'b0;
      again_q   <= 1'b0;
    end else begin
      waiting_q <= out_valid_o && !out_ready_i;
      again_q   <= !again_q && in_valid_i && in_ready_o && in_data_i == 8'd3;
    end
  end

  always_ff @(posedge clk_i) last_q <= in_data_i;
endmodule : unsteady
