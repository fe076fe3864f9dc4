<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Proof: partial_sum_accumulator gives each row the sum of what its passes brought, once.",
  "Follows one row, which may be any, at small widths; passes keep docs/units/stationary_tile.md."]/>

module partial_sum_accumulator_proof (
  input logic       clk_i,
  input logic       advance_i,
  input logic       beat_i,      // a beat, whose sums come with the next advance
  input logic       first_i,
  input logic       last_i,
  input logic       end_i,
  input logic [1:0] row_i,       // the row to follow
  input logic [${sumBits - 1}:0] sum_i
);

  localparam int Rows             = ${rows};
  localparam int SumWidth         = ${sumBits};
  localparam int AccumulatorWidth = ${totalBits};

  logic rst_ni = 1'b0; // the first cycle resets, all others run
  always @(posedge clk_i) rst_ni <= 1'b1;

  logic                        sum_valid_q = 1'b0;
  logic                        sum_first_q, sum_last_q;
  logic                        result_valid_o;
  logic [AccumulatorWidth-1:0] result_data_o;

  always @(posedge clk_i) begin
    if (!rst_ni) begin
      sum_valid_q <= 1'b0;
    end else if (advance_i) begin
      sum_valid_q <= beat_i;
      sum_first_q <= first_i;
      sum_last_q  <= last_i;
    end
  end

  partial_sum_accumulator #(
    .Columns         (1),
    .SumWidth        (SumWidth),
    .AccumulatorWidth(AccumulatorWidth),
    .AccumulatorRows (Rows)
  ) u_partial_sum_accumulator (
    .clk_i,
    .rst_ni,
    .advance_i,
    .read_valid_i(beat_i),
    .read_end_i  (end_i),
    .sum_valid_i (sum_valid_q),
    .sum_first_i (sum_first_q),
    .sum_last_i  (sum_last_q),
    .sum_data_i  (sum_i),
    .result_valid_o,
    .result_data_o
  );

  // What the source owes: first and last the same on all beats of a pass, no more rows than there
  // are, sums begun before they are continued, all rows of a block in each of its passes.
  logic       open_q       = 1'b0; // within a pass
  logic       pass_first_q = 1'b0;
  logic       pass_last_q  = 1'b1;
  logic [1:0] beat_row_q   = '0;
  logic [1:0] last_row_q   = '0;   // of the pass before

  always @(posedge clk_i) begin
    if (rst_ni && advance_i && beat_i) begin
      open_q       <= !end_i;
      pass_first_q <= first_i;
      pass_last_q  <= last_i;
      beat_row_q   <= end_i ? '0 : beat_row_q + 1'b1;
      if (end_i) last_row_q <= beat_row_q;
    end
  end

  always_comb begin
    if (beat_i) begin
      assume (first_i == (open_q ? pass_first_q : pass_last_q));
      assume (!open_q || last_i == pass_last_q);
      assume (beat_row_q != 2'(Rows - 1) || end_i);
      assume (first_i || end_i == (beat_row_q == last_row_q));
<#if rowBeats gt 1>
      assume (!sum_valid_q); // a row has several beats, of which this is the last
</#if>
    end
  end

  // The row to follow: any, the same for all time.
  logic       started_q = 1'b0;
  logic [1:0] row_q;
  always @(posedge clk_i) begin
    started_q <= 1'b1;
    row_q     <= row_i;
  end
  always_comb if (started_q) assume (row_i == row_q);

  // Its sum so far, when its beat has its sums, and what the next cycle must give.
  logic                        followed_q = 1'b0;
  logic                        due_q      = 1'b0; // a result of any row
  logic                        mine_q     = 1'b0; // of the followed one
  logic [AccumulatorWidth-1:0] sum_q, sum_next;

  assign sum_next = (sum_first_q ? '0 : sum_q) + AccumulatorWidth'($signed(sum_i));

  always @(posedge clk_i) begin
    if (!rst_ni) begin
      followed_q <= 1'b0;
      due_q      <= 1'b0;
      mine_q     <= 1'b0;
    end else if (advance_i) begin
      followed_q <= beat_i && beat_row_q == row_i;
      due_q      <= sum_valid_q && sum_last_q;
      mine_q     <= sum_valid_q && sum_last_q && followed_q;
      if (sum_valid_q && followed_q) sum_q <= sum_next;
    end
  end

  always_comb begin
    if (rst_ni) begin
      assert (result_valid_o == due_q); // one result for each last sum, none else
      assert (!mine_q || result_data_o == sum_q);
    end
  end

endmodule : partial_sum_accumulator_proof
