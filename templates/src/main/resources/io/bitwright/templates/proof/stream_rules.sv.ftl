<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Proof: the rules of the output streams of ${topModule}, for all inputs that keep theirs."]/>

module ${name} (
  input logic clk_i,
<#list inputs as stream>

  input logic ${stream.validSignal},
<#list stream.fields as field>
  input logic [${field.widthBits - 1}:0] ${field.signal},
</#list>
</#list>

<#list outputs as stream>
  input logic ${stream.readySignal}<#sep>,
</#list>

);

  logic rst_ni = 1'b0; // the first cycle resets, all others run
  always @(posedge clk_i) rst_ni <= 1'b1;

<#list inputs as stream>
  logic ${stream.readySignal};
</#list>
<#list outputs as stream>
  logic ${stream.validSignal};
<#list stream.fields as field>
  logic [${field.widthBits - 1}:0] ${field.signal};
</#list>
</#list>

  ${topModule} u_${topModule} (
    .clk_i,
    .rst_ni,
<#list inputs + outputs as stream>
    .${stream.validSignal},
    .${stream.readySignal},
<#list stream.fields as field>
    .${field.signal}<#sep>,
</#list><#sep>,
</#list>

  );

  // What the sources owe: a beat that waits stays.
<#list inputs as stream>
  logic ${stream.name}_waits_q = 1'b0;
  logic [${stream.beatBits - 1}:0] ${stream.name}_beat, ${stream.name}_beat_q;
  assign ${stream.name}_beat = {<#list stream.fields as field>${field.signal}<#sep>, </#list>};
  always @(posedge clk_i) begin
    ${stream.name}_waits_q <= rst_ni && ${stream.validSignal} && !${stream.readySignal};
    ${stream.name}_beat_q  <= ${stream.name}_beat;
  end
  always_comb begin
    if (${stream.name}_waits_q) begin
      assume (${stream.validSignal});
      assume (${stream.name}_beat == ${stream.name}_beat_q);
    end
  end

</#list>
  // What the unit owes.
<#if ruleName == "steady">
<#list outputs as stream>
  logic ${stream.name}_waits_q = 1'b0;
  logic [${stream.beatBits - 1}:0] ${stream.name}_beat, ${stream.name}_beat_q;
  assign ${stream.name}_beat = {<#list stream.fields as field>${field.signal}<#sep>, </#list>};
  always @(posedge clk_i) begin
    ${stream.name}_waits_q <= rst_ni && ${stream.validSignal} && !${stream.readySignal};
    ${stream.name}_beat_q  <= ${stream.name}_beat;
  end
  always_comb begin
    if (${stream.name}_waits_q) begin
      assert (${stream.validSignal});
      assert (${stream.name}_beat == ${stream.name}_beat_q);
    end
  end
</#list>
<#elseif ruleName == "silent">
  logic offered;
  logic offered_q = 1'b0;
  assign offered = offered_q<#list inputs as stream> || ${stream.validSignal}</#list>;
  always @(posedge clk_i) offered_q <= rst_ni && offered;
  always_comb begin
    if (rst_ni && !offered) begin
<#list outputs as stream>
      assert (!${stream.validSignal});
</#list>
    end
  end
<#else>
  // All at once, if there are several: each has given a beat.
<#list outputs as stream>
  logic ${stream.name}_given_q = 1'b0;
  always @(posedge clk_i) begin
    if (rst_ni && ${stream.validSignal} && ${stream.readySignal}) ${stream.name}_given_q <= 1'b1;
  end
</#list>
  always_comb assert (!(<#list outputs as stream>${stream.name}_given_q<#sep> && </#list>));
</#if>

endmodule : ${name}
