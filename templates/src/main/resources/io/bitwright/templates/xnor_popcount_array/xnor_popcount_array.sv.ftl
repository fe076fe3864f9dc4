<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Multiplies binary activations by stationary binary weights and sums over K by counting.",
  "Does not scale, round or saturate: results are exact integers."]/>

module xnor_popcount_array #(
  parameter  int Columns          = ${(columns?c + ",")?right_pad(6)} // counters, 1 to 128: the part of N in one tile
  parameter  int AccumulatorWidth = ${(accumulatorWidth?c + ",")?right_pad(6)} // bits, at least SumWidth
  parameter  int AccumulatorRows  = ${(accumulatorRows?c + ",")?right_pad(6)} // rows of M in one pass, 1 to 4096
  localparam int Rows             = ${(rows?c + ",")?right_pad(6)} // lanes: the part of K in one tile
  localparam int WeightWidth      = ${(weightWidth?c + ",")?right_pad(6)} // bits of a binary weight: ${weightEncoding}
  localparam int TermsWidth       = ${(countWidth?c + ",")?right_pad(6)} // bits of 0 to Rows
  localparam int SumWidth         = ${sumWidth?c?right_pad(6)} // bits of -Rows to Rows
) (
  input  logic                                clk_i,
  input  logic                                rst_ni,

  // weights: one term of K for all columns a beat, term 0 first
  input  logic                                weight_valid_i,
  output logic                                weight_ready_o,
  input  logic [Columns*WeightWidth-1:0]      weight_data_i,

  // activations: one row of M a beat, element r multiplies weight row r
  input  logic                                activation_valid_i,
  output logic                                activation_ready_o,
  input  logic [Rows-1:0]                     activation_data_i, // 0 is +1, 1 is -1
  input  logic [TermsWidth-1:0]               activation_terms_i, // lanes in use; others equal
  input  logic                                activation_first_i, // the pass starts new sums
  input  logic                                activation_last_i,  // the pass completes its sums
  input  logic                                activation_end_i,   // last beat of the pass

  // completed sums of one activation row
  output logic                                result_valid_o,
  input  logic                                result_ready_i,
  output logic [Columns*AccumulatorWidth-1:0] result_data_o
);

  // A beat accepted in cycle t is registered in t, counted after ${depth} more, turned into a sum
  // in the next, and added in cycle t + Steps.
  localparam int Steps = ${steps};
  localparam int Depth = ${depth};

<#include "/stationary_tile/broadcast_checks.sv.ftl">

<#include "/stationary_tile/broadcast_control.sv.ftl">

  ////////////
  // Counts //
  ////////////

  logic [Rows-1:0]                 activation_q;
  logic [(Depth+1)*TermsWidth-1:0] terms_q; // low bits first: of the beat a cycle ago
  logic [TermsWidth-1:0]           terms;
  logic [Columns*TermsWidth-1:0]   counts;
  logic [Columns*SumWidth-1:0]     sum_q;
  logic [Columns*SumWidth-1:0]     sum;

  assign terms = terms_q[Depth*TermsWidth +: TermsWidth];
  assign sum   = sum_q;

  popcount #(
    .Columns(Columns)
  ) u_popcount (
    .clk_i,
    .advance_i        (advance),
    .activation_data_i(activation_q),
    .weight_data_i    (tile),
    .count_data_o     (counts)
  );

  // Equal lanes give +1, others -1.
  always_ff @(posedge clk_i) begin
    if (advance) begin
      activation_q <= activation_data_i;
      terms_q      <= ((Depth+1)*TermsWidth)'({terms_q, activation_terms_i});
      for (int column = 0; column < Columns; column++) begin
        sum_q[column*SumWidth +: SumWidth] <=
            SumWidth'(terms) - SumWidth'({counts[column*TermsWidth +: TermsWidth], 1'b0});
      end
    end
  end

<#include "/stationary_tile/broadcast_accumulator.sv.ftl">

endmodule : xnor_popcount_array
