  //////////////////////////////////////
  // What the sources owe the streams //
  //////////////////////////////////////

`ifndef SYNTHESIS
`ifndef FORMAL // Yosys has no $fatal in a clocked process
  logic                           ${stationary}_waits_q;
  logic [Columns*${stationaryWidthName}-1:0] ${stationary}_data_q;
  logic                           ${streaming}_waits_q;
  logic [Rows*${streamingWidthName}+2:0]              ${streaming}_q;
  logic                           pass_open_q;
  logic [1:0]                     pass_kind_q;

  always_ff @(posedge clk_i) begin
    ${stationary}_waits_q     <= rst_ni && ${stationary}_valid_i && !${stationary}_ready_o;
    ${stationary}_data_q      <= ${stationary}_data_i;
    ${streaming}_waits_q <= rst_ni && ${streaming}_valid_i && !${streaming}_ready_o;
    ${streaming}_q       <= {${streaming}_first_i, ${streaming}_last_i, ${streaming}_end_i,
                           ${streaming}_data_i};
    if (!rst_ni) begin
      pass_open_q <= 1'b0;
    end else if (streaming_beat) begin
      pass_open_q <= !${streaming}_end_i;
      pass_kind_q <= {${streaming}_first_i, ${streaming}_last_i};
    end
  end

  always @(posedge clk_i) begin
    if (rst_ni && ${stationary}_waits_q) begin
      if (!${stationary}_valid_i) begin
        $fatal(1, "%m: stream ${stationary} dropped valid before its beat moved");
      end
      if (${stationary}_data_q != ${stationary}_data_i) begin
        $fatal(1, "%m: stream ${stationary} changed its data before its beat moved");
      end
    end
    if (rst_ni && ${streaming}_waits_q) begin
      if (!${streaming}_valid_i) begin
        $fatal(1, "%m: stream ${streaming} dropped valid before its beat moved");
      end
      if (${streaming}_q != {${streaming}_first_i, ${streaming}_last_i, ${streaming}_end_i,
                           ${streaming}_data_i}) begin
        $fatal(1, "%m: stream ${streaming} changed its data before its beat moved");
      end
    end
    if (rst_ni && streaming_beat && pass_open_q
        && pass_kind_q != {${streaming}_first_i, ${streaming}_last_i}) begin
      $fatal(1, "%m: stream ${streaming} changed first or last within a pass");
    end
  end
`endif
`endif
