  ///////////
  // Trees //
  ///////////

  logic [Rows*ActivationWidth-1:0] activation_q;
  logic [${treesPerColumn}*Columns*SumWidth-1:0] sum;
  logic [${treesPerColumn}*Columns-1:0] sum_carry;

  always_ff @(posedge clk_i) begin
    if (advance) activation_q <= activation_data_i;
  end
<#if sharedPairs>

<#if pairs != 0>
  // Once a row of M, for all columns: a column takes one of both, plus or minus.
  localparam int Pairs     = ${pairs};
  localparam int PairWidth = ActivationWidth + 1;

  logic [Pairs*PairWidth-1:0] pair_sum_q;
  logic [Pairs*PairWidth-1:0] pair_difference_q;
  logic [Pairs*PairWidth-1:0] pair_sum;
  logic [Pairs*PairWidth-1:0] pair_difference;

  function automatic logic signed [PairWidth-1:0] extended(
      input logic signed [ActivationWidth-1:0] activation);
    extended = PairWidth'(activation);
  endfunction

  always_ff @(posedge clk_i) begin
    if (advance) begin
      for (int pair = 0; pair < Pairs; pair++) begin
        pair_sum_q[pair*PairWidth +: PairWidth] <=
            extended(activation_q[2*pair*ActivationWidth +: ActivationWidth])
            + extended(activation_q[(2*pair+1)*ActivationWidth +: ActivationWidth]);
        pair_difference_q[pair*PairWidth +: PairWidth] <=
            extended(activation_q[2*pair*ActivationWidth +: ActivationWidth])
            - extended(activation_q[(2*pair+1)*ActivationWidth +: ActivationWidth]);
      end
    end
  end

  for (genvar pair = 0; pair < Pairs; pair++) begin : gen_pair
    if (pair % 2 == 0) begin : gen_left
      assign pair_sum[pair*PairWidth +: PairWidth]        = pair_sum_q[pair*PairWidth +: PairWidth];
      assign pair_difference[pair*PairWidth +: PairWidth] =
          pair_difference_q[pair*PairWidth +: PairWidth];
    end else begin : gen_right
      logic [PairWidth-1:0] late_sum_q;
      logic [PairWidth-1:0] late_difference_q;

      assign pair_sum[pair*PairWidth +: PairWidth]        = late_sum_q;
      assign pair_difference[pair*PairWidth +: PairWidth] = late_difference_q;

      always_ff @(posedge clk_i) begin
        if (advance) begin
          late_sum_q        <= pair_sum_q[pair*PairWidth +: PairWidth];
          late_difference_q <= pair_difference_q[pair*PairWidth +: PairWidth];
        end
      end
    end
  end
</#if>
<#if hasLoneLane>

  logic [ActivationWidth-1:0] lane_rest_q;
  logic [ActivationWidth-1:0] late_lane_rest_q;

  always_ff @(posedge clk_i) begin
    if (advance) begin
      lane_rest_q      <= activation_q[(Rows-1)*ActivationWidth +: ActivationWidth];
      late_lane_rest_q <= lane_rest_q;
    end
  end
</#if>
</#if>

  adder_tree #(
    .Columns(${treesPerColumn}*Columns)
  ) u_adder_tree (
    .clk_i,
    .advance_i             (advance),
<#if sharedPairs>
<#if pairs != 0>
    .pair_sum_data_i       (pair_sum),
    .pair_difference_data_i(pair_difference),
</#if>
<#if hasLoneLane>
    .lane_rest_i           (late_lane_rest_q),
</#if>
<#else>
    .activation_data_i     (activation_q),
</#if>
    .weight_data_i         (${tileWeights}),
    .sum_data_o            (sum),
    .sum_carry_o           (sum_carry)
  );
