<#import "/lib/banner.ftl" as head>
<#import "/lib/fixed_point.ftl" as fixed>
<@head.lines mark="//" banner=banner purpose=[
  "Scales sums by mantissa / 2^shift, rounds half to even and saturates to ${output}."]/>

module requantizer #(
  parameter  int Lanes       = ${(lanes?c + ",")?right_pad(4)} // sums in a beat, 1 to 64
  parameter  int SumWidth    = ${(sumWidth?c + ",")?right_pad(4)} // bits of a signed sum, 4 to 47
  parameter  int ScaleWidth  = ${(scaleWidth?c + ",")?right_pad(4)} // bits of an unsigned mantissa, 1 to 48
  parameter  int Scales      = ${(scales?c + ",")?right_pad(4)} // scales in a beat: 1 for all lanes, or Lanes
  parameter  int OutputWidth = ${(outputWidth?c + ",")?right_pad(4)} // bits of a signed result: 4, 8 or 16
  localparam int ShiftWidth  = ${shiftWidth?c?right_pad(4)} // bits of a shift
) (
  input  logic                         clk_i,
  input  logic                         rst_ni,

  // scales: one beat serves the sums up to the next last one, and moves with it
  input  logic                         scale_valid_i,
  output logic                         scale_ready_o,
  input  logic [Scales*ScaleWidth-1:0] scale_mantissa_i,
  input  logic [Scales*ShiftWidth-1:0] scale_shift_i,

  // sums
  input  logic                         sum_valid_i,
  output logic                         sum_ready_o,
  input  logic [Lanes*SumWidth-1:0]    sum_data_i,
  input  logic                         sum_last_i, // the last beat that the present scale serves

  // results
  output logic                         result_valid_o,
  input  logic                         result_ready_i,
  output logic [Lanes*OutputWidth-1:0] result_data_o
);

  localparam int Stages       = 4;
  localparam int ProductWidth = SumWidth + ScaleWidth;
  // Of a product, with a 0 below it as the guard bit of shift 0, a window of bytes matters once it
  // is shifted by whole bytes: guard, a result, and room for the shift by 0 to 7 bits.
  localparam int WindowBytes  = (OutputWidth + 15) / 8;
  localparam int WindowWidth  = 8 * WindowBytes;
  localparam int ScaledBytes  = (ProductWidth + 8) / 8;
  localparam int Bytes        = ScaledBytes > WindowBytes ? ScaledBytes : WindowBytes;
  localparam int CoarseWidth  = ShiftWidth - 3;

  initial begin
    if (Lanes < 1 || Lanes > 64) $fatal(1, "%m: Lanes must be 1 to 64, got %0d", Lanes);
    if (SumWidth < 4 || SumWidth > 47) begin
      $fatal(1, "%m: SumWidth must be 4 to 47, got %0d", SumWidth);
    end
    if (ScaleWidth < 1 || ScaleWidth > 48 || SumWidth + ScaleWidth > 63) begin
      $fatal(1, "%m: ScaleWidth must be 1 to 48, and SumWidth + ScaleWidth at most 63, got %0d",
             ScaleWidth);
    end
    if (Scales != 1 && Scales != Lanes) $fatal(1, "%m: Scales must be 1 or Lanes, got %0d", Scales);
    if (OutputWidth < 2) $fatal(1, "%m: OutputWidth must be at least 2, got %0d", OutputWidth);
  end

  ////////////////
  // Handshakes //
  ////////////////

  logic              advance; // while a result waits, nothing in the unit changes
  logic [Stages-1:0] valid_q; // bit s: the beat behind stage s + 1

  assign advance        = !result_valid_o || result_ready_i;
  assign sum_ready_o    = advance && scale_valid_i;
  assign scale_ready_o  = advance && sum_valid_i && sum_last_i;
  assign result_valid_o = valid_q[Stages-1];

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      valid_q <= '0;
    end else if (advance) begin
      valid_q <= {valid_q[Stages-2:0], sum_valid_i && scale_valid_i};
    end
  end

  ///////////
  // Lanes //
  ///////////

  function automatic logic [ProductWidth-1:0] scale(
      input logic signed [SumWidth-1:0] sum, input logic [ScaleWidth-1:0] mantissa);
    logic signed [ProductWidth-1:0] product;
    product = sum * $signed({1'b0, mantissa});
    scale   = product;
  endfunction

  // A product, with its guard bit, in whole bytes.
  function automatic logic [8*Bytes-1:0] bytes_of(input logic signed [ProductWidth-1:0] product);
    bytes_of = (8*Bytes)'($signed({product, 1'b0}));
  endfunction

  // Its window from so many bytes up.
  function automatic logic [WindowWidth-1:0] window_of(
      input logic signed [8*Bytes-1:0] scaled, input logic [CoarseWidth-1:0] bytes);
    window_of = WindowWidth'(scaled >>> {bytes, 3'b000});
  endfunction

  // Whether a bit is 1 below the window, where it can matter: for a shift so far that all but the
  // sign is below the half, it does not.
  function automatic logic any_below(
      input logic [8*Bytes-1:0] scaled, input logic [CoarseWidth-1:0] bytes);
    any_below = 1'b0;
    for (int place = 0; place < (ProductWidth - 1) / 8; place++) begin
      any_below = any_below
          || (bytes > CoarseWidth'(place) && scaled[place*8 +: 8] != '0);
    end
  endfunction

  // Whether a byte above the window is not just the sign.
  function automatic logic any_beyond(
      input logic [8*Bytes-1:0] scaled, input logic [CoarseWidth-1:0] bytes);
    any_beyond = 1'b0;
    for (int place = WindowBytes; place < Bytes; place++) begin
      any_beyond = any_beyond
          || (bytes <= CoarseWidth'(place - WindowBytes)
              && scaled[place*8 +: 8] != {8{scaled[8*Bytes-1]}});
    end
  endfunction

  // The window shifted by 0 to 7 bits: whether it does not fit, floor, guard, what is below.
  function automatic logic [OutputWidth+2:0] fine_shift(
      input logic signed [WindowWidth:0] window,
      input logic                        beyond,
      input logic                        below,
      input logic [2:0]                  bits);
    logic [WindowWidth-1:0] shifted;
    logic                   over;
    shifted    = WindowWidth'(window >>> bits);
    over       = beyond || shifted[WindowWidth-1:OutputWidth]
        != {(WindowWidth-OutputWidth){window[WindowWidth]}};
    fine_shift = {over, shifted[OutputWidth:0],
                  below || (7'(window) & ~(7'h7f << bits)) != '0};
  endfunction

<@fixed.roundAndSaturate/>

  logic [Lanes*ProductWidth-1:0]    product_q;
  logic [Scales*ShiftWidth-1:0]     shift_q;
  logic [Lanes*WindowWidth-1:0]     window_q;
  logic [Lanes-1:0]                 below_q;  // below the window: is anything 1?
  logic [Lanes-1:0]                 beyond_q; // above the window: is anything not the sign?
  logic [Lanes-1:0]                 minus_q, minus_q2;
  logic [Scales*3-1:0]              fine_q;
  logic [Lanes*(OutputWidth+2)-1:0] shifted_q; // floor, guard, what is below
  logic [Lanes-1:0]                 over_q;
  logic [Lanes*OutputWidth-1:0]     result_q;

  always_ff @(posedge clk_i) begin
    if (advance) begin
      shift_q <= scale_shift_i;
      for (int lane = 0; lane < Lanes; lane++) begin
        product_q[lane*ProductWidth +: ProductWidth] <= scale(
            sum_data_i[lane*SumWidth +: SumWidth],
            scale_mantissa_i[(lane%Scales)*ScaleWidth +: ScaleWidth]);
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (advance) begin
      for (int part = 0; part < Scales; part++) begin
        fine_q[part*3 +: 3] <= shift_q[part*ShiftWidth +: 3];
      end
      for (int lane = 0; lane < Lanes; lane++) begin
        minus_q[lane]  <= product_q[lane*ProductWidth+ProductWidth-1];
        below_q[lane]  <= any_below(bytes_of(product_q[lane*ProductWidth +: ProductWidth]),
                                    shift_q[(lane%Scales)*ShiftWidth+3 +: CoarseWidth]);
        beyond_q[lane] <= any_beyond(bytes_of(product_q[lane*ProductWidth +: ProductWidth]),
                                     shift_q[(lane%Scales)*ShiftWidth+3 +: CoarseWidth]);
        window_q[lane*WindowWidth +: WindowWidth]
            <= window_of(bytes_of(product_q[lane*ProductWidth +: ProductWidth]),
                         shift_q[(lane%Scales)*ShiftWidth+3 +: CoarseWidth]);
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (advance) begin
      minus_q2 <= minus_q;
      for (int lane = 0; lane < Lanes; lane++) begin
        {over_q[lane], shifted_q[lane*(OutputWidth+2) +: OutputWidth+2]}
            <= fine_shift({minus_q[lane], window_q[lane*WindowWidth +: WindowWidth]},
                          beyond_q[lane], below_q[lane], fine_q[(lane%Scales)*3 +: 3]);
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (advance) begin
      for (int lane = 0; lane < Lanes; lane++) begin
        result_q[lane*OutputWidth +: OutputWidth] <= round_and_saturate(
            shifted_q[lane*(OutputWidth+2) +: OutputWidth+2], over_q[lane], minus_q2[lane]);
      end
    end
  end

  assign result_data_o = result_q;

endmodule : requantizer
