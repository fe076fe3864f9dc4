<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Self-checking bench of ${topModule}.",
  "Offers the recorded beats of vectors/*.hex, with their stalls, and checks every beat that comes",
  "out, and the number of cycles.",
  "Run: make -C bench (Verilator 5, a C++17 compiler; nothing of Bitwright is needed)."]/>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <type_traits>
#include <vector>

#include "V${topModule}.h"
#include "verilated.h"

using Unit = V${topModule};
using Words = std::vector<std::uint32_t>;  // one field of a beat, low word first
using Beat = std::vector<Words>;           // its fields in port order

double sc_time_stamp() { return 0; }  // older Verilators ask for it

// Verilator holds ports of up to 64 bits as integers, wider ones as arrays of words.
template <typename Port>
void put(Port& port, const Words& value) {
  if constexpr (std::is_integral_v<Port>) {
    std::uint64_t bits = value[0];
    if (value.size() > 1) bits |= static_cast<std::uint64_t>(value[1]) << 32;
    port = static_cast<Port>(bits);
  } else {
    for (std::size_t i = 0; i < value.size(); i++) port[i] = value[i];
  }
}

template <typename Port>
bool equals(const Port& port, const Words& value) {
  if constexpr (std::is_integral_v<Port>) {
    Port expected = 0;
    put(expected, value);
    return port == expected;
  } else {
    for (std::size_t i = 0; i < value.size(); i++) {
      if (port[i] != value[i]) return false;
    }
    return true;
  }
}

// A stream of the unit: its ports, and what the run in hand does with it.
struct Stream {
  std::string name;
  bool input;
  std::vector<int> widths;                        // bits of its fields
  std::function<void(bool)> drive;                // valid of an input, ready of an output
  std::function<bool()> answers;                  // ready of an input, valid of an output
  std::function<void(const Beat&)> offer;         // puts a beat on the wires
  std::function<bool(const Beat&)> shows;         // whether a beat is on the wires

  std::string pattern;      // a character a cycle, 1: willing; repeats
  std::vector<Beat> beats;  // to be offered, or to come
  std::size_t moved = 0;
  bool offering = false;
};

std::vector<Stream> streams_of(Unit& unit) {
  return {
<#list inputs as stream>
      {"${stream.name}", true, {<#list stream.fields as field>${field.widthBits}<#sep>, </#sep></#list>},
       [&](bool on) { unit.${stream.validSignal} = on; },
       [&] { return unit.${stream.readySignal} != 0; },
       [&](const Beat& beat) {
<#list stream.fields as field>
         put(unit.${field.signal}, beat[${field?index}]);
</#list>
       },
       nullptr, "", {}},
</#list>
<#list outputs as stream>
      {"${stream.name}", false, {<#list stream.fields as field>${field.widthBits}<#sep>, </#sep></#list>},
       [&](bool on) { unit.${stream.readySignal} = on; },
       [&] { return unit.${stream.validSignal} != 0; },
       nullptr,
       [&](const Beat& beat) {
         return <#list stream.fields as field>equals(unit.${field.signal}, beat[${field?index}])<#sep>
                && </#sep></#list>;
       },
       "", {}},
</#list>
  };
}

<#include "/packaging/stream_bench_run.cpp.ftl">
