<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Multiplies the sum of each plane by its scale, and adds the planes of a column."]/>

module plane_scaler #(
  parameter  int Columns     = ${(columns?c + ",")?right_pad(6)} // results
  localparam int Planes      = ${(planes?c + ",")?right_pad(6)} // of a result
  localparam int SumWidth    = ${(accumulatorWidth?c + ",")?right_pad(6)} // bits of a plane's sum
  localparam int ScaleWidth  = ${(scaleWidth?c + ",")?right_pad(6)} // bits of a scale, two's complement
  localparam int ResultWidth = ${resultWidth?c?right_pad(6)} // bits, with the binary point of the scales
) (
  input  logic                                 clk_i,
  input  logic                                 rst_ni,
  input  logic                                 advance_i, // without it nothing changes

  // plane p of column c at place c * Planes + p
  input  logic                                 sum_valid_i,
  input  logic [Columns*Planes*SumWidth-1:0]   sum_data_i,
  input  logic [Columns*Planes*ScaleWidth-1:0] scale_data_i,

  // ${scalerDepth} cycles later
  output logic                                 result_valid_o,
  output logic [Columns*ResultWidth-1:0]       result_data_o
);

  localparam int Depth        = ${scalerDepth};
  localparam int ProductWidth = SumWidth + ScaleWidth;

  function automatic logic signed [ProductWidth-1:0] multiply(
      input logic signed [SumWidth-1:0]   sum,
      input logic signed [ScaleWidth-1:0] scale);
    multiply = sum * scale;
  endfunction

<#if planes gt 1>
  logic signed [ProductWidth-1:0] product [Columns][Planes];
</#if>
<#if planes gt 2>
  logic signed [ResultWidth-1:0] lower [Columns]; // planes 0 and 1
  logic signed [ResultWidth-1:0] upper [Columns]; // the others
</#if>
  logic [Columns*ResultWidth-1:0] result_data_q;
  logic [Depth-1:0]               valid_q;

  // verilator lint_off BLKSEQ
  // Blocking assignments keep Verilator from unrolling the loops. This process alone uses these
  // variables, and goes from the last stage to the first, so none is read too late.
  always_ff @(posedge clk_i) begin
    if (advance_i) begin
      for (int column = 0; column < Columns; column++) begin
<#if planes == 1>
        result_data_q[column*ResultWidth +: ResultWidth] <= ResultWidth'(multiply(
            sum_data_i[column*SumWidth +: SumWidth],
            scale_data_i[column*ScaleWidth +: ScaleWidth]));
<#else>
<#if planes == 2>
        result_data_q[column*ResultWidth +: ResultWidth] <=
            ResultWidth'(product[column][0]) + ResultWidth'(product[column][1]);
<#else>
        result_data_q[column*ResultWidth +: ResultWidth] <= lower[column] + upper[column];
        lower[column] = ResultWidth'(product[column][0]) + ResultWidth'(product[column][1]);
<#if planes == 3>
        upper[column] = ResultWidth'(product[column][2]);
<#else>
        upper[column] = ResultWidth'(product[column][2]) + ResultWidth'(product[column][3]);
</#if>
</#if>
        for (int plane = 0; plane < Planes; plane++) begin
          product[column][plane] = multiply(
              sum_data_i[(column*Planes+plane)*SumWidth +: SumWidth],
              scale_data_i[(column*Planes+plane)*ScaleWidth +: ScaleWidth]);
        end
</#if>
      end
    end
  end
  // verilator lint_on BLKSEQ

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      valid_q <= '0;
    end else if (advance_i) begin
      valid_q <= Depth'({valid_q, sum_valid_i});
    end
  end

  assign result_valid_o = valid_q[Depth-1];
  assign result_data_o  = result_data_q;

endmodule : plane_scaler
