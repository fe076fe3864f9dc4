<#import "/lib/banner.ftl" as head>
<#import "/lib/fixed_point.ftl" as fixed>
<@head.lines mark="//" banner=banner purpose=[
  "Levels of ${codebook} codes times the scales of their groups, rounded half to even to ${output}."]/>

module codebook_decoder #(
  parameter  int Lanes       = ${(lanes?c + ",")?right_pad(5)} // weights in a beat, 1 to 64
  parameter  int Group       = ${(group?c + ",")?right_pad(5)} // weights that share a scale; Lanes' multiple or factor
  parameter  int ScaleWidth  = ${(scaleWidth?c + ",")?right_pad(5)} // bits of an unsigned scale, 1 to 16
  parameter  int Fraction    = ${(fraction?c + ",")?right_pad(5)} // bits that a product is shifted right, 0 to 31
  parameter  int OutputWidth = ${(outputWidth?c + ",")?right_pad(5)} // bits of a signed weight
  localparam int CodeWidth   = ${(codeWidth?c + ",")?right_pad(5)} // bits of a code
  localparam int LevelWidth  = ${(levelWidth?c + ",")?right_pad(5)} // bits of a signed level
  localparam int Scales      = Lanes > Group ? Lanes / Group : 1 // scales in a beat
) (
  input  logic                         clk_i,
  input  logic                         rst_ni,

  // scales
  input  logic                         scale_valid_i,
  output logic                         scale_ready_o,
  input  logic [Scales*ScaleWidth-1:0] scale_data_i,

  // codes
  input  logic                         code_valid_i,
  output logic                         code_ready_o,
  input  logic [Lanes*CodeWidth-1:0]   code_data_i,
<#if countsBeats>
  input  logic                         code_last_i, // last beat of a row: the next begins a group
</#if>

  // weights
  output logic                         weight_valid_o,
  input  logic                         weight_ready_i,
  output logic [Lanes*OutputWidth-1:0] weight_data_o
);

  localparam int Stages       = 3;
  localparam int ProductWidth = LevelWidth + ScaleWidth;
  // A product with two 0 below it, so that shift 0 has a guard bit too, and with room for a weight.
  localparam int WideWidth    = ProductWidth > Fraction + OutputWidth
      ? ProductWidth + 2 : Fraction + OutputWidth + 2;
  localparam int LanesOfScale = Lanes / Scales;

  initial begin
    if (Lanes < 1 || Lanes > 64) $fatal(1, "%m: Lanes must be 1 to 64, got %0d", Lanes);
    if (Group < 1 || (Group % Lanes != 0 && Lanes % Group != 0)) begin
      $fatal(1, "%m: Group must be a multiple or a factor of Lanes, got %0d", Group);
    end
    if (ScaleWidth < 1 || ScaleWidth > 16) begin
      $fatal(1, "%m: ScaleWidth must be 1 to 16, got %0d", ScaleWidth);
    end
    if (Fraction < 0 || Fraction > 31) $fatal(1, "%m: Fraction must be 0 to 31, got %0d", Fraction);
    if (OutputWidth < 2) $fatal(1, "%m: OutputWidth must be at least 2, got %0d", OutputWidth);
  end

  ////////////////
  // Handshakes //
  ////////////////

  logic              advance; // while a result waits, nothing in the unit changes
  logic              code_beat;
  logic              group_done; // this beat is the last of its group
  logic [Stages-1:0] valid_q;    // bit s: the beat behind stage s + 1

  assign advance        = !weight_valid_o || weight_ready_i;
  assign code_ready_o   = advance && scale_valid_i;
  assign code_beat      = code_valid_i && code_ready_o;
  assign scale_ready_o  = advance && code_valid_i && group_done;
  assign weight_valid_o = valid_q[Stages-1];

<#if countsBeats>
  localparam int GroupBeats = Group / Lanes;
  localparam int CountWidth = $clog2(GroupBeats);

  logic [CountWidth-1:0] count_q; // beats of the group that have moved

  assign group_done = code_last_i || count_q == CountWidth'(GroupBeats - 1);

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      count_q <= '0;
    end else if (code_beat) begin
      count_q <= group_done ? '0 : count_q + 1'b1;
    end
  end
<#else>
  assign group_done = 1'b1;
</#if>

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      valid_q <= '0;
    end else if (advance) begin
      valid_q <= {valid_q[Stages-2:0], code_beat};
    end
  end

  ///////////
  // Lanes //
  ///////////

  function automatic logic [LevelWidth-1:0] level_of(input logic [CodeWidth-1:0] code);
    case (code)
<#list levels as line>
      ${codeWidth}'d${line.code}: level_of = LevelWidth'(${line.level});
</#list>
      default: level_of = LevelWidth'(${lastLevel});
    endcase
  endfunction

  function automatic logic signed [ProductWidth-1:0] multiply(
      input logic signed [LevelWidth-1:0] level, input logic [ScaleWidth-1:0] scale);
    multiply = level * $signed({1'b0, scale});
  endfunction

<@fixed.roundAndSaturate/>

  function automatic logic [OutputWidth-1:0] weight_of(
      input logic signed [ProductWidth-1:0] product);
    logic [WideWidth-1:0] wide;
    wide      = WideWidth'($signed({product, 2'b00}));
    weight_of = round_and_saturate(
        {wide[Fraction+1 +: OutputWidth+1], wide[Fraction:0] != '0},
        wide[WideWidth-1:Fraction+OutputWidth+1]
            != {(WideWidth-Fraction-OutputWidth-1){wide[WideWidth-1]}},
        wide[WideWidth-1]);
  endfunction

  logic [Lanes*LevelWidth-1:0]   level_q;
  logic [Scales*ScaleWidth-1:0]  scale_q;
  logic [Lanes*ProductWidth-1:0] product_q;
  logic [Lanes*OutputWidth-1:0]  weight_q;

  always_ff @(posedge clk_i) begin
    if (advance) begin
      scale_q <= scale_data_i;
      for (int lane = 0; lane < Lanes; lane++) begin
        level_q[lane*LevelWidth +: LevelWidth]
            <= level_of(code_data_i[lane*CodeWidth +: CodeWidth]);
        product_q[lane*ProductWidth +: ProductWidth] <= multiply(
            level_q[lane*LevelWidth +: LevelWidth],
            scale_q[lane/LanesOfScale*ScaleWidth +: ScaleWidth]);
        weight_q[lane*OutputWidth +: OutputWidth]
            <= weight_of(product_q[lane*ProductWidth +: ProductWidth]);
      end
    end
  end

  assign weight_data_o = weight_q;

endmodule : codebook_decoder
