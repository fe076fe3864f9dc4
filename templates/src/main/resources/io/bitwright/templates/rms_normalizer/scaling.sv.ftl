  ///////////
  // Token //
  ///////////

  logic                    inverse_valid;
  logic [InverseWidth-1:0] inverse;
  logic                    token_valid;
  logic                    read;
  logic                    read_last;
  logic                    read_end; // the token is the last that the gains serve
  logic [IndexWidth-1:0]   read_index;
  logic [BeatWidth-1:0]    read_data;
  logic [InverseWidth-1:0] read_inverse;
  logic                    gains_loaded_q;

  assign read      = token_valid && advance && gains_loaded_q;
  assign read_last = read_index == LastBeat;

  inverse_root #(
    .SumWidth(SumWidth)
  ) u_inverse_root (
    .clk_i,
    .rst_ni,
    .sum_valid_i    (sum_valid_q),
    .sum_ready_o    (sum_ready),
    .sum_data_i     (sum_q),
    .inverse_valid_o(inverse_valid),
    .inverse_data_o (inverse)
  );

  token_buffer #(
    .Beats    (Beats),
    .Passes   (1),
    .BeatWidth(BeatWidth),
    .NoteWidth(1),
    .FactWidth(InverseWidth)
  ) u_token_buffer (
    .clk_i,
    .rst_ni,
    .write_valid_i(value_valid_i),
    .write_ready_o(value_ready_o),
    .write_last_i (value_last),
    .write_data_i (value_data_i),
    .write_note_i (value_end_i),
    .write_index_o(write_index),
    .fact_valid_i (inverse_valid),
    .fact_data_i  (inverse),
    .read_valid_o (token_valid),
    .read_ready_i (advance && gains_loaded_q),
    .read_last_i  (read_last),
    .read_index_o (read_index),
    .read_note_o  (read_end),
    .read_data_o  (read_data),
    .read_fact_o  (read_inverse)
  );

  ///////////
  // Gains //
  ///////////

  logic [Lanes*GainWidth-1:0] gains [Beats];
  logic [IndexWidth-1:0]      gain_index_q;
  logic                       gain_beat;
  logic                       gain_done;
  logic [Lanes*GainWidth-1:0] read_gain_q;

  assign gain_ready_o = !gains_loaded_q;
  assign gain_beat    = gain_valid_i && gain_ready_o;
  assign gain_done    = gain_beat && gain_index_q == LastBeat;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      gain_index_q   <= '0;
      gains_loaded_q <= 1'b0;
    end else begin
      if (gain_beat) gain_index_q <= gain_done ? '0 : gain_index_q + 1'b1;
      gains_loaded_q <= gain_done || (gains_loaded_q && !(read && read_last && read_end));
    end
  end

  always_ff @(posedge clk_i) begin
    if (gain_beat) gains[gain_index_q] <= gain_data_i;
    if (read) read_gain_q <= gains[read_index];
  end

  /////////////
  // Results //
  /////////////

  localparam int Stages    = 5;                       // from a read to its result
  localparam int FitWidth  = Shift + OutputWidth - 1; // of a product whose result fits, no sign
  localparam int WideWidth = ProductWidth > FitWidth + 1 ? ProductWidth : FitWidth + 1;

  localparam int WindowWidth = OutputWidth + 4; // sign, does not fit, result, its half, any lower

<@fixed.roundAndSaturate/>

  function automatic logic [WindowWidth-1:0] window_of(input logic [ProductWidth-1:0] product);
    logic signed [WideWidth-1:0] wide;
    wide      = WideWidth'($signed(product));
    window_of = {wide[WideWidth-1],
                 wide[WideWidth-1:FitWidth] != {(WideWidth-FitWidth){wide[WideWidth-1]}},
                 wide[Shift-1 +: OutputWidth+1],
                 wide[Shift-2:0] != '0};
  endfunction

  logic [Lanes*ScaledWidth-1:0]  scaled_d, scaled_q;
  logic [Lanes*GainWidth-1:0]    gain_q;
  logic [Lanes*ProductWidth-1:0] product_d, product_q;
  logic [Lanes*WindowWidth-1:0]  window_q;
  logic [Lanes*OutputWidth-1:0]  normalized_q;

  logic [Stages-1:0] result_valid_q, result_last_q; // bit s: of the beat behind stage s + 1

  // Factors are as wide as their product, so that none of its bits is lost or too many; synthesis
  // drops the copies of their signs.
  always_comb begin : multiply
    logic signed [ScaledWidth-1:0]  value;
    logic signed [ScaledWidth-1:0]  factor;
    logic signed [ProductWidth-1:0] scaled;
    logic signed [ProductWidth-1:0] gain;
    for (int lane = 0; lane < Lanes; lane++) begin
      value  = ScaledWidth'($signed(read_data[lane*InputWidth +: InputWidth]));
      factor = ScaledWidth'({1'b0, read_inverse});
      scaled = ProductWidth'($signed(scaled_q[lane*ScaledWidth +: ScaledWidth]));
      gain   = ProductWidth'($signed(gain_q[lane*GainWidth +: GainWidth]));
      scaled_d[lane*ScaledWidth +: ScaledWidth]    = value * factor;
      product_d[lane*ProductWidth +: ProductWidth] = scaled * gain;
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      result_valid_q <= '0;
    end else if (advance) begin
      result_valid_q <= {result_valid_q[Stages-2:0], read};
    end
  end

  always_ff @(posedge clk_i) begin
    if (advance) begin
      result_last_q <= {result_last_q[Stages-2:0], read_last};
      scaled_q      <= scaled_d;
      gain_q        <= read_gain_q;
      product_q     <= product_d;
      for (int lane = 0; lane < Lanes; lane++) begin
        window_q[lane*WindowWidth +: WindowWidth] <=
            window_of(product_q[lane*ProductWidth +: ProductWidth]);
        normalized_q[lane*OutputWidth +: OutputWidth] <=
            round_and_saturate(window_q[lane*WindowWidth +: OutputWidth+2],
                               window_q[lane*WindowWidth+OutputWidth+2],
                               window_q[lane*WindowWidth+OutputWidth+3]);
      end
    end
  end

  assign normalized_valid_o = result_valid_q[Stages-1];
  assign normalized_data_o  = normalized_q;
  assign normalized_last_o  = result_last_q[Stages-1];
