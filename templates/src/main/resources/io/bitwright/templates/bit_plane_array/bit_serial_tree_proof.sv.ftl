<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Proof: bit_serial_tree sums any row of ${rows} activations, whatever its registers held before,",
  "with any cycles between the beats and any in which nothing changes."]/>

module bit_serial_tree_proof (
  input logic                   clk_i,
  input logic                   advance_i,
  input logic                   beat_i,        // the next beat moves
  input logic [${rows * rowBeats - 1}:0] activations_i, // the same for all time
  input logic [${rows - 1}:0] weights_i      // the same for all time
);

  localparam int Lanes    = ${rows};
  localparam int RowBeats = ${rowBeats};
  localparam int Depth    = ${depth};
  localparam int SumWidth = ${sumWidth};

  logic                      started_q = 1'b0;
  logic [Lanes*RowBeats-1:0] activations_q;
  logic [Lanes-1:0]          weights_q;

  always @(posedge clk_i) begin
    started_q     <= 1'b1;
    activations_q <= activations_i;
    weights_q     <= weights_i;
  end
  always_comb begin
    if (started_q) begin
      assume (activations_i == activations_q);
      assume (weights_i == weights_q);
    end
  end

  // Beat 0 is the zeros, then come the bits of one row. Low bits first: a cycle ago, two cycles ago.
  localparam logic [3:0] LastBeat = 4'(RowBeats);

  logic [3:0]       index_q = '0;
  logic             bits, last;
  logic [Lanes-1:0] lanes;
  logic [Depth-1:0] zeros_q = '0, beat_q = '0, first_q = '0, last_q = '0;
  logic             done_q = 1'b0;

  assign bits = beat_i && index_q != 4'd0 && index_q <= LastBeat;
  assign last = bits && index_q == LastBeat;

  always_comb begin
    for (int lane = 0; lane < Lanes; lane++) begin
      lanes[lane] = bits && activations_i[lane*RowBeats + 32'(3'(index_q - 4'd1))];
    end
  end

  always @(posedge clk_i) begin
    if (advance_i) begin
      if (beat_i && index_q <= LastBeat) index_q <= index_q + 1'b1;
      zeros_q <= Depth'({zeros_q, beat_i && index_q == 4'd0});
      beat_q  <= Depth'({beat_q, bits});
      first_q <= Depth'({first_q, bits && index_q == 4'd1});
      last_q  <= Depth'({last_q, last});
      if (last_q[Depth-1]) done_q <= 1'b1;
    end
  end

  logic [SumWidth-1:0] sum;

  bit_serial_tree #(
    .Columns(1)
  ) u_bit_serial_tree (
    .clk_i,
    .advance_i,
    .activation_data_i(lanes),
    .weight_data_i    (weights_i),
    .zeros_i          (zeros_q[Depth-1]),
    .beat_i           (beat_q[Depth-1]),
    .first_i          (first_q[Depth-1]),
    .last_i           (last_q[Depth-1]),
    .sum_data_o       (sum)
  );

  logic signed [31:0] expected;
  logic signed [31:0] activation;

  always_comb begin
    expected = '0;
    for (int lane = 0; lane < Lanes; lane++) begin
      activation = 32'($signed(activations_i[lane*RowBeats +: RowBeats]));
      expected   = weights_i[lane] ? expected - activation : expected + activation;
    end
  end

  always_comb assert (!done_q || 32'($signed(sum)) == expected);

endmodule : bit_serial_tree_proof
