CAPI=2:
<#import "/lib/banner.ftl" as head>
<@head.lines mark="#" banner=banner purpose=[
  "FuseSoC core of ${topModule}.",
  "Use: fusesoc run --target=sim bitwright:units:${coreName}:0"]/>

name: bitwright:units:${coreName}:0
description: >-
  ${description}

filesets:
  rtl:
    files:
<#list rtlFiles as file>
      - ${file}
</#list>
    file_type: ${systemVerilog?string("systemVerilogSource", "verilogSource-2005")}
  bench:
    files:
      - bench/${topModule}_bench.cpp: {file_type: cppSource}
<#list vectorFiles as file>
      - ${file}: {file_type: user, copyto: ${file?remove_beginning("bench/")}}
</#list>
<#if benchFiles?has_content>
  bench_icarus:
    files:
<#list benchFiles as file>
      - ${file}
</#list>
    file_type: systemVerilogSource
</#if>
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
    default_tool: verilator
    filesets: [rtl, bench]
    toplevel: ${topModule}
    tools:
      verilator:
        mode: cc
        verilator_options: [--assert, -Wno-fatal, -CFLAGS, -std=c++17]
<#if benchFiles?has_content>
  sim_icarus:
    default_tool: icarus
    filesets: [rtl, bench_icarus]
    toplevel: ${benchModule}
    tools:
      icarus:
        iverilog_options: [-g2012]
</#if>
  synth:
    default_tool: vivado
    filesets: [rtl, constraints]
    toplevel: ${topModule}
