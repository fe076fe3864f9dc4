<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Proof: stationary_tile_control follows docs/units/stationary_tile.md for all inputs.",
  "Counts tiles by what the ports say, and holds the ports against the counts."]/>

module stationary_tile_control_proof (
  input logic clk_i,
  input logic advance_i,
  input logic load_valid_i,
  input logic use_valid_i,
  input logic use_end_i
);

  localparam int LoadBeats      = ${loadBeats?c};
  localparam int LoadIndexWidth = LoadBeats > 1 ? $clog2(LoadBeats) : 1;

  logic rst_ni = 1'b0; // the first cycle resets, all others run
  always @(posedge clk_i) rst_ni <= 1'b1;

  logic                      load_ready_o, load_beat_o, swap_o, use_ready_o, use_beat_o;
  logic [LoadIndexWidth-1:0] load_index_o;

  stationary_tile_control u_stationary_tile_control (
    .clk_i,
    .rst_ni,
    .advance_i,
    .load_valid_i,
    .load_ready_o,
    .load_beat_o,
    .load_index_o,
    .swap_o,
    .use_valid_i,
    .use_end_i,
    .use_ready_o,
    .use_beat_o
  );

  logic [31:0] index_q  = '0; // beats of the tile that is being loaded
  logic [1:0]  shadow_q = '0; // tiles loaded, not yet swapped
  logic [1:0]  active_q = '0; // tiles swapped, whose pass has not ended
  logic        loaded, ended;

  assign loaded = load_beat_o && index_q == LoadBeats - 1;
  assign ended  = use_beat_o && use_end_i;

  always @(posedge clk_i) begin
    if (rst_ni) begin
      if (load_beat_o) index_q <= loaded ? '0 : index_q + 1'b1;
      shadow_q <= shadow_q + 2'(loaded) - 2'(swap_o);
      active_q <= active_q + 2'(swap_o) - 2'(ended);
    end
  end

  always_comb begin
    if (rst_ni) begin
      // beats move when both sides are willing, and not while the unit stands still
      assert (load_beat_o == (load_valid_i && load_ready_o));
      assert (use_beat_o == (use_valid_i && use_ready_o));
      assert (advance_i || !(load_ready_o || use_ready_o || swap_o));
      // every beat of a tile is written once, in order
      assert (32'(load_index_o) == index_q);
      // a full shadow is not written to, unless it is handed over at the same edge
      assert (!(load_beat_o && shadow_q != 0) || swap_o);
      // only a whole tile is handed over, only to free registers
      assert (!swap_o || (shadow_q == 2'd1 && active_q == 2'd0));
      // only a tile that is there is used: at the edge of the beat it is the active one
      assert (!use_beat_o || active_q == 2'd1<#if !swapsStandAlone> || swap_o</#if>);
      // no tile is lost or comes twice: loaded less ended is what the registers hold
      assert (shadow_q <= 2'd1 && active_q <= 2'd1);
      // and the unit never waits without a reason
      assert (!advance_i || load_ready_o == !(shadow_q == 2'd1 && active_q == 2'd1));
      assert (!advance_i || use_ready_o == (<#if !swapsStandAlone>shadow_q == 2'd1 || </#if>active_q == 2'd1));
    end
  end

endmodule : stationary_tile_control_proof
