CAPI=2:
<#import "/lib/banner.ftl" as head>
<@head.lines mark="#" banner=banner purpose=["FuseSoC core of ${topModule}."]/>

name: bitwright:units:${coreName}:0
description: ${description}

filesets:
  rtl:
    files:
<#list rtlFiles as file>
      - ${file}
</#list>
    file_type: systemVerilogSource
  bench:
    files:
<#list benchFiles as file>
      - ${file}
</#list>
    file_type: systemVerilogSource
  constraints:
    files:
      - ${topModule}.xdc: {file_type: xdc}

targets:
  default: &default
    filesets: [rtl]
    toplevel: ${topModule}
  lint:
    <<: *default
    default_tool: verilator
    tools:
      verilator:
        mode: lint-only
        verilator_options: [-Wall]
  sim:
    default_tool: icarus
    filesets: [rtl, bench]
    toplevel: ${benchModule}
    tools:
      icarus:
        iverilog_options: [-g2012]
  synth:
    default_tool: vivado
    filesets: [rtl, constraints]
    toplevel: ${topModule}
