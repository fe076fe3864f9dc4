<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Multiplies int8 activations by stationary ${weights} weights in a systolic array, sums over K.",
  "Does not scale, round or saturate: results are exact integers."]/>

module weight_stationary_array #(
  parameter  int Rows             = ${(rows?c + ",")?right_pad(6)} // elements, 1 to 128: the part of K in one tile
  parameter  int Columns          = ${(columns?c + ",")?right_pad(6)} // elements, 1 to 128: the part of N in one tile
  parameter  int AccumulatorWidth = ${(accumulatorWidth?c + ",")?right_pad(6)} // bits, at least SumWidth
  parameter  int AccumulatorRows  = ${(accumulatorRows?c + ",")?right_pad(6)} // rows of M in one pass, 1 to 4096
  localparam int WeightWidth      = ${(weightWidth?c + ",")?right_pad(6)} // bits of a stored ${weights} weight
  localparam int SumWidth         = ${productWidth} + $clog2(Rows) + 1 // bits: any sum of Rows products
) (
  input  logic                                clk_i,
  input  logic                                rst_ni,

  // weights: one row of a tile a beat, row 0 first
  input  logic                                weight_valid_i,
  output logic                                weight_ready_o,
  input  logic [Columns*WeightWidth-1:0]      weight_data_i,

  // activations: one row of M a beat, element r multiplies weight row r
  input  logic                                activation_valid_i,
  output logic                                activation_ready_o,
  input  logic [Rows*8-1:0]                   activation_data_i,
  input  logic                                activation_first_i, // the pass starts new sums
  input  logic                                activation_last_i,  // the pass completes its sums
  input  logic                                activation_end_i,   // last beat of the pass

  // completed sums of one activation row
  output logic                                result_valid_o,
  input  logic                                result_ready_i,
  output logic [Columns*AccumulatorWidth-1:0] result_data_o
);

  // A beat accepted in cycle t is at step s in cycle t + s. Element (r, c) uses it at step r + c;
  // its accumulator row is read at step Steps - 1; its sums are added at step Steps.
  localparam int Steps         = Rows + Columns - 1;
  localparam int RowIndexWidth = Rows > 1 ? $clog2(Rows) : 1;

  localparam logic [RowIndexWidth-1:0] LastRow = RowIndexWidth'(Rows - 1);

  initial begin
    if (Rows < 1 || Rows > 128) $fatal(1, "%m: Rows must be 1 to 128, got %0d", Rows);
    if (Columns < 1 || Columns > 128) $fatal(1, "%m: Columns must be 1 to 128, got %0d", Columns);
    if (AccumulatorWidth < SumWidth) begin
      $fatal(1, "%m: AccumulatorWidth must be at least %0d, got %0d", SumWidth, AccumulatorWidth);
    end
    if (AccumulatorRows < 1 || AccumulatorRows > 4096) begin
      $fatal(1, "%m: AccumulatorRows must be 1 to 4096, got %0d", AccumulatorRows);
    end
  end

  ////////////////
  // Handshakes //
  ////////////////

  logic advance; // while a result waits, nothing in the unit changes
  logic weight_beat;
  logic load_done;
  logic activation_beat;
  logic pass_done;
  logic release_bank;

  logic       load_bank_q, load_bank_d;       // being loaded
  logic       use_bank_q, use_bank_d;         // multiplies the next activation beat
  logic       release_bank_q, release_bank_d; // next to be free of its last wave
  logic [1:0] full_q, full_d;                 // a whole tile, not yet used up
  logic [1:0] occupied_q, occupied_d;         // not to be written to

  logic [RowIndexWidth-1:0] load_row_q, load_row_d;

  assign advance            = !result_valid_o || result_ready_i;
  assign weight_ready_o     = advance && !occupied_q[load_bank_q];
  assign weight_beat        = weight_valid_i && weight_ready_o;
  assign load_done          = weight_beat && load_row_q == LastRow;
  assign activation_ready_o = advance && full_q[use_bank_q];
  assign activation_beat    = activation_valid_i && activation_ready_o;
  assign pass_done          = activation_beat && activation_end_i;

  always_comb begin
    load_row_d     = load_row_q;
    load_bank_d    = load_bank_q;
    use_bank_d     = use_bank_q;
    release_bank_d = release_bank_q;
    full_d         = full_q;
    occupied_d     = occupied_q;
    if (weight_beat) begin
      load_row_d = load_done ? '0 : load_row_q + 1'b1;
    end
    if (load_done) begin
      full_d[load_bank_q]     = 1'b1;
      occupied_d[load_bank_q] = 1'b1;
      load_bank_d             = !load_bank_q;
    end
    if (pass_done) begin
      full_d[use_bank_q] = 1'b0;
      use_bank_d         = !use_bank_q;
    end
    if (release_bank) begin
      occupied_d[release_bank_q] = 1'b0;
      release_bank_d             = !release_bank_q;
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      load_row_q     <= '0;
      load_bank_q    <= 1'b0;
      use_bank_q     <= 1'b0;
      release_bank_q <= 1'b0;
      full_q         <= '0;
      occupied_q     <= '0;
    end else begin
      load_row_q     <= load_row_d;
      load_bank_q    <= load_bank_d;
      use_bank_q     <= use_bank_d;
      release_bank_q <= release_bank_d;
      full_q         <= full_d;
      occupied_q     <= occupied_d;
    end
  end

  ///////////////////////////////
  // Flags that follow a beat  //
  ///////////////////////////////

  logic [Steps-1:0] valid_q, first_q, last_q, end_q; // bit s: the beat at step s + 1
  logic [Steps:0]   valid_step, first_step, last_step;
  logic [Steps-1:0] end_step;

  assign valid_step   = {valid_q, activation_beat};
  assign first_step   = {first_q, activation_first_i};
  assign last_step    = {last_q, activation_last_i};
  assign end_step     = Steps'({end_q, pass_done});
  assign release_bank = advance && end_step[Columns-1]; // row 0 of the bank is behind the wave

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      valid_q <= '0;
      end_q   <= '0;
    end else if (advance) begin
      valid_q <= valid_step[Steps-1:0];
      end_q   <= end_step;
    end
  end

  always_ff @(posedge clk_i) begin
    if (advance) begin
      first_q <= first_step[Steps-1:0];
      last_q  <= last_step[Steps-1:0];
    end
  end

<#include "elements.sv.ftl">

  //////////////////
  // Accumulators //
  //////////////////

  partial_sum_accumulator #(
    .Columns         (Columns),
    .SumWidth        (SumWidth),
    .AccumulatorWidth(AccumulatorWidth),
    .AccumulatorRows (AccumulatorRows)
  ) u_partial_sum_accumulator (
    .clk_i,
    .rst_ni,
    .advance_i     (advance),
    .read_valid_i  (valid_step[Steps-1]),
    .read_end_i    (end_step[Steps-1]),
    .sum_valid_i   (valid_step[Steps]),
    .sum_first_i   (first_step[Steps]),
    .sum_last_i    (last_step[Steps]),
    .sum_data_i    (sum_data_q),
    .result_valid_o,
    .result_data_o
  );

<#include "source_checks.sv.ftl">

endmodule : weight_stationary_array
