<#import "/lib/banner.ftl" as head>
<@head.lines mark="#" banner=banner purpose=["Clock of ${topModule} for tools that read SDC."]/>

create_clock -name ${clockPort} -period ${clockPeriodNs} [get_ports ${clockPort}]
