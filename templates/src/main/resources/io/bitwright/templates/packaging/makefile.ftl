<#import "/lib/banner.ftl" as head>
<@head.lines mark="#" banner=banner purpose=[
  "${topModule}: builds the C++ bench with Verilator and runs it",
  "on the recorded vectors.",
  "Use: make -C bench"]/>

VERILATOR ?= verilator
OPTIMISE  ?= -O1
RTL        = \
<#list rtlFiles as file>
  ../${file}<#sep> \</#sep>
</#list>

VECTORS    = $(sort $(wildcard vectors/*.hex))

.PHONY: run clean

run: build/bench
	build/bench $(VECTORS)

build/bench: ${topModule}_bench.cpp $(RTL)
	$(VERILATOR) --cc --exe --build --assert -Wno-fatal --top-module ${topModule} \
	  --Mdir build -o bench -CFLAGS "-std=c++17 $(OPTIMISE)" \
	  -MAKEFLAGS OPT_GLOBAL=$(OPTIMISE) $(RTL) ${topModule}_bench.cpp

clean:
	rm -rf build
