<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "${module} in Verilog-2005, made by Yosys from the SystemVerilog.",
  "The design of the same spec without --language is the one to read."]/>

${text}
