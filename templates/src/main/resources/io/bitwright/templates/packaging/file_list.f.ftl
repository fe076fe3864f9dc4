<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Synthesisable files of ${topModule}, lower modules first; paths are below this folder.",
  "Use: verilator --lint-only -Wall -f ${topModule}.f"]/>

<#list rtlFiles as file>
${file}
</#list>
