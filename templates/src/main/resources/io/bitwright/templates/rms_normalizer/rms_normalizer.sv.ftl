<#import "/lib/banner.ftl" as head>
<#import "/lib/fixed_point.ftl" as fixed>
<@head.lines mark="//" banner=banner purpose=[
  "Root-mean-square norm in fixed point: y = gain x / sqrt(mean(x^2) + epsilon), tokens of ${length}.",
  "Every integer but the last, which is rounded half to even and saturated, is exact."]/>

module rms_normalizer #(
  parameter  int Lanes       = ${(lanes?c + ",")?right_pad(6)} // values in a beat, 1 to 64, at most Length
  parameter  int SumWidth    = ${(sumWidth?c + ",")?right_pad(6)} // bits of a sum of squares, at least ${constants.sumBits}
  localparam int Length      = ${(length?c + ",")?right_pad(6)} // values of a token
  localparam int InputWidth  = ${(format.input.width?c + ",")?right_pad(6)} // bits of a signed value
  localparam int GainWidth   = ${(format.gain.width?c + ",")?right_pad(6)} // bits of a signed gain
  localparam int OutputWidth = ${format.output.width?c?right_pad(6)} // bits of a signed result
) (
  input  logic                         clk_i,
  input  logic                         rst_ni,

  // gains, one set, kept until a token ends their use
  input  logic                         gain_valid_i,
  output logic                         gain_ready_o,
  input  logic [Lanes*GainWidth-1:0]   gain_data_i,

  // values; lanes past the end of a token are 0
  input  logic                         value_valid_i,
  output logic                         value_ready_o,
  input  logic [Lanes*InputWidth-1:0]  value_data_i,
  input  logic                         value_end_i, // last token of these gains, on its last beat

  // results
  output logic                         normalized_valid_o,
  input  logic                         normalized_ready_i,
  output logic [Lanes*OutputWidth-1:0] normalized_data_o,
  output logic                         normalized_last_o // last beat of its token
);

  localparam int Beats        = (Length + Lanes - 1) / Lanes;
  localparam int IndexWidth   = Beats > 1 ? $clog2(Beats) : 1;
  localparam int Levels       = $clog2(Lanes); // of the tree over the lanes
  localparam int BeatWidth    = Lanes * InputWidth;
  localparam int SquareWidth  = 2 * InputWidth - 1;
  localparam int InverseWidth = ${constants.inverseBits};
  localparam int ScaledWidth  = ${constants.scaledBits}; // of a value times the inverse root of its token
  localparam int ProductWidth = ${constants.productBits}; // of that times a gain
  localparam int Shift        = ${constants.shift}; // from the product's binary point to the result's

  localparam logic [IndexWidth-1:0] LastBeat    = IndexWidth'(Beats - 1);
  localparam logic [SumWidth-1:0]   EpsilonTerm = SumWidth'(64'd${constants.epsilonTerm});

  initial begin
    if (Lanes < 1 || Lanes > 64 || Lanes > Length) begin
      $fatal(1, "%m: Lanes must be 1 to 64 and at most %0d, got %0d", Length, Lanes);
    end
    if (SumWidth < ${constants.sumBits} || SumWidth > 63) begin
      $fatal(1, "%m: SumWidth must be ${constants.sumBits} to 63, got %0d", SumWidth);
    end
  end

  logic advance; // while a result waits, nothing behind the memory changes
  logic value_beat;
  logic value_last;

  logic [IndexWidth-1:0] write_index;

  assign advance    = !normalized_valid_o || normalized_ready_i;
  assign value_beat = value_valid_i && value_ready_o;
  assign value_last = write_index == LastBeat;

  ////////////////////
  // Sum of squares //
  ////////////////////

  localparam int TreeWidth = SquareWidth - 1 + $clog2(Lanes + 1); // of Lanes squares

  logic [Lanes*SquareWidth-1:0] square_d, square_q;
  logic [TreeWidth-1:0]         beat_sum;
  logic [SumWidth-1:0]          sum_q; // of the token so far, with E
  logic                         sum_valid_q;
  logic                         sum_ready;

  logic [Levels:0] valid_q, last_q; // bit 0: the beat behind the squares, bit l: behind level l
  logic            first_q; // the next beat at the tree's end is the first of its token

  always_comb begin : squares
    logic signed [InputWidth-1:0] value;
    for (int lane = 0; lane < Lanes; lane++) begin
      value = value_data_i[lane*InputWidth +: InputWidth];
      square_d[lane*SquareWidth +: SquareWidth] = value * value;
    end
  end

  always_ff @(posedge clk_i) square_q <= square_d;

  for (genvar level = 0; level < Levels; level++) begin : gen_level
    localparam int Terms     = (Lanes + 2**level - 1) / 2**level;
    localparam int Sums      = (Terms + 1) / 2;
    localparam int TermWidth = SquareWidth + level;
    localparam int PairWidth = level == Levels - 1 ? TreeWidth : TermWidth + 1;

    logic [2*Sums*TermWidth-1:0] term; // an odd one out meets a 0
    logic [Sums*PairWidth-1:0]   pair_sum_d, pair_sum_q;

    if (level == 0) begin : gen_from_squares
      assign term = (2*Sums*TermWidth)'(square_q);
    end else begin : gen_from_level
      assign term = (2*Sums*TermWidth)'(gen_level[level-1].pair_sum_q);
    end

    always_comb begin
      for (int pair = 0; pair < Sums; pair++) begin
        pair_sum_d[pair*PairWidth +: PairWidth] =
            PairWidth'({1'b0, term[2*pair*TermWidth +: TermWidth]}
                       + {1'b0, term[(2*pair+1)*TermWidth +: TermWidth]});
      end
    end

    always_ff @(posedge clk_i) pair_sum_q <= pair_sum_d;
  end

  if (Levels == 0) begin : gen_one_lane
    assign beat_sum = square_q;
  end else begin : gen_tree
    assign beat_sum = gen_level[Levels-1].pair_sum_q;
  end

  // The next token's sum cannot come before this one is taken: its bank is not free yet.
  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      valid_q     <= '0;
      first_q     <= 1'b1;
      sum_valid_q <= 1'b0;
    end else begin
      valid_q <= (Levels+1)'({valid_q, value_beat});
      if (valid_q[Levels]) first_q <= last_q[Levels];
      sum_valid_q <= (sum_valid_q && !sum_ready) || (valid_q[Levels] && last_q[Levels]);
    end
  end

  always_ff @(posedge clk_i) begin
    last_q <= (Levels+1)'({last_q, value_last});
    if (valid_q[Levels]) sum_q <= (first_q ? EpsilonTerm : sum_q) + SumWidth'(beat_sum);
  end

<#include "scaling.sv.ftl">

endmodule : rms_normalizer
