  ////////////////
  // Handshakes //
  ////////////////

  logic advance; // while a result waits, nothing in the unit changes
  logic weight_beat;
  logic swap;
  logic activation_beat;
  logic read_valid, read_end;
  logic sum_valid, sum_first, sum_last;
<#if rowBeats gt 1>
  logic beat_valid, beat_first, beat_last;
</#if>

  localparam int LoadBeats = ${loadBeats}; // terms of a tile

  // term r of column c at place c * LoadBeats + r
  logic [${treesPerColumn}*Columns*LoadBeats*WeightWidth-1:0] tile;

  assign advance = !result_valid_o || result_ready_i;

  // verilator lint_off PINCONNECTEMPTY
  // Terms are shifted in: their number is not needed.
  stationary_tile_control #(
    .LoadBeats(LoadBeats)
  ) u_stationary_tile_control (
    .clk_i,
    .rst_ni,
    .advance_i   (advance),
    .load_valid_i(weight_valid_i),
    .load_ready_o(weight_ready_o),
    .load_beat_o (weight_beat),
    .load_index_o(),
    .swap_o      (swap),
    .use_valid_i (activation_valid_i),
    .use_end_i   (activation_end_i),
    .use_ready_o (activation_ready_o),
    .use_beat_o  (activation_beat)
  );
  // verilator lint_on PINCONNECTEMPTY

  stationary_tile_registers #(
<#if weightDelay != 0>
    .Delay    (WeightDelay),
</#if>
    .Rows     (LoadBeats),
    .Columns  (${treesPerColumn}*Columns),
    .TermWidth(WeightWidth)
  ) u_stationary_tile_registers (
    .clk_i,
<#if weightDelay != 0>
    .rst_ni,
    .advance_i  (advance),
</#if>
    .load_beat_i(weight_beat),
    .load_data_i(weight_data_i),
    .swap_i     (swap),
    .tile_data_o(tile)
  );

  stationary_tile_flags #(
    .Steps(Steps)
  ) u_stationary_tile_flags (
    .clk_i,
    .rst_ni,
    .advance_i   (advance),
    .beat_i      (activation_beat),
    .first_i     (activation_first_i),
    .last_i      (activation_last_i),
    .end_i       (activation_end_i),
<#if rowBeats gt 1>
    .beat_valid_o(beat_valid),
    .beat_first_o(beat_first),
    .beat_last_o (beat_last),
</#if>
    .read_valid_o(read_valid),
    .read_end_o  (read_end),
    .sum_valid_o (sum_valid),
    .sum_first_o (sum_first),
    .sum_last_o  (sum_last)
  );
