  /////////////
  // Results //
  /////////////

  localparam int ColumnWidth = Columns > 1 ? $clog2(Columns) : 1;
  localparam int Stages      = 4; // of the requantizer

  // Sums of a pass, which leave one by one, the lowest first, while the next pass is summed.
  logic [Columns*AccumulatorWidth-1:0] held_q;
  logic                                held_valid_q;
  logic [FactorWidth-1:0]              held_factor_q;
  logic [ShiftWidth-1:0]               held_shift_q;
  logic [ColumnWidth-1:0]              column_q, column_d;

  logic last_pass; // they are those of the last pass
  logic last_column;
  logic take;
  logic leave;
  logic all_left;

  assign last_column = column_q == ColumnWidth'(last_pass ? LastColumns - 1 : Columns - 1);
  assign take        = complete_q && (!held_valid_q || all_left);
  assign advance     = !complete_q || take;
  assign column_d    = last_column ? '0 : column_q + 1'b1;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      held_valid_q <= 1'b0;
      column_q     <= '0;
    end else begin
      held_valid_q <= take || (held_valid_q && !all_left);
      if (leave) column_q <= column_d;
    end
  end

  always_ff @(posedge clk_i) begin
    if (take) begin
      held_q <= total_q;
      {held_factor_q, held_shift_q} <= scaling_q[TreeLevels*ScalingWidth +: ScalingWidth];
    end else if (leave) begin
      held_q <= held_q >> AccumulatorWidth;
    end
  end
<#if passes == 1>

  assign last_pass = 1'b1;
<#else>

  localparam int PassWidth = $clog2(Passes);

  logic [PassWidth-1:0] pass_q, pass_d;

  assign last_pass = pass_q == PassWidth'(Passes - 1);
  assign pass_d    = last_pass ? '0 : pass_q + 1'b1;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      pass_q <= '0;
    end else if (all_left) begin
      pass_q <= pass_d;
    end
  end
</#if>

  // A beat of its scales moves with the last sum that it serves.
  requantizer #(
    .Lanes      (1),
    .SumWidth   (AccumulatorWidth),
    .ScaleWidth (FactorWidth),
    .Scales     (1),
    .OutputWidth(OutputWidth)
  ) u_requantizer (
    .clk_i,
    .rst_ni,
    .scale_valid_i   (held_valid_q),
    .scale_ready_o   (all_left),
    .scale_mantissa_i(held_factor_q),
    .scale_shift_i   (held_shift_q),
    .sum_valid_i     (held_valid_q),
    .sum_ready_o     (leave),
    .sum_data_i      (held_q[AccumulatorWidth-1:0]),
    .sum_last_i      (last_column),
    .result_valid_o,
    .result_ready_i,
    .result_data_o
  );

  logic [Stages-1:0] result_last_q; // bit s: of the result behind stage s + 1

  always_ff @(posedge clk_i) begin
    if (!result_valid_o || result_ready_i) begin
      result_last_q <= {result_last_q[Stages-2:0], last_pass && last_column};
    end
  end

  assign result_last_o = result_last_q[Stages-1];
