<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Quantises tokens to int8: s = max(1, max |x|), q = 127 x / s rounded half to even."]/>

module absmax_quantizer #(
  parameter int Lanes      = ${(lanes?c + ",")?right_pad(6)} // values in a beat, 1 to 64
  parameter int InputWidth = ${(inputWidth?c + ",")?right_pad(6)} // bits of a signed value, 8 to 32
  parameter int Beats      = ${(beats?c + ",")?right_pad(6)} // beats of the longest token, at least 1
  parameter int Passes     = 1      // times that each token is given, at least 1
) (
  input  logic                        clk_i,
  input  logic                        rst_ni,

  // values; lanes past the end of a token are 0
  input  logic                        value_valid_i,
  output logic                        value_ready_o,
  input  logic [Lanes*InputWidth-1:0] value_data_i,
  input  logic                        value_last_i, // last beat of its token

  // quantised values
  output logic                        quantized_valid_o,
  input  logic                        quantized_ready_i,
  output logic [Lanes*8-1:0]          quantized_data_o,
  output logic [InputWidth-1:0]       quantized_scale_o, // s, the same on all beats of a token
  output logic                        quantized_last_o   // last beat of a pass over its token
);

  localparam int Levels         = $clog2(Lanes); // of the tree over the lanes
  localparam int Steps          = 7;             // bits of a quotient
  localparam int Stages         = Steps + 4;     // from a read to its result
  localparam int BeatWidth      = Lanes * InputWidth;
  localparam int IndexWidth     = Beats > 1 ? $clog2(Beats) : 1;
  localparam int NumeratorWidth = InputWidth + 6; // 127 |x|
  localparam int MagnitudeWidth = InputWidth - 1; // of |x|, one less if x is negative

  initial begin
    if (Lanes < 1 || Lanes > 64) $fatal(1, "%m: Lanes must be 1 to 64, got %0d", Lanes);
    if (InputWidth < 8 || InputWidth > 32) begin
      $fatal(1, "%m: InputWidth must be 8 to 32, got %0d", InputWidth);
    end
    if (Beats < 1) $fatal(1, "%m: Beats must be at least 1, got %0d", Beats);
    if (Passes < 1) $fatal(1, "%m: Passes must be at least 1, got %0d", Passes);
  end

  logic advance; // while a result waits, nothing behind the memory changes
  logic value_beat;

  assign advance    = !quantized_valid_o || quantized_ready_i;
  assign value_beat = value_valid_i && value_ready_o;

  ///////////////////////
  // Largest magnitude //
  ///////////////////////

  // From here on a value is {x without its sign, inverted if negative; sign}: its magnitude is the
  // sum of the two, and of two such numbers the larger has the larger magnitude. So the tree needs
  // no magnitudes: one addition at its end is enough.
  logic [BeatWidth-1:0]  folded;
  logic [InputWidth-1:0] beat_largest;
  logic [InputWidth-1:0] largest_before;
  logic [InputWidth-1:0] largest_q; // of the token so far

  logic [Levels:0]       valid_q, last_q; // bit l: the beat behind level l + 1
  logic [Levels+1:0]     valid_step, last_step;
  logic                  first_q; // the next beat at the tree's end is the first of its token
  logic                  scale_valid;
  logic [InputWidth-1:0] scale;

  function automatic logic [InputWidth-1:0] larger(
      input logic [InputWidth-1:0] one,
      input logic [InputWidth-1:0] other);
    larger = one > other ? one : other;
  endfunction

  always_comb begin
    for (int lane = 0; lane < Lanes; lane++) begin
      folded[lane*InputWidth +: InputWidth] =
          {value_data_i[lane*InputWidth +: MagnitudeWidth], 1'b0}
          ^ {InputWidth{value_data_i[lane*InputWidth+MagnitudeWidth]}};
    end
  end

  for (genvar level = 0; level < Levels; level++) begin : gen_level
    localparam int Inputs  = (Lanes + 2**level - 1) / 2**level;
    localparam int Outputs = (Inputs + 1) / 2;

    logic [2*Outputs*InputWidth-1:0] candidates; // an odd one out meets a 0
    logic [Outputs*InputWidth-1:0]   larger_d, larger_q;

    if (level == 0) begin : gen_from_values
      assign candidates = (2*Outputs*InputWidth)'(folded);
    end else begin : gen_from_level
      assign candidates = (2*Outputs*InputWidth)'(gen_level[level-1].larger_q);
    end

    always_comb begin
      for (int pair = 0; pair < Outputs; pair++) begin
        larger_d[pair*InputWidth +: InputWidth] =
            larger(candidates[2*pair*InputWidth +: InputWidth],
                   candidates[(2*pair+1)*InputWidth +: InputWidth]);
      end
    end

    always_ff @(posedge clk_i) larger_q <= larger_d;
  end

  if (Levels == 0) begin : gen_one_lane
    assign beat_largest = folded;
  end else begin : gen_tree
    assign beat_largest = gen_level[Levels-1].larger_q;
  end

  assign valid_step     = {valid_q, value_beat};
  assign last_step      = {last_q, value_last_i};
  assign largest_before = first_q ? InputWidth'(1) : largest_q; // a magnitude of 1, as -1 has it
  assign scale_valid    = valid_q[Levels] && last_q[Levels];
  assign scale          = InputWidth'(largest_q[1 +: MagnitudeWidth]) + InputWidth'(largest_q[0]);

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      valid_q <= '0;
      first_q <= 1'b1;
    end else begin
      valid_q <= valid_step[Levels:0];
      if (valid_step[Levels]) first_q <= last_step[Levels];
    end
  end

  always_ff @(posedge clk_i) begin
    last_q <= last_step[Levels:0];
    if (valid_step[Levels]) largest_q <= larger(beat_largest, largest_before);
  end

  ///////////
  // Token //
  ///////////

  logic                  read_valid;
  logic                  read_last;
  logic [IndexWidth-1:0] write_index;
  logic [IndexWidth-1:0] read_index;
  logic [IndexWidth-1:0] last_index;
  logic [BeatWidth-1:0]  read_data;
  logic [InputWidth-1:0] read_scale;

  assign read_last = read_index == last_index;

  token_buffer #(
    .Beats    (Beats),
    .Passes   (Passes),
    .BeatWidth(BeatWidth),
    .NoteWidth(IndexWidth),
    .FactWidth(InputWidth)
  ) u_token_buffer (
    .clk_i,
    .rst_ni,
    .write_valid_i(value_valid_i),
    .write_ready_o(value_ready_o),
    .write_last_i (value_last_i),
    .write_data_i (folded),
    .write_note_i (write_index),
    .write_index_o(write_index),
    .fact_valid_i (scale_valid),
    .fact_data_i  (scale),
    .read_valid_o (read_valid),
    .read_ready_i (advance),
    .read_last_i  (read_last),
    .read_index_o (read_index),
    .read_note_o  (last_index),
    .read_data_o  (read_data),
    .read_fact_o  (read_scale)
  );

<#include "division.sv.ftl">

`ifndef SYNTHESIS
`ifndef FORMAL // Yosys has no $fatal in a clocked process
  always @(posedge clk_i) begin
    if (rst_ni && value_beat && !value_last_i && write_index == IndexWidth'(Beats - 1)) begin
      $fatal(1, "%m: stream value: a token is longer than %0d beats", Beats);
    end
  end
`endif
`endif

endmodule : absmax_quantizer
