// Echoes bytes, and misbehaves in the way that a byte names: a unit for the tests of failures.

module misbehaving (
  input  logic       clk_i,
  input  logic       rst_ni,

  input  logic       request_valid_i,
  output logic       request_ready_o,
  input  logic [7:0] request_data_i,

  output logic       echo_valid_o,
  input  logic       echo_ready_i,
  output logic [7:0] echo_data_o
);
  assign request_ready_o = echo_ready_i;
  assign echo_valid_o    = request_valid_i && request_data_i != 8'd7;
  assign echo_data_o     = request_data_i;

  always_ff @(posedge clk_i) begin
    if (rst_ni && request_valid_i) begin
      case (request_data_i)
        8'd1: $finish;
        8'd2: $stop;
        8'd3: $fatal(1, "deliberate fatal");
        8'd4: $error("deliberate error");
        8'd5: assert (request_data_i == 8'd0) else $error("deliberate assertion");
        8'd6: named_assertion: assert (request_data_i == 8'd0);
        8'd8: $display("only talking");
        default: ;
      endcase
    end
  end
endmodule : misbehaving
