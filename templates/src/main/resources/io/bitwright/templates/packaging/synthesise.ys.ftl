<#import "/lib/banner.ftl" as head>
<@head.lines mark="#" banner=banner purpose=[
  "Yosys script: checks ${topModule} and maps it to a Xilinx 7-series part.",
  "Use, in this folder: yosys -s synthesise.ys"]/>

<#list rtlFiles as file>
read_verilog -sv ${file}
</#list>
hierarchy -check -top ${topModule}
proc
check -assert
synth_xilinx -family xc7 -flatten -noiopad -top ${topModule}
stat
write_json ${topModule}.json
