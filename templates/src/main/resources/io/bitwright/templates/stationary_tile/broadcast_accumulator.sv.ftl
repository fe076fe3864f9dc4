  //////////////////
  // Accumulators //
  //////////////////

  partial_sum_accumulator #(
    .Columns         (${treesPerColumn}*Columns),
    .SumWidth        (SumWidth),
    .AccumulatorWidth(AccumulatorWidth),
    .AccumulatorRows (AccumulatorRows)
  ) u_partial_sum_accumulator (
    .clk_i,
    .rst_ni,
    .advance_i     (advance),
    .read_valid_i  (read_valid),
    .read_end_i    (read_end),
    .sum_valid_i   (sum_valid),
    .sum_first_i   (sum_first),
    .sum_last_i    (sum_last),
    .sum_data_i    (sum),
<#if sumCarries>
    .sum_carry_i   (sum_carry),
</#if>
<#if scalesSums>
    .result_valid_o(complete_valid),
    .result_data_o (complete)
<#else>
    .result_valid_o,
    .result_data_o
</#if>
  );
