<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Finds C / floor(sqrt(sum 4^f)), rounded down, bit by bit: first the root, then the quotient.",
  "C = ${constants.numerator}, f = ${constants.rootFraction}."]/>

module inverse_root #(
  parameter  int SumWidth     = ${(sumWidth?c + ",")?right_pad(4)} // bits of a sum, unsigned
  localparam int InverseWidth = ${constants.inverseBits?c?right_pad(4)} // bits of the largest inverse
) (
  input  logic                    clk_i,
  input  logic                    rst_ni,

  // a sum, held until it is taken
  input  logic                    sum_valid_i,
  output logic                    sum_ready_o,
  input  logic [SumWidth-1:0]     sum_data_i,

  // its inverse root, for one cycle
  output logic                    inverse_valid_o,
  output logic [InverseWidth-1:0] inverse_data_o
);

  localparam int RootFraction  = ${constants.rootFraction};
  localparam int RadicandWidth = (SumWidth + 1) / 2 * 2;
  localparam int RootWidth     = RadicandWidth / 2 + RootFraction;
  localparam int MostSteps     = RootWidth > InverseWidth ? RootWidth : InverseWidth;
  localparam int StepWidth     = $clog2(MostSteps);

  // C: the part that is below every root, where a quotient begins, and the bits to come.
  localparam logic [RootWidth-1:0]    FirstRemainder = RootWidth'(64'h${numeratorStart});
  localparam logic [InverseWidth-1:0] FirstBits      = InverseWidth'(64'h${numeratorRest});

  logic busy_q;
  logic dividing_q; // finding the quotient, not the root; means nothing if not busy

  logic [StepWidth-1:0]     steps_left_q;
  logic [RadicandWidth-1:0] radicand_q;  // bits of the sum to come
  logic [RootWidth-1:0]     root_q;      // bits of the root found
  logic [RootWidth-1:0]     remainder_q; // at most twice the root, then less than the root
  logic [InverseWidth-1:0]  quotient_q;  // bits of C to come, bits of the quotient found

  logic                 take;
  logic                 step_done;
  logic [RootWidth+1:0] root_rest, root_difference;
  logic [RootWidth:0]   quotient_rest, quotient_difference;
  logic                 root_bit;
  logic                 quotient_bit;

  assign sum_ready_o = !busy_q;
  assign take        = sum_valid_i && sum_ready_o;
  assign step_done   = steps_left_q == '0;

  // One bit more of the root: (2 root + 1)^2 = 4 root^2 + (4 root + 1) must fit.
  assign root_rest       = {remainder_q, radicand_q[RadicandWidth-1 -: 2]};
  assign root_difference = root_rest - {1'b0, root_q[RootWidth-2:0], 2'b01};
  assign root_bit        = !root_difference[RootWidth+1];

  assign quotient_rest       = {remainder_q, quotient_q[InverseWidth-1]};
  assign quotient_difference = quotient_rest - {1'b0, root_q};
  assign quotient_bit        = !quotient_difference[RootWidth];

  assign inverse_valid_o = busy_q && dividing_q && step_done;
  assign inverse_data_o  = {quotient_q[InverseWidth-2:0], quotient_bit};

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      busy_q <= 1'b0;
    end else begin
      busy_q <= take || (busy_q && !inverse_valid_o);
    end
  end

  always_ff @(posedge clk_i) begin
    if (take) begin
      dividing_q   <= 1'b0;
      steps_left_q <= StepWidth'(RootWidth - 1);
      radicand_q   <= RadicandWidth'(sum_data_i);
      root_q       <= '0;
      remainder_q  <= '0;
    end else if (dividing_q) begin
      steps_left_q <= steps_left_q - 1'b1;
      remainder_q  <= quotient_bit ? quotient_difference[RootWidth-1:0]
                                   : quotient_rest[RootWidth-1:0];
      quotient_q   <= inverse_data_o;
    end else begin
      dividing_q   <= step_done;
      steps_left_q <= step_done ? StepWidth'(InverseWidth - 1) : steps_left_q - 1'b1;
      radicand_q   <= {radicand_q[RadicandWidth-3:0], 2'b00};
      root_q       <= {root_q[RootWidth-2:0], root_bit};
      remainder_q  <= step_done ? FirstRemainder
                      : root_bit ? root_difference[RootWidth-1:0] : root_rest[RootWidth-1:0];
      quotient_q   <= FirstBits;
    end
  end

endmodule : inverse_root
