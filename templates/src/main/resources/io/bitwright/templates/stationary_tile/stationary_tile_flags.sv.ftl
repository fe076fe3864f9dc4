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

<#if rowBeats gt 1>
  // a beat in the step before the adding; of a row's ${rowBeats} beats only the last is read and added
  output logic beat_valid_o,
  output logic beat_first_o, // of its row
  output logic beat_last_o,

</#if>
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

<#if rowBeats gt 1>
  // Which beat of its row is a step before the adding: all rows are whole.
  localparam int RowBeats = ${rowBeats}; // a power of two

  logic [$clog2(RowBeats)-1:0] beat_index_q;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      beat_index_q <= '0;
    end else if (advance_i && beat_valid_o) begin
      beat_index_q <= beat_index_q + 1'b1;
    end
  end

  assign beat_valid_o = valid_q[Steps-2];
  assign beat_first_o = beat_index_q == '0;
  assign beat_last_o  = &beat_index_q;
  assign read_valid_o = beat_valid_o && beat_last_o;
  assign read_end_o   = end_q[Steps-2];
  assign sum_valid_o  = valid_q[Steps-1] && beat_first_o; // the beat behind is the first of a row
<#else>
  assign read_valid_o = valid_q[Steps-2];
  assign read_end_o   = end_q[Steps-2];
  assign sum_valid_o  = valid_q[Steps-1];
</#if>
  assign sum_first_o  = first_q[Steps-1];
  assign sum_last_o   = last_q[Steps-1];
<#if rowBeats gt 1>

`ifndef SYNTHESIS
`ifndef FORMAL // Yosys has no $fatal in a clocked process
  always @(posedge clk_i) begin
    if (rst_ni && advance_i && beat_valid_o && read_end_o && !beat_last_o) begin
      $fatal(1, "%m: stream activation: a pass ends within a row of ${rowBeats} beats");
    end
  end
`endif
`endif
</#if>

endmodule : stationary_tile_flags
