<#import "/lib/banner.ftl" as head>
<@head.lines mark="#" banner=banner purpose=[
  "Vivado script: synthesises ${topModule} out of context and reports area and timing.",
  "Use, in this folder: vivado -mode batch -source synthesise_vivado.tcl",
  "Another part: vivado -mode batch -source synthesise_vivado.tcl -tclargs xc7z020clg400-1"]/>

set part xc7a35tcpg236-1
if {$argc > 0} {
  set part [lindex $argv 0]
}

<#list rtlFiles as file>
read_verilog<#if systemVerilog> -sv</#if> ${file}
</#list>
read_xdc -mode out_of_context ${topModule}.xdc
synth_design -top ${topModule} -part $part -mode out_of_context

report_utilization -file ${topModule}_utilization.rpt
report_timing_summary -file ${topModule}_timing.rpt
write_checkpoint -force ${topModule}.dcp
