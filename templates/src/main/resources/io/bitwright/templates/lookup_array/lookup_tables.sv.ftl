<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Builds the tables of signed sums of ${mu} activations, once for all columns, a lane a cycle."]/>

module lookup_tables #(
  localparam int Lanes           = ${(rows?c + ",")?right_pad(6)} // of a row
  localparam int ActivationWidth = ${(activationWidth?c + ",")?right_pad(6)} // bits, two's complement
<#if groups != 0>
  localparam int Groups          = ${(groups?c + ",")?right_pad(6)} // of lanes
  localparam int GroupLanes      = ${(mu?c + ",")?right_pad(6)} // lanes of a group
  localparam int Entries         = ${(entries?c + ",")?right_pad(6)} // of a group's table
<#if hasRestGroup>
  localparam int EntryWidth      = ${(entryWidth?c + ",")?right_pad(6)} // bits
<#else>
  localparam int EntryWidth      = ${entryWidth?c?right_pad(6)} // bits
</#if>
</#if>
<#if hasRestGroup>
  localparam int RestLanes       = ${(restLanes?c + ",")?right_pad(6)} // lanes that fill no group
  localparam int RestEntries     = ${(restEntries?c + ",")?right_pad(6)} // of their table
  localparam int RestWidth       = ${restWidth?c?right_pad(6)} // bits
</#if>
) (
  input  logic                                  clk_i,
  input  logic                                  advance_i, // without it nothing changes

  input  logic [Lanes*ActivationWidth-1:0]      activation_data_i,

  // ${weightDelay} cycles later: entry e of group g at place g * Entries + e. It has lane 0 with
  // plus, and lane i with minus if bit i - 1 of e is 1.
<#if groups != 0>
  output logic [Groups*Entries*EntryWidth-1:0]  table_data_o<#if hasRestGroup>,</#if>
</#if>
<#if hasRestGroup>
  output logic [RestEntries*RestWidth-1:0]      rest_table_data_o
</#if>
);

<#list stages as stage>
<#if groups != 0>
<#if !stage.last>
  logic signed [${stage.width - 1}:0] ${stage.name} [Groups][${stage.entries}];
  logic signed [ActivationWidth-1:0] ${stage.name}_lanes [Groups][${stage.waiting}]; // to come
</#if>
</#if>
<#if hasRestGroup && !stage.last>
  logic signed [${stage.restWidth - 1}:0] ${stage.name}_rest [${stage.restEntries}];
<#if stage.restWaiting != 0>
  logic signed [ActivationWidth-1:0] ${stage.name}_rest_lanes [${stage.restWaiting}]; // to come
</#if>
</#if>
</#list>
  logic signed [ActivationWidth-1:0] lanes [Lanes];
<#if groups != 0>
  logic [Groups*Entries*EntryWidth-1:0] table_data_q;
</#if>
<#if hasRestGroup>
  logic [RestEntries*RestWidth-1:0] rest_table_data_q;
</#if>

  // verilator lint_off BLKSEQ
  // Blocking assignments keep Verilator from unrolling the loops. This process alone uses these
  // variables, and goes from the last stage to the first, so none is read too late.
  always_ff @(posedge clk_i) begin
    if (advance_i) begin
      for (int lane = 0; lane < Lanes; lane++) begin
        lanes[lane] = activation_data_i[lane*ActivationWidth +: ActivationWidth];
      end
<#list stages?reverse as stage>
<#if groups != 0>
      for (int group = 0; group < Groups; group++) begin
        for (int entry = 0; entry < ${stage.entriesBelow}; entry++) begin
<#assign table><#if stage.first>lanes[group*GroupLanes]<#else>${stage.below}[group][entry]</#if></#assign>
<#assign lane><#if stage.first>lanes[group*GroupLanes+1]<#else>${stage.below}_lanes[group][0]</#if></#assign>
<#if stage.last>
          table_data_q[(group*Entries+entry)*EntryWidth +: EntryWidth] <=
              EntryWidth'(${table}) + EntryWidth'(${lane});
          table_data_q[(group*Entries+entry+${stage.entriesBelow})*EntryWidth +: EntryWidth] <=
              EntryWidth'(${table}) - EntryWidth'(${lane});
<#else>
          ${stage.name}[group][entry] =
              ${stage.width}'(${table}) + ${stage.width}'(${lane});
          ${stage.name}[group][entry+${stage.entriesBelow}] =
              ${stage.width}'(${table}) - ${stage.width}'(${lane});
</#if>
        end
<#if !stage.last>
        for (int lane = 0; lane < ${stage.waiting}; lane++) begin
          ${stage.name}_lanes[group][lane] = <#if stage.first>lanes[group*GroupLanes+2+lane]<#else>${stage.below}_lanes[group][lane+1]</#if>;
        end
</#if>
      end
</#if>
<#if hasRestGroup>
<#assign table><#if stage.first>lanes[Lanes-RestLanes]<#else>${stage.below}_rest[entry]</#if></#assign>
<#assign lane><#if stage.first>lanes[Lanes-RestLanes+1]<#else>${stage.below}_rest_lanes[0]</#if></#assign>
      for (int entry = 0; entry < ${stage.restEntriesBelow}; entry++) begin
<#if stage.restAdds>
<#if stage.last>
        rest_table_data_q[entry*RestWidth +: RestWidth] <=
            RestWidth'(${table}) + RestWidth'(${lane});
        rest_table_data_q[(entry+${stage.restEntriesBelow})*RestWidth +: RestWidth] <=
            RestWidth'(${table}) - RestWidth'(${lane});
<#else>
        ${stage.name}_rest[entry] = ${stage.restWidth}'(${table}) + ${stage.restWidth}'(${lane});
        ${stage.name}_rest[entry+${stage.restEntriesBelow}] =
            ${stage.restWidth}'(${table}) - ${stage.restWidth}'(${lane});
</#if>
<#elseif stage.last>
        rest_table_data_q[entry*RestWidth +: RestWidth] <= ${table};
<#else>
        ${stage.name}_rest[entry] = ${table};
</#if>
      end
<#if !stage.last && stage.restWaiting != 0>
      for (int lane = 0; lane < ${stage.restWaiting}; lane++) begin
        ${stage.name}_rest_lanes[lane] = <#if stage.first>lanes[Lanes-RestLanes+2+lane]<#else>${stage.below}_rest_lanes[lane+1]</#if>;
      end
</#if>
</#if>
</#list>
    end
  end
  // verilator lint_on BLKSEQ

<#if groups != 0>
  assign table_data_o = table_data_q;
</#if>
<#if hasRestGroup>
  assign rest_table_data_o = rest_table_data_q;
</#if>

endmodule : lookup_tables
