<#list levels?reverse as level>
<#if level.last>
<#if level.nodes != 0>
        sum_data_q[column*SumWidth +: SumWidth] <= add(
            SumWidth'(<@left level "0" "0"/>),
            SumWidth'(<@right level "1" "0"/>),
            <@rightCarry level "1" "0"/>);
        sum_carry_q[column] <= <@leftCarry level "0" "0"/>;
<#elseif level.restAdds>
        sum_data_q[column*SumWidth +: SumWidth] <= add(
            SumWidth'(<@left level "0" "0"/>),
            SumWidth'(<@restBelow level/>),
            <@restCarryBelow level/>);
        sum_carry_q[column] <= <@leftCarry level "0" "0"/>;
<#elseif level.restTakesNode>
        sum_data_q[column*SumWidth +: SumWidth] <= <@left level "0" "0"/>;
        sum_carry_q[column] <= <@leftCarry level "0" "0"/>;
<#else>
        sum_data_q[column*SumWidth +: SumWidth] <= <@restBelow level/>;
        sum_carry_q[column] <= <@restCarryBelow level/>;
</#if>
<#else>
<#if level.nodes != 0>
        for (int node = 0; node < ${level.nodes}; node++) begin
          ${level.name}_sum[column][node] = ${level.width}'(add(
              SumWidth'(<@left level "2*node" "node"/>),
              SumWidth'(<@right level "2*node + 1" "node"/>),
              <@rightCarry level "2*node + 1" "node"/>));
          ${level.name}_carry[column][node] = <@leftCarry level "2*node" "node"/>;
        end
</#if>
<#if level.restAdds>
        ${level.name}_rest[column] = ${level.restWidth}'(add(
            SumWidth'(<@left level level.lastBelow level.nodes/>),
            SumWidth'(<@restBelow level/>),
            <@restCarryBelow level/>));
        ${level.name}_rest_carry[column] = <@leftCarry level level.lastBelow level.nodes/>;
<#elseif level.restTakesNode>
        ${level.name}_rest[column]       = <@left level level.lastBelow level.nodes/>;
        ${level.name}_rest_carry[column] = <@leftCarry level level.lastBelow level.nodes/>;
<#elseif level.hasRest>
        ${level.name}_rest[column]       = <@restBelow level/>;
        ${level.name}_rest_carry[column] = <@restCarryBelow level/>;
</#if>
</#if>
</#list>
