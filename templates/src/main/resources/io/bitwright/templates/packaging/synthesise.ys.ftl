<#import "/lib/banner.ftl" as head>
<@head.lines mark="#" banner=banner purpose=[
  "Yosys script: checks ${topModule} and maps it to a Xilinx 7-series part.",
  "Use, in this folder: yosys -s synthesise.ys"]/>

<#list rtlFiles as file>
read_verilog<#if systemVerilog> -sv</#if> ${file}
</#list>
hierarchy -check -top ${topModule}
proc
check -assert
# Without -nosrl, Yosys up to 0.67 drops the clock enable of shift registers, so that they run on
# while the unit waits (YosysHQ/yosys issue 6058).
synth_xilinx -family xc7 -flatten -noiopad -nosrl -top ${topModule}
stat
write_json ${topModule}.json
