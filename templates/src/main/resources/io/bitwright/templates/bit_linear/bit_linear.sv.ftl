<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "A BitLinear layer: norm of tokens of ${length} values, int8 quantiser, ${outputs} sums with streamed",
  "${weights} weights, scaling to ${output}."]/>

module bit_linear #(
  parameter  int AccumulatorWidth = ${(accumulatorWidth?c + ",")?right_pad(6)} // bits of a sum, at least ${format.sumBits}
  localparam int Lanes            = ${(lanes?c + ",")?right_pad(6)} // values in a beat
  localparam int Columns          = ${(columns?c + ",")?right_pad(6)} // outputs of a pass
  localparam int InputWidth       = ${(format.norm.input.width?c + ",")?right_pad(6)} // bits of a signed value
  localparam int GainWidth        = ${(format.norm.gain.width?c + ",")?right_pad(6)} // bits of a signed gain
  localparam int WeightWidth      = ${(weightWidth?c + ",")?right_pad(6)} // bits, ${trees.weightEncoding}
  localparam int ScaleWidth       = ${(format.scaleWidth?c + ",")?right_pad(6)} // bits of an unsigned mantissa
  localparam int ShiftWidth       = ${(shiftWidth?c + ",")?right_pad(6)} // bits of a shift
  localparam int OutputWidth      = ${format.outputWidth?c?right_pad(6)} // bits of a signed result
) (
  input  logic                                 clk_i,
  input  logic                                 rst_ni,

  // gains, one set, kept until a token ends their use
  input  logic                                 gain_valid_i,
  output logic                                 gain_ready_o,
  input  logic [Lanes*GainWidth-1:0]           gain_data_i,

  // values; lanes past the end of a token are 0
  input  logic                                 value_valid_i,
  output logic                                 value_ready_o,
  input  logic [Lanes*InputWidth-1:0]          value_data_i,
  input  logic                                 value_end_i, // on the last beat: gains end

  // weights, pass by pass: that of column c and lane l at place c * Lanes + l
  input  logic                                 weight_valid_i,
  output logic                                 weight_ready_o,
  input  logic [Columns*Lanes*WeightWidth-1:0] weight_data_i,

  // scales: one beat for each pass, moves with the last beat of its weights
  input  logic                                 scale_valid_i,
  output logic                                 scale_ready_o,
  input  logic [ScaleWidth-1:0]                scale_mantissa_i,
  input  logic [ShiftWidth-1:0]                scale_shift_i,

  // results, one by one
  output logic                                 result_valid_o,
  input  logic                                 result_ready_i,
  output logic [OutputWidth-1:0]               result_data_o,
  output logic                                 result_last_o // last result of its token
);

  localparam int Beats           = ${beats};  // of a token
  localparam int Passes          = ${passes};  // over a token
  localparam int LastColumns     = ${lastColumns};  // outputs of the last pass
  localparam int NormalizedWidth = ${format.norm.output.width};
  localparam int TreeLevels      = ${trees.depth};  // registers of a tree
  localparam int SumWidth        = ${trees.sumWidth};  // bits of a tree's sum, but for its carry
  localparam int FactorWidth     = ${format.factorBits};  // of a token's scale times a mantissa

  initial begin
    if (AccumulatorWidth < ${format.sumBits} || AccumulatorWidth + FactorWidth > 63) begin
      $fatal(1, "%m: AccumulatorWidth must be ${format.sumBits} to %0d, got %0d",
             63 - FactorWidth, AccumulatorWidth);
    end
  end

  ////////////////////////
  // Norm and quantiser //
  ////////////////////////

  logic                             normalized_valid;
  logic                             normalized_ready;
  logic [Lanes*NormalizedWidth-1:0] normalized;
  logic                             normalized_last;
  logic                             quantized_valid;
  logic                             quantized_ready;
  logic [Lanes*8-1:0]               quantized;
  logic [NormalizedWidth-1:0]       token_scale;
  logic                             pass_last; // last beat of a pass

  rms_normalizer #(
    .Lanes   (Lanes),
    .SumWidth(${format.norm.constants.sumBits})
  ) u_rms_normalizer (
    .clk_i,
    .rst_ni,
    .gain_valid_i,
    .gain_ready_o,
    .gain_data_i,
    .value_valid_i,
    .value_ready_o,
    .value_data_i,
    .value_end_i,
    .normalized_valid_o(normalized_valid),
    .normalized_ready_i(normalized_ready),
    .normalized_data_o (normalized),
    .normalized_last_o (normalized_last)
  );

  absmax_quantizer #(
    .Lanes     (Lanes),
    .InputWidth(NormalizedWidth),
    .Beats     (Beats),
    .Passes    (Passes)
  ) u_absmax_quantizer (
    .clk_i,
    .rst_ni,
    .value_valid_i    (normalized_valid),
    .value_ready_o    (normalized_ready),
    .value_data_i     (normalized),
    .value_last_i     (normalized_last),
    .quantized_valid_o(quantized_valid),
    .quantized_ready_i(quantized_ready),
    .quantized_data_o (quantized),
    .quantized_scale_o(token_scale),
    .quantized_last_o (pass_last)
  );

<#include "sums.sv.ftl">

<#include "results.sv.ftl">

endmodule : bit_linear
