<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Expands codewords, which index a loaded dictionary of trit sequences, into beats of trits."]/>

module dictionary_decoder #(
  parameter  int Entries     = ${(entries?c + ",")?right_pad(5)} // entries of a dictionary: a power of two, 16 to 4096
  parameter  int Longest     = ${(longest?c + ",")?right_pad(5)} // trits of the longest entry, 2 to 32
  parameter  int Lanes       = ${(lanes?c + ",")?right_pad(5)} // trits in a beat, 1 to 128
  localparam int IndexWidth  = $clog2(Entries),
  localparam int LengthWidth = $clog2(Longest + 1)
) (
  input  logic                   clk_i,
  input  logic                   rst_ni,

  // the dictionary: Entries beats, entry 0 first
  input  logic                   entry_valid_i,
  output logic                   entry_ready_o,
  input  logic [Longest*2-1:0]   entry_trits_i,  // 0 beyond the length
  input  logic [LengthWidth-1:0] entry_length_i, // 1 to Longest

  // codewords
  input  logic                   codeword_valid_i,
  output logic                   codeword_ready_o,
  input  logic [IndexWidth-1:0]  codeword_index_i,
  input  logic                   codeword_last_i, // last of its row
  input  logic                   codeword_end_i,  // last that uses the present dictionary

  // trits: 11 is -1, 00 is 0, 01 is +1
  output logic                   trit_valid_o,
  input  logic                   trit_ready_i,
  output logic [Lanes*2-1:0]     trit_data_o, // 0 beyond the row
  output logic                   trit_last_o  // last beat of its row
);

  localparam int HeldTrits  = Lanes + Longest - 1;
  localparam int PartTrits  = Lanes > 1 ? Lanes - 1 : 1; // at most, in a part of a beat
  localparam int CountWidth = $clog2(HeldTrits + 1);

  localparam logic [CountWidth-1:0] FullBeat = CountWidth'(Lanes);

  initial begin
    if (Entries < 2 || Entries != 2 ** IndexWidth) begin
      $fatal(1, "%m: Entries must be a power of two, got %0d", Entries);
    end
    if (Longest < 2 || Longest > 32) $fatal(1, "%m: Longest must be 2 to 32, got %0d", Longest);
    if (Lanes < 1 || Lanes > 128) $fatal(1, "%m: Lanes must be 1 to 128, got %0d", Lanes);
  end

  ////////////////
  // Dictionary //
  ////////////////

  // Loaded, then read: never both in a cycle, so that one port is enough.
  logic [LengthWidth+Longest*2-1:0] memory [Entries];

  logic                   loaded_q, loaded_d;
  logic [IndexWidth-1:0]  load_index_q;
  logic                   entry_beat;
  logic                   codeword_beat;

  logic                   read_valid_q, read_valid_d;
  logic                   read_last_q; // the entry read ends its row
  logic [LengthWidth-1:0] read_length;
  logic [Longest*2-1:0]   read_trits;
  logic [LengthWidth+Longest*2-1:0] read_q;
  logic                   append; // the entry read goes to the gearbox

  assign entry_ready_o    = !loaded_q;
  assign entry_beat       = entry_valid_i && entry_ready_o;
  assign codeword_ready_o = loaded_q && (!read_valid_q || append);
  assign codeword_beat    = codeword_valid_i && codeword_ready_o;

  assign {read_length, read_trits} = read_q;

  always_comb begin
    loaded_d     = loaded_q;
    read_valid_d = read_valid_q;
    if (entry_beat && load_index_q == '1) loaded_d = 1'b1;
    if (codeword_beat && codeword_end_i) loaded_d = 1'b0;
    if (append) read_valid_d = 1'b0;
    if (codeword_beat) read_valid_d = 1'b1;
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      loaded_q     <= 1'b0;
      load_index_q <= '0;
      read_valid_q <= 1'b0;
    end else begin
      loaded_q     <= loaded_d;
      read_valid_q <= read_valid_d;
      if (entry_beat) load_index_q <= load_index_q + 1'b1;
    end
  end

  always_ff @(posedge clk_i) begin
    if (entry_beat) memory[load_index_q] <= {entry_length_i, entry_trits_i};
    if (codeword_beat) read_q <= memory[codeword_index_i];
  end

  always_ff @(posedge clk_i) begin
    if (codeword_beat) read_last_q <= codeword_last_i;
  end

  /////////////////////////////////////////////
  // Gearbox: entries in, beats of trits out //
  /////////////////////////////////////////////

  logic [HeldTrits*2-1:0] held_q, held_d; // 0 beyond count_q, if that is not 0
  logic [CountWidth-1:0]  count_q, count_d;
  logic                   row_end_q, row_end_d; // what is held ends a row
  logic                   trit_beat;
  logic                   row_done;
  logic [CountWidth-1:0]  rest;      // trits that stay when a beat has moved
  logic [HeldTrits*2-1:0] held_rest;
  logic [PartTrits*2-1:0] part; // of a beat, which an entry completes

  assign trit_valid_o = count_q >= FullBeat || row_end_q;
  assign trit_last_o  = row_end_q && count_q <= FullBeat;
  assign trit_data_o  = held_q[Lanes*2-1:0];
  assign trit_beat    = trit_valid_o && trit_ready_i;
  assign row_done     = trit_beat && trit_last_o;
  assign rest         = !trit_beat ? count_q : count_q > FullBeat ? count_q - FullBeat : '0;
  assign held_rest    = trit_beat ? held_q >> (2 * Lanes) : held_q;
  assign part         = rest == '0 ? '0 : held_rest[PartTrits*2-1:0];
  assign append       = read_valid_q && rest < FullBeat && (!row_end_q || row_done);

  always_comb begin
    count_d   = rest;
    held_d    = held_rest;
    row_end_d = row_end_q && !row_done;
    if (append) begin
      count_d   = rest + CountWidth'(read_length);
      held_d    = (HeldTrits*2)'(part) | ((HeldTrits*2)'(read_trits) << {rest, 1'b0});
      row_end_d = read_last_q;
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      count_q   <= '0;
      row_end_q <= 1'b0;
    end else begin
      count_q   <= count_d;
      row_end_q <= row_end_d;
    end
  end

  always_ff @(posedge clk_i) begin
    held_q <= held_d;
  end

  //////////////////////////////////
  // What the source owes entries //
  //////////////////////////////////

`ifndef SYNTHESIS
`ifndef FORMAL // Yosys has no $fatal in a clocked process
  always @(posedge clk_i) begin : check_entry
    int length;
    length = 32'(entry_length_i);
    if (rst_ni && entry_beat) begin
      if (length < 1 || length > Longest) begin
        $fatal(1, "%m: stream entry: length %0d is not 1 to %0d", length, Longest);
      end
      if ((entry_trits_i >> {entry_length_i, 1'b0}) != '0) begin
        $fatal(1, "%m: stream entry: trits beyond the length %0d", length);
      end
    end
  end
`endif
`endif

endmodule : dictionary_decoder
