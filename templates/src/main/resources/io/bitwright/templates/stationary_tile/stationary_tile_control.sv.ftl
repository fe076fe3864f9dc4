<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Handshakes of a unit with a stationary tile: one tile is in use while the next is loaded."]/>

module stationary_tile_control #(
  parameter  int LoadBeats = ${loadBeats?c?right_pad(6)}, // stationary beats of a tile, at least 1
  localparam int LoadIndexWidth = LoadBeats > 1 ? $clog2(LoadBeats) : 1
) (
  input  logic                      clk_i,
  input  logic                      rst_ni,
  input  logic                      advance_i, // without it nothing changes

  // the stationary stream
  input  logic                      load_valid_i,
  output logic                      load_ready_o,
  output logic                      load_beat_o,  // a beat moves: write the shadow registers
  output logic [LoadIndexWidth-1:0] load_index_o, // its number in the tile

  // the shadow registers become the active ones at the end of this cycle
  output logic                      swap_o,

  // the streaming stream
  input  logic                      use_valid_i,
  input  logic                      use_end_i, // last beat of a pass
  output logic                      use_ready_o,
  output logic                      use_beat_o
);

  localparam logic [LoadIndexWidth-1:0] LastIndex = LoadIndexWidth'(LoadBeats - 1);

  logic [LoadIndexWidth-1:0] load_index_q, load_index_d;
  logic                      shadow_full_q, shadow_full_d; // a whole tile, not yet in use
  logic                      active_full_q, active_full_d; // a tile whose pass has not ended
  logic                      load_done;
  logic                      use_done;

  assign load_ready_o = advance_i && !(shadow_full_q && active_full_q);
  assign load_beat_o  = load_valid_i && load_ready_o;
  assign load_index_o = load_index_q;
  assign load_done    = load_beat_o && load_index_q == LastIndex;
  assign swap_o       = advance_i && shadow_full_q && !active_full_q;
  assign use_ready_o  = advance_i && <#if swapsStandAlone>active_full_q<#else>(shadow_full_q || active_full_q)</#if>;
  assign use_beat_o   = use_valid_i && use_ready_o;
  assign use_done     = use_beat_o && use_end_i;

  always_comb begin
    load_index_d  = load_index_q;
    shadow_full_d = shadow_full_q;
    active_full_d = active_full_q;
    if (load_beat_o) load_index_d = load_done ? '0 : load_index_q + 1'b1;
    if (swap_o) begin
      shadow_full_d = 1'b0;
      active_full_d = 1'b1;
    end
    if (load_done) shadow_full_d = 1'b1;
    if (use_done) active_full_d = 1'b0;
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      load_index_q  <= '0;
      shadow_full_q <= 1'b0;
      active_full_q <= 1'b0;
    end else begin
      load_index_q  <= load_index_d;
      shadow_full_q <= shadow_full_d;
      active_full_q <= active_full_d;
    end
  end

endmodule : stationary_tile_control
