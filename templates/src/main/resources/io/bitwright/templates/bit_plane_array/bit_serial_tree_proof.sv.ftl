<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Proof: bit_serial_tree sums rows of ${rows} activations that come bit by bit, whatever it held before,",
  "with any cycles between the beats, and any in which nothing changes."]/>

module bit_serial_tree_proof (
  input logic       clk_i,
  input logic       advance_i,
  input logic       beat_i,    // the zeros or, after them, a bit of each activation
  input logic [${rows - 1}:0] lanes_i,
  input logic [${rows - 1}:0] weights_i  // the same for all time
);

  localparam int Lanes     = ${rows};
  localparam int Depth     = ${depth};
  localparam int SumWidth  = ${sumWidth};
  localparam int WideWidth = ${sumWidth + 2};

  logic             started_q = 1'b0;
  logic [Lanes-1:0] weights_q;

  always @(posedge clk_i) begin
    started_q <= 1'b1;
    weights_q <= weights_i;
  end
  always_comb if (started_q) assume (weights_i == weights_q);

  // What is being counted. Low bits first: a cycle ago, two cycles ago.
  logic                   counted_q = 1'b0; // the zeros have been given
  logic [Lanes-1:0]       lanes;
  logic [Depth-1:0]       zeros_q = '0, beat_q = '0;
  logic [Depth*Lanes-1:0] lanes_q;
  logic [2:0]             summed_q = '0; // bits of the row in the sum; none if it is whole
  logic                   whole_q  = 1'b0;

  assign lanes = counted_q ? lanes_i : '0;

  always @(posedge clk_i) begin
    if (advance_i) begin
      if (beat_i) counted_q <= 1'b1;
      zeros_q <= Depth'({zeros_q, beat_i && !counted_q});
      beat_q  <= Depth'({beat_q, beat_i && counted_q});
      lanes_q <= (Depth*Lanes)'({lanes_q, lanes});
      if (beat_q[Depth-1]) begin
        summed_q <= summed_q + 1'b1;
        whole_q  <= summed_q == 3'd7;
      end
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
    .first_i          (summed_q == 3'd0),
    .last_i           (summed_q == 3'd7),
    .sum_data_o       (sum)
  );

  // The sum of the bits so far, each times its weight: bit 7 is the sign.
  logic signed [WideWidth-1:0] sum_so_far_q, bit_sum, ones;

  always_comb begin
    bit_sum = '0;
    ones    = '0;
    for (int lane = 0; lane < Lanes; lane++) begin
      if (lanes_q[(Depth-1)*Lanes + lane]) begin
        bit_sum = weights_i[lane] ? bit_sum - WideWidth'(1) : bit_sum + WideWidth'(1);
      end
      ones = ones + WideWidth'(!weights_i[lane]);
    end
  end

  always @(posedge clk_i) begin
    if (advance_i && beat_q[Depth-1]) begin
      sum_so_far_q <= (summed_q == 3'd0 ? '0 : sum_so_far_q)
          + ((summed_q == 3'd7 ? -bit_sum : bit_sum) << summed_q);
    end
  end

  // Before the sign: the high bits, and the low ones that have fallen out of them.
  logic [WideWidth-1:0] high, fallen;
  logic [6:0]           low;

  assign low    = ~sum[6:0];
  assign high   = WideWidth'(sum[SumWidth-1:7]);
  assign fallen = WideWidth'(low) >> (4'd8 - 4'(summed_q));

  always_comb begin
    if (summed_q != 3'd0) begin
      assert ((high << (summed_q - 3'd1)) + fallen
          == ((ones + WideWidth'(1)) << summed_q) - WideWidth'(1) - sum_so_far_q);
    end
    assert (!whole_q || WideWidth'($signed(sum)) == sum_so_far_q);
  end

endmodule : bit_serial_tree_proof
