  //////////
  // Join //
  //////////

  logic advance; // while complete sums wait, neither trees nor accumulators change
  logic scale_there;
  logic joined;

  assign scale_there     = scale_valid_i || !pass_last;
  assign joined          = quantized_valid && weight_valid_i && scale_there;
  assign quantized_ready = advance && weight_valid_i && scale_there;
  assign weight_ready_o  = advance && quantized_valid && scale_there;
  assign scale_ready_o   = advance && quantized_valid && weight_valid_i && pass_last;

  // What comes with a beat goes beside the trees, and one level further, beside the sums. Only the
  // last beat of a pass has a factor that counts.
  localparam int ScalingWidth = FactorWidth + ShiftWidth;

  logic [TreeLevels-1:0]                  tree_valid_q, tree_last_q; // bit l: behind level l + 1
  logic [(TreeLevels+1)*ScalingWidth-1:0] scaling_q; // factor and shift, level by level

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      tree_valid_q <= '0;
    end else if (advance) begin
      tree_valid_q <= TreeLevels'({tree_valid_q, joined});
    end
  end

  always_ff @(posedge clk_i) begin
    if (advance) begin
      tree_last_q <= TreeLevels'({tree_last_q, pass_last});
      scaling_q   <= {scaling_q[TreeLevels*ScalingWidth-1:0],
                      FactorWidth'(token_scale) * FactorWidth'(scale_mantissa_i),
                      scale_shift_i};
    end
  end

  ////////////////////////////
  // Trees and accumulators //
  ////////////////////////////

  logic [Columns*SumWidth-1:0]         tree_sum;
  logic [Columns-1:0]                  tree_carry;
  logic [Columns*AccumulatorWidth-1:0] total_q, total_d; // of the pass so far
  logic                                first_q; // the next beat behind the trees starts new sums
  logic                                complete_q;

  adder_tree #(
    .Columns(Columns)
  ) u_adder_tree (
    .clk_i,
    .advance_i        (advance),
    .activation_data_i(quantized),
    .weight_data_i,
    .sum_data_o       (tree_sum),
    .sum_carry_o      (tree_carry)
  );

<#include "/stationary_tile/add_to_accumulator.sv.ftl">
  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      first_q    <= 1'b1;
      complete_q <= 1'b0;
    end else if (advance) begin
      if (tree_valid_q[TreeLevels-1]) first_q <= tree_last_q[TreeLevels-1];
      complete_q <= tree_valid_q[TreeLevels-1] && tree_last_q[TreeLevels-1];
    end
  end

  always_comb begin
    for (int column = 0; column < Columns; column++) begin
      total_d[column*AccumulatorWidth +: AccumulatorWidth] = add(
          tree_sum[column*SumWidth +: SumWidth],
          tree_carry[column],
          first_q ? '0 : total_q[column*AccumulatorWidth +: AccumulatorWidth]);
    end
  end

  always_ff @(posedge clk_i) begin
    if (advance && tree_valid_q[TreeLevels-1]) total_q <= total_d;
  end
