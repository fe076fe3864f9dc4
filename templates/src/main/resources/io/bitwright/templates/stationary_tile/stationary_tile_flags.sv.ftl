<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Takes the flags of a streaming beat along with it, to the accumulators."]/>

module stationary_tile_flags #(
  parameter int Steps = ${steps?c?right_pad(6)} // cycles from a beat to the adding of its sums, at least 2
) (
  input  logic clk_i,
  input  logic rst_ni,
  input  logic advance_i, // without it nothing changes

  input  logic beat_i,
  input  logic first_i,
  input  logic last_i,
  input  logic end_i,

  // a step before the adding
  output logic read_valid_o,
  output logic read_end_o,

  // in the step of the adding
  output logic sum_valid_o,
  output logic sum_first_o,
  output logic sum_last_o
);

  logic [Steps-1:0] valid_q, first_q, last_q; // bit s: the beat at step s + 1
  logic [Steps-2:0] end_q;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      valid_q <= '0;
    end else if (advance_i) begin
      valid_q <= Steps'({valid_q, beat_i});
    end
  end

  always_ff @(posedge clk_i) begin
    if (advance_i) begin
      first_q <= Steps'({first_q, first_i});
      last_q  <= Steps'({last_q, last_i});
      end_q   <= (Steps-1)'({end_q, end_i});
    end
  end

  assign read_valid_o = valid_q[Steps-2];
  assign read_end_o   = end_q[Steps-2];
  assign sum_valid_o  = valid_q[Steps-1];
  assign sum_first_o  = first_q[Steps-1];
  assign sum_last_o   = last_q[Steps-1];

endmodule : stationary_tile_flags
