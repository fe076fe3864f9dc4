// Generated from templates/harness/verilated_stream_harness.cpp.ftl - do not edit.
//
// Drives ${topModule}, verilated under the prefix VerilatedUnit, through its valid/ready streams:
// many cycles a call, from and into buffers of the caller. Exported with C linkage; nothing here
// ends the process.
//
// One cycle is two evaluations: the inputs are applied with the clock low, the handshakes are
// sampled, the clock rises. Runs, stalls and their cycle count are those of
// docs/units/weight_stationary_array.md.

#include "VerilatedUnit.h"
#include "verilated.h"
#if VM_TRACE
#include "verilated_vcd_c.h"
#endif
#if VM_COVERAGE
#include "verilated_cov.h"
#endif

#include <bit>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <vector>

static_assert(std::endian::native == std::endian::little, "beats are little-endian bytes");

namespace harness {

using Unit = VerilatedUnit;

constexpr std::size_t kInputs = ${inputs?size};
constexpr std::size_t kOutputs = ${outputs?size};
constexpr std::uint64_t kInputBeatBytes[kInputs] = {
    <#list inputs as stream>${stream.beatBytes}<#sep>, </#list>};
constexpr std::uint64_t kOutputBeatBytes[kOutputs] = {
    <#list outputs as stream>${stream.beatBytes}<#sep>, </#list>};

<#include "model.cpp.ftl">
<#include "streams.cpp.ftl">
Status run(Model* model, Run& run) {
  Unit& unit = *model->unit;
<#list inputs as stream>
  Source<Input${stream?index}> input_${stream?index}(run.inputs[${stream?index}], run.cycle);
</#list>
<#list outputs as stream>
  Sink<Output${stream?index}> output_${stream?index}(
      run.outputs[${stream?index}], model->held[${stream?index}], run.cycle);
</#list>
  for (;;) {
    const bool done = <#list outputs as s>output_${s?index}.done()<#sep> && </#list>;
    const bool starved = <#list inputs as s>input_${s?index}.starved()<#sep> || </#list>;
    const bool full = <#list outputs as s>output_${s?index}.full()<#sep> || </#list>;
    if (done) return kDone;
    if (run.cycle >= run.cycle_limit) return kLimitReached;
    if (starved) return kInputNeeded;
    if (full) return kOutputFull;
<#list inputs as stream>
    input_${stream?index}.apply(unit);
</#list>
<#list outputs as stream>
    output_${stream?index}.apply(unit);
</#list>
    evaluate(model, false);
<#list inputs as stream>
    input_${stream?index}.sample(unit, run.cycle);
</#list>
<#list outputs as stream>
    output_${stream?index}.sample(unit, run.cycle);
</#list>
    evaluate(model, true);
    run.cycle++;
  }
}

// Cycles in which nothing is offered, and every sink is ready or none; counts those in which the
// unit offers a beat.
Status idle(Model* model, std::uint64_t cycles, bool ready, std::uint64_t* offered) {
  Unit& unit = *model->unit;
  for (HeldBeat& held : model->held) held.waiting = false;
  for (std::uint64_t cycle = 0; cycle < cycles; cycle++) {
<#list inputs as stream>
    Input${stream?index}::withdraw(unit);
</#list>
<#list outputs as stream>
    Output${stream?index}::ready(unit, ready);
</#list>
    evaluate(model, false);
    const bool offers = <#list outputs as s>Output${s?index}::offers(unit)<#sep> || </#list>;
    *offered += offers ? 1 : 0;
    evaluate(model, true);
  }
  return kDone;
}

}  // namespace harness

//////////////////////////////////////////////////////////////////////////////
// Hooks of the Verilator runtime                                           //
//////////////////////////////////////////////////////////////////////////////

int harness_print(const char* format, ...) {
  char text[4096];
  va_list arguments;
  va_start(arguments, format);
  const int length = std::vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  constexpr std::size_t kLongest = 65536;  // an endless printer must not take all memory
  harness::Model* model = harness::current;
  if (model && model->printed.size() < kLongest) model->printed += text;
  return length;
}

void vl_finish(const char* file, int line, const char*) { harness::fail(file, line, "$finish"); }
void vl_stop(const char* file, int line, const char*) {
  harness::fail(file, line, "$stop or a failed assertion");
}
void vl_fatal(const char* file, int line, const char*, const char* message) {
  harness::fail(file, line, message && *message ? message : "$fatal");
}

//////////////////////////////////////////////////////////////////////////////
// The interface for callers. A model that has failed may only be destroyed //
//////////////////////////////////////////////////////////////////////////////

#define HARNESS_API extern "C" __attribute__((visibility("default")))

// A new model before its reset; registers without reset start from random bits drawn from the seed.
HARNESS_API harness::Model* harness_create(std::uint64_t seed) {
  auto* model = new harness::Model();
  harness::guarded(model, [&] {
    model->context = std::make_unique<VerilatedContext>();
    model->context->fatalOnError(false);
    model->context->randReset(2);
    model->context->randSeed(static_cast<int>(seed & 0x7fffffff));
#if VM_TRACE
    model->context->traceEverOn(true);
#endif
    model->unit = std::make_unique<harness::Unit>(model->context.get(), "${topModule}");
    model->unit->${reset} = 0;
    model->unit->${clock} = 0;
<#list inputs as stream>
    harness::Input${stream?index}::withdraw(*model->unit);
</#list>
    model->unit->eval();
    return harness::kDone;
  });
  return model;
}

HARNESS_API const char* harness_failure(const harness::Model* model) {
  return model->failure.c_str();
}

HARNESS_API void harness_destroy(harness::Model* model) {
  harness::guarded(model, [&] {
#if VM_TRACE
    if (model->trace) model->trace->close();
#endif
    if (model->unit) model->unit->final();
    return harness::kDone;
  });
  harness::current = nullptr;
  delete model;
}

<#if constants?has_content>
// Gives an input that no stream belongs to its value; for a model that has not been reset yet.
HARNESS_API void harness_set(
    harness::Model* model, [[maybe_unused]] std::uint64_t input, std::uint64_t value) {
  if (!model->unit) return;
<#list constants as constant>
  if (input == ${constant?index}) model->unit->${constant.name} = value;
</#list>
}

</#if>
// Holds the reset for some cycles; the next cycle is the first in which sources may offer. No sink
// is ready meanwhile: what the unit would give must be gone without being taken.
HARNESS_API std::int64_t harness_reset(harness::Model* model, std::uint64_t cycles) {
  return harness::guarded(model, [&] {
    std::uint64_t offered = 0;
    model->unit->${reset} = 0;
    harness::idle(model, cycles, false, &offered);
    model->unit->${reset} = 1;
    return harness::kDone;
  });
}

HARNESS_API std::int64_t harness_run(harness::Model* model, harness::Run* run) {
  return harness::guarded(model, [&] { return harness::run(model, *run); });
}

HARNESS_API std::int64_t harness_idle(
    harness::Model* model, std::uint64_t cycles, std::uint64_t* offered) {
  return harness::guarded(model, [&] { return harness::idle(model, cycles, true, offered); });
}

// Starts to write waveforms (VCD; one time unit is half a cycle), or with a null path stops.
HARNESS_API std::int64_t harness_trace(harness::Model* model, const char* path) {
  return harness::guarded(model, [&]() -> harness::Status {
#if VM_TRACE
    if (model->trace) model->trace->close();
    model->trace.reset();
    if (!path) return harness::kDone;
    model->trace = std::make_unique<VerilatedVcdC>();
    model->unit->trace(model->trace.get(), 99);
    model->trace->open(path);
    if (model->trace->isOpen()) return harness::kDone;
    model->trace.reset();
    model->failure = std::string("\n0\ncannot write waveforms to ") + path;
#else
    model->failure = "\n0\nthis model was built without waveforms";
#endif
    return harness::kFailed;
  });
}

// Writes which lines have run and which bits have toggled.
HARNESS_API std::int64_t harness_coverage(harness::Model* model, const char* path) {
  return harness::guarded(model, [&]() -> harness::Status {
#if VM_COVERAGE
    model->context->coveragep()->write(path);
    return harness::kDone;
#else
    model->failure = std::string("\n0\nthis model counts nothing for ") + path;
    return harness::kFailed;
#endif
  });
}
