<#import "/lib/banner.ftl" as head>
<@head.lines mark="#" banner=banner purpose=["Clock of ${topModule} for Vivado; pins belong to the board."]/>

create_clock -name ${clockPort} -period ${clockPeriodNs} [get_ports ${clockPort}]
