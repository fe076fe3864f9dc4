<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Sums ${rows} ${activations} activations, which come bit by bit, times ${weights} weights: a counter a column."]/>

module bit_serial_tree #(
  parameter  int Columns    = ${(columns?c + ",")?right_pad(6)} // trees
  localparam int Lanes      = ${(rows?c + ",")?right_pad(6)} // activations
  localparam int CountWidth = ${(countWidth?c + ",")?right_pad(6)} // bits of 0 to Lanes
  localparam int SumWidth   = ${sumWidth?c?right_pad(6)} // bits
) (
  input  logic                        clk_i,
  input  logic                        advance_i, // without it nothing changes

  // one bit of the activations, the same for all columns
  input  logic [Lanes-1:0]            activation_data_i,

  // weight of column c and lane l at place c * Lanes + l, ${weightEncoding}
  input  logic [Columns*Lanes-1:0]    weight_data_i,

  // what the bits of ${depth} cycles ago were
  input  logic                        zeros_i, // all 0, before the first row with new weights
  input  logic                        beat_i,  // of a row
  input  logic                        first_i, // bit 0
  input  logic                        last_i,  // the sign

  // sums, a cycle after the sign
  output logic [Columns*SumWidth-1:0] sum_data_o
);

  // With zeros, lanes that differ from the complement of their weight are as many as weights of +1;
  // each bit of an activation makes that one less for +1, one more for -1. So a sum is
  //   128 count 7 - (count 0 + 2 count 1 + ... + 64 count 6) - count of zeros.
  // From beat to beat the high bits are halved, and what falls out goes to the low bits.
  localparam int LowWidth  = ${rowBeats - 1};
  localparam int HighWidth = SumWidth - LowWidth;

  logic [Columns*CountWidth-1:0] counts;
  logic [Columns*CountWidth-1:0] ones_q; // weights of +1
  logic [Columns*SumWidth-1:0]   sum_q;

  popcount #(
    .Columns(Columns)
  ) u_popcount (
    .clk_i,
    .advance_i,
    .activation_data_i,
    .weight_data_i(~weight_data_i),
    .count_data_o (counts)
  );

  // One carry chain: the count feeds it, what chooses the other term shares its LUTs. It adds 1
  // more, in each beat, which makes the complements of the low bits, and of half, negatives.
  function automatic logic [SumWidth-1:0] next(
      input logic [SumWidth-1:0]   sum,
      input logic [CountWidth-1:0] count,
      input logic [CountWidth-1:0] ones,
      input logic                  first,
      input logic                  last);
    logic [HighWidth-1:0] half;
    logic [HighWidth-1:0] term;
    half = HighWidth'(sum[SumWidth-1:LowWidth+1]);
    term = first ? HighWidth'(ones) : half ^ {HighWidth{last}};
    next = SumWidth'({HighWidth'(count) - ~term, ~sum[LowWidth], sum[LowWidth-1:0]} >> 1);
  endfunction

  always_ff @(posedge clk_i) begin
    if (zeros_i) ones_q <= counts; // while nothing changes the same once more
    if (advance_i && beat_i) begin
      for (int column = 0; column < Columns; column++) begin
        sum_q[column*SumWidth +: SumWidth] <= next(
            sum_q[column*SumWidth +: SumWidth],
            counts[column*CountWidth +: CountWidth],
            ones_q[column*CountWidth +: CountWidth],
            first_i,
            last_i);
      end
    end
  end

  assign sum_data_o = sum_q;

endmodule : bit_serial_tree
