<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Counts in how many of ${rows} lanes activation and weight differ, a pipelined tree a column."]/>
<#-- Count number n of a level. -->
<#macro node level n>
<#if level.first>
count_three(activation_data_i[3*${n} +: 3], weights[3*${n} +: 3])<#rt>
<#elseif level.group == 3>
add_three(
                  ${level.below}[column][3*${n}],
                  ${level.below}[column][3*${n}+1], ${level.below}[column][3*${n}+2])<#rt>
<#else>
add(CountWidth'(${level.below}[column][2*${n}]), CountWidth'(${level.below}[column][2*${n}+1]))<#rt>
</#if>
</#macro>
<#-- The count of what fills no group of a level. -->
<#macro rest level>
<#if level.first>
<#if level.restLanes == 1>
activation_data_i[Lanes-1] ^ weights[Lanes-1]<#rt>
<#else>
${level.restWidth}'(count_three(
            {1'b0, activation_data_i[Lanes-1 -: 2]}, {1'b0, weights[Lanes-1 -: 2]}))<#rt>
</#if>
<#elseif level.restNumbers == 1>
<#if level.restTakesRest>
${level.below}_rest[column]<#rt>
<#else>
${level.below}[column][${level.restFirst}]<#rt>
</#if>
<#elseif level.group == 3>
${level.restWidth}'(add_three(
            ${level.below}[column][${level.restFirst}],
            <#if level.restNodes == 2>${level.below}[column][${level.restFirst + 1}]<#else>2'd0</#if>, <#if level.restTakesRest>2'(${level.below}_rest[column])<#else>2'd0</#if>))<#rt>
<#else>
${level.restWidth}'(add(
            CountWidth'(${level.below}[column][${level.restFirst}]), CountWidth'(${level.below}_rest[column])))<#rt>
</#if>
</#macro>

module popcount #(
  parameter  int Columns    = ${(columns?c + ",")?right_pad(6)} // trees
  localparam int Lanes      = ${(rows?c + ",")?right_pad(6)} // of a row
  localparam int CountWidth = ${countWidth?c?right_pad(6)} // bits of 0 to Lanes
) (
  input  logic                          clk_i,
  input  logic                          advance_i, // without it nothing changes

  // activations, the same for all columns
  input  logic [Lanes-1:0]              activation_data_i,

  // weight of column c and lane l at place c * Lanes + l
  input  logic [Columns*Lanes-1:0]      weight_data_i,

  // counts, ${depth} cycles later
  output logic [Columns*CountWidth-1:0] count_data_o
);

  // Three lanes, and then three counts of three, have six bits: one LUT a bit. Above them, chains.
<#if countsThree>

  function automatic logic [1:0] count_three(
      input logic [2:0] activation,
      input logic [2:0] weight);
    logic [2:0] differs;
    differs     = activation ^ weight;
    count_three = {(differs[0] & differs[1]) | (differs[2] & (differs[0] ^ differs[1])), ^differs};
  endfunction
</#if>
<#if addsThree>

  // Not with the sign for addition, of which synthesis would make chains.
  function automatic logic [3:0] add_three(
      input logic [1:0] left,
      input logic [1:0] middle,
      input logic [1:0] right);
    logic       carry;
    logic [1:0] upper;  // the sum of the high bits
    logic       upper_carry;
    carry       = (left[0] & middle[0]) | (right[0] & (left[0] ^ middle[0]));
    upper       = {(left[1] & middle[1]) | (right[1] & (left[1] ^ middle[1])),
                   left[1] ^ middle[1] ^ right[1]};
    upper_carry = upper[0] & carry;
    add_three   = {upper[1] & upper_carry, upper[1] ^ upper_carry, upper[0] ^ carry,
                   left[0] ^ middle[0] ^ right[0]};
  endfunction
</#if>
<#if addsPairs>

  function automatic logic [CountWidth-1:0] add(
      input logic [CountWidth-1:0] left,
      input logic [CountWidth-1:0] right);
    add = left + right;
  endfunction
</#if>

<#list levels as level>
<#if !level.last>
<#if level.nodes != 0>
  logic [${level.width - 1}:0] ${level.name} [Columns][${level.nodes}];
</#if>
<#if level.hasRest>
  logic [${level.restWidth - 1}:0] ${level.name}_rest [Columns];
</#if>
</#if>
</#list>
  logic [Lanes-1:0] weights;
  logic [Columns*CountWidth-1:0] count_data_q;

  // verilator lint_off BLKSEQ
  // Blocking assignments keep Verilator from unrolling the loops. This process alone uses these
  // variables, and goes through the levels from the last to the first, so none is read too late.
  always_ff @(posedge clk_i) begin
    if (advance_i) begin
      for (int column = 0; column < Columns; column++) begin
        weights = weight_data_i[column*Lanes +: Lanes];
<#list levels?reverse as level>
<#if level.last>
        count_data_q[column*CountWidth +: CountWidth] <=
            <#if level.nodes != 0>${level.width}'(<@node level "0"/>)<#else><@rest level/></#if>;
<#else>
<#if level.nodes != 0>
        for (int node = 0; node < ${level.nodes}; node++) begin
          ${level.name}[column][node] =
              ${level.width}'(<@node level "node"/>);
        end
</#if>
<#if level.hasRest>
        ${level.name}_rest[column] = <@rest level/>;
</#if>
</#if>
</#list>
      end
    end
  end
  // verilator lint_on BLKSEQ

  assign count_data_o = count_data_q;

endmodule : popcount
