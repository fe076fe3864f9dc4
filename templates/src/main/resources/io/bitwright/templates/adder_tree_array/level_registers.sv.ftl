<#list levels as level>
<#if !level.last>
<#if level.nodes != 0>
  logic signed [${level.width - 1}:0] ${level.name}_sum [Columns][${level.nodes}];
  logic ${level.name}_carry [Columns][${level.nodes}];
</#if>
<#if level.hasRest>
  logic signed [${level.restWidth - 1}:0] ${level.name}_rest [Columns];
  logic ${level.name}_rest_carry [Columns];
</#if>
</#if>
</#list>
