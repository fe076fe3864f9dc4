// A module between registers, with three pins: bits are shifted in, all outputs are folded into one.
// Every path of the module runs from register to register, and no output can be optimised away.
module pin_harness (
  input  wire clk_i,
  input  wire serial_i,
  output wire serial_o
);

  reg  [${inputBits - 1}:0] drive_q;
  wire [${outputBits - 1}:0] seen;
  reg  [${outputBits - 1}:0] seen_q;

  ${topModule} u_${topModule} (
<#if clock?has_content>
    .${clock}(clk_i),
</#if>
<#list inputs as port>
    .${port.name}(drive_q[${port.firstBit} +: ${port.widthBits}]),
</#list>
<#list outputs as port>
    .${port.name}(seen[${port.firstBit} +: ${port.widthBits}])<#sep>,</#sep>
</#list>
  );

  always @(posedge clk_i) begin
    drive_q <= {drive_q, serial_i};
    seen_q  <= seen;
  end
<#list folds as fold>

  // ${fold.sourceBits / 4} groups of four bits of ${fold.source}
  wire [${fold.sourceBits - 1}:0] ${fold.name}_source = ${fold.source};
  reg  [${fold.widthBits - 1}:0] ${fold.name};
  integer ${fold.name}_bit;
  always @(posedge clk_i) begin
    for (${fold.name}_bit = 0; ${fold.name}_bit < ${fold.widthBits}; ${fold.name}_bit = ${fold.name}_bit + 1) begin
      ${fold.name}[${fold.name}_bit] <= ^${fold.name}_source[${fold.name}_bit*4 +: 4];
    end
  end
</#list>

  assign serial_o = ${lastFold};

endmodule
