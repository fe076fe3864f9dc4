<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Holds two tiles: one in use, and one that is shifted in term by term meanwhile."]/>

module stationary_tile_registers #(
  parameter int Rows      = ${(rows?c + ",")?right_pad(6)} // terms of K in a tile, at least 1
  parameter int Columns   = ${(columns?c + ",")?right_pad(6)} // elements of a term, at least 1
<#if weightDelay == 0>
  parameter int TermWidth = ${weightWidth?c?right_pad(6)} // bits of an element
<#else>
  parameter int TermWidth = ${(weightWidth?c + ",")?right_pad(6)} // bits of an element
  parameter int Delay     = ${weightDelay?c?right_pad(6)} // cycles by which all of it is late, at least 1
</#if>
) (
  input  logic                              clk_i,
<#if weightDelay != 0>
  input  logic                              rst_ni,
  input  logic                              advance_i, // without it nothing changes
</#if>

  // one term for all columns; the last of Rows terms makes the tile whole
  input  logic                              load_beat_i,
  input  logic [Columns*TermWidth-1:0]      load_data_i,

  // the tile that was loaded is the one in use from the next cycle on
  input  logic                              swap_i,

  // the tile in use: element of column c and term r at place c * Rows + r
  output logic [Columns*Rows*TermWidth-1:0] tile_data_o
);

  localparam int ColumnWidth = Rows * TermWidth;

  logic                           load_beat;
  logic [Columns*TermWidth-1:0]   load_data;
  logic                           swap;
  logic [Columns*ColumnWidth-1:0] shadow_q;
  logic [Columns*ColumnWidth-1:0] active_q;

<#if weightDelay == 0>
  assign load_beat = load_beat_i;
  assign load_data = load_data_i;
  assign swap      = swap_i;
<#else>
  // Low bits first: a cycle ago, two cycles ago.
  logic [Delay-1:0]                   load_beat_q;
  logic [Delay*Columns*TermWidth-1:0] load_data_q;
  logic [Delay-1:0]                   swap_q;

  assign load_beat = load_beat_q[Delay-1] && advance_i;
  assign load_data = load_data_q[(Delay-1)*Columns*TermWidth +: Columns*TermWidth];
  assign swap      = swap_q[Delay-1] && advance_i;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      load_beat_q <= '0;
      swap_q      <= '0;
    end else if (advance_i) begin
      load_beat_q <= Delay'({load_beat_q, load_beat_i});
      swap_q      <= Delay'({swap_q, swap_i});
    end
  end

  always_ff @(posedge clk_i) begin
    if (advance_i) load_data_q <= (Delay*Columns*TermWidth)'({load_data_q, load_data_i});
  end
</#if>

  // A shift register a column: a term needs no address, and after Rows terms term 0 is lowest.
  always_ff @(posedge clk_i) begin
    if (load_beat) begin
      for (int column = 0; column < Columns; column++) begin
        shadow_q[column*ColumnWidth +: ColumnWidth] <= ColumnWidth'(
            {load_data[column*TermWidth +: TermWidth],
             shadow_q[column*ColumnWidth +: ColumnWidth]} >> TermWidth);
      end
    end
    if (swap) active_q <= shadow_q;
  end

  assign tile_data_o = active_q;

endmodule : stationary_tile_registers
