  ///////////
  // Trees //
  ///////////

  logic [Rows-1:0]                    activation_q;
  logic [Steps-1:0]                   swap_q; // low bits first: a cycle ago, two cycles ago
  logic [Columns*Planes*SumWidth-1:0] sum;

  // No beat moves with a swap: zeros take its place, and show how many new weights are +1.
  always_ff @(posedge clk_i) begin
    if (advance) activation_q <= swap ? '0 : activation_data_i;
  end

  bit_serial_tree #(
    .Columns(Columns*Planes)
  ) u_bit_serial_tree (
    .clk_i,
    .advance_i        (advance),
    .activation_data_i(activation_q),
    .weight_data_i    (plane_weights),
    .zeros_i          (swap_q[Steps-2]),
    .beat_i           (beat_valid),
    .first_i          (beat_first),
    .last_i           (beat_last),
    .sum_data_o       (sum)
  );
