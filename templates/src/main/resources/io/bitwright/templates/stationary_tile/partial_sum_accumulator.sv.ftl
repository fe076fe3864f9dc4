<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Adds the sums of one pass to those of earlier passes, row by row; gives completed sums."]/>

module partial_sum_accumulator #(
  parameter int Columns          = ${(columns?c + ",")?right_pad(6)} // sums in a row
  parameter int SumWidth         = ${(sumWidth?c + ",")?right_pad(6)} // bits of a sum of one pass
  parameter int AccumulatorWidth = ${(accumulatorWidth?c + ",")?right_pad(6)} // bits of a sum of all passes, at least SumWidth
  parameter int AccumulatorRows  = ${accumulatorRows?c?right_pad(6)} // rows held
) (
  input  logic                                clk_i,
  input  logic                                rst_ni,
  input  logic                                advance_i, // without it nothing changes

  // a beat whose sums come in the next cycle with advance_i
  input  logic                                read_valid_i,
  input  logic                                read_end_i, // the next beat belongs to row 0

  // sums of one row, in the cycle after its read
  input  logic                                sum_valid_i,
  input  logic                                sum_first_i, // start new sums
  input  logic                                sum_last_i,  // give them as a result
  input  logic [Columns*SumWidth-1:0]         sum_data_i,
<#if sumCarries>
  input  logic [Columns-1:0]                  sum_carry_i, // 1 more
</#if>

  // completed sums
  output logic                                result_valid_o,
  output logic [Columns*AccumulatorWidth-1:0] result_data_o
);

  localparam int RowIndexWidth = AccumulatorRows > 1 ? $clog2(AccumulatorRows) : 1;
  localparam int RowWidth      = Columns * AccumulatorWidth;

  // One write and one read port, registered read: a block RAM or a register file.
  logic [RowWidth-1:0] memory [AccumulatorRows];

  logic [RowIndexWidth-1:0] read_row_q, read_row_d;
  logic [RowIndexWidth-1:0] write_row_q;
  logic [RowWidth-1:0]      read_data_q;
<#if rowBeats == 1>
  logic                     forward_q; // the row read was being written: its sums are in total_q
</#if>
  logic [RowWidth-1:0]      previous;
  logic [RowWidth-1:0]      total;
  logic [RowWidth-1:0]      total_q;
  logic                     result_valid_q;
  logic                     write;

  assign read_row_d = read_end_i ? '0 : read_row_q + 1'b1;
  assign write      = advance_i && sum_valid_i && !sum_last_i;
<#if rowBeats gt 1>
  // Sums are cycles apart: no row is read while it is written.
  assign previous   = sum_first_i ? '0 : read_data_q;
<#elseif sumCarries>
  assign previous   = forward_q ? total_q : read_data_q;
<#else>
  assign previous   = sum_first_i ? '0 : forward_q ? total_q : read_data_q;
</#if>

<#if sumCarries>
<#include "add_to_accumulator.sv.ftl">
  always_comb begin
    for (int column = 0; column < Columns; column++) begin
      total[column*AccumulatorWidth +: AccumulatorWidth] = add(
          sum_data_i[column*SumWidth +: SumWidth],
          sum_carry_i[column],
          sum_first_i ? '0 : previous[column*AccumulatorWidth +: AccumulatorWidth]);
    end
  end
<#else>
  // Sums are written as a difference because synthesis keeps its operands in order: the new sum
  // goes straight to the carry chain, the choice of the earlier one is in the same LUT. The extra
  // bit below takes the 1 off: sum - ~earlier - 1 is sum + earlier.
  function automatic logic [RowWidth-1:0] added(
      input logic [RowWidth-1:0]         earlier,
      input logic [Columns*SumWidth-1:0] sums);
    for (logic [31:0] column = 0; column < Columns; column++) begin
      added[column*AccumulatorWidth +: AccumulatorWidth] = AccumulatorWidth'(
          ({AccumulatorWidth'($signed(sums[column*SumWidth +: SumWidth])), 1'b0}
           - {~earlier[column*AccumulatorWidth +: AccumulatorWidth], 1'b1}) >> 1);
    end
  endfunction

  assign total = added(previous, sum_data_i);
</#if>

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      read_row_q     <= '0;
      result_valid_q <= 1'b0;
    end else if (advance_i) begin
      if (read_valid_i) read_row_q <= read_row_d;
      result_valid_q <= sum_valid_i && sum_last_i;
    end
  end

  always_ff @(posedge clk_i) begin
    if (advance_i) begin
      write_row_q <= read_row_q;
<#if rowBeats == 1>
      forward_q   <= write && write_row_q == read_row_q;
</#if>
      total_q     <= total;
    end
  end

  always_ff @(posedge clk_i) begin
    if (advance_i) read_data_q <= memory[read_row_q];
    if (write) memory[write_row_q] <= total;
  end

  assign result_valid_o = result_valid_q;
  assign result_data_o  = total_q;

`ifndef SYNTHESIS
`ifndef FORMAL // Yosys has no $fatal in a clocked process
  always @(posedge clk_i) begin
    if (rst_ni && advance_i && read_valid_i && !read_end_i
        && read_row_q == RowIndexWidth'(AccumulatorRows - 1)) begin
      $fatal(1, "%m: stream activation: a pass is longer than the %0d accumulator rows",
             AccumulatorRows);
    end
  end
`endif
`endif

endmodule : partial_sum_accumulator
