  //////////////////////////////////////
  // What the sources owe the streams //
  //////////////////////////////////////

`ifndef SYNTHESIS
`ifndef FORMAL // Yosys has no $fatal in a clocked process
  logic                           weight_waits_q;
  logic [Columns*WeightWidth-1:0] weight_data_q;
  logic                           activation_waits_q;
  logic [Rows*8+2:0]              activation_q;
  logic                           pass_open_q;
  logic [1:0]                     pass_kind_q;

  always_ff @(posedge clk_i) begin
    weight_waits_q     <= rst_ni && weight_valid_i && !weight_ready_o;
    weight_data_q      <= weight_data_i;
    activation_waits_q <= rst_ni && activation_valid_i && !activation_ready_o;
    activation_q       <= {activation_first_i, activation_last_i, activation_end_i,
                           activation_data_i};
    if (!rst_ni) begin
      pass_open_q <= 1'b0;
    end else if (activation_beat) begin
      pass_open_q <= !activation_end_i;
      pass_kind_q <= {activation_first_i, activation_last_i};
    end
  end

  always @(posedge clk_i) begin
    if (rst_ni && weight_waits_q) begin
      if (!weight_valid_i) $fatal(1, "%m: stream weight dropped valid before its beat moved");
      if (weight_data_q != weight_data_i) begin
        $fatal(1, "%m: stream weight changed its data before its beat moved");
      end
    end
    if (rst_ni && activation_waits_q) begin
      if (!activation_valid_i) begin
        $fatal(1, "%m: stream activation dropped valid before its beat moved");
      end
      if (activation_q != {activation_first_i, activation_last_i, activation_end_i,
                           activation_data_i}) begin
        $fatal(1, "%m: stream activation changed its data before its beat moved");
      end
    end
    if (rst_ni && activation_beat && pass_open_q
        && pass_kind_q != {activation_first_i, activation_last_i}) begin
      $fatal(1, "%m: stream activation changed first or last within a pass");
    end
  end
`endif
`endif
