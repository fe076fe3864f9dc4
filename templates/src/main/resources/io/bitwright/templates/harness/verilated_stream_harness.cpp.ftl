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

//////////////////////////////////////////////////////////////////////////////
// What a caller passes: every member is 8 bytes                            //
//////////////////////////////////////////////////////////////////////////////

// An input stream's part of a run: its next beats.
struct InputRun {
  const std::uint8_t* beats;    // beat i of the buffer at i * beat bytes
  std::uint64_t available;      // beats in the buffer
  std::uint64_t moved;          // in and out: beats of the buffer that have moved
  std::uint64_t more;           // 1: beats follow that are not in the buffer yet
  std::uint64_t offering;       // in and out: 1: the next beat is on the wires
  const std::uint8_t* pattern;  // one byte a cycle, 1: a waiting beat is offered
  std::uint64_t period;         // cycles after which the pattern repeats
  std::uint64_t* stamps;        // null, or the cycle in which each beat of the buffer moved
};

// An output stream's part of a run: where its next beats go.
struct OutputRun {
  std::uint8_t* beats;          // beat i of the buffer at i * beat bytes
  std::uint64_t capacity;       // beats that fit into the buffer
  std::uint64_t moved;          // in and out: beats in the buffer
  std::uint64_t awaited;        // in and out: beats that the run still waits for
  const std::uint8_t* pattern;  // one byte a cycle, 1: ready
  std::uint64_t period;         // cycles after which the pattern repeats
  std::uint64_t* stamps;        // null, or the cycle in which each beat of the buffer moved
};

struct Run {
  std::uint64_t cycle;        // in and out: cycles done
  std::uint64_t cycle_limit;  // cycles after which the run is given up
  InputRun inputs[kInputs];
  OutputRun outputs[kOutputs];
};

// Why a call came back.
enum Status : std::int64_t {
  kFailed = -1,
  kDone = 0,
  kInputNeeded = 1,  // refill the buffers and call again
  kOutputFull = 2,   // empty the buffers and call again
  kLimitReached = 3,
};

//////////////////////////////////////////////////////////////////////////////
// The model and its failures                                               //
//////////////////////////////////////////////////////////////////////////////

// A beat that an output stream offered while its sink was not ready: it must stay until it moves.
struct HeldBeat {
  bool waiting = false;
  std::vector<std::uint8_t> data;
};

struct Model {
  std::unique_ptr<VerilatedContext> context;
  std::unique_ptr<Unit> unit;
#if VM_TRACE
  std::unique_ptr<VerilatedVcdC> trace;
#endif
  HeldBeat held[kOutputs];
  std::string printed;  // what the RTL printed, which says why it failed
  std::string failure;  // three lines: file, line number, message; empty while all is well
};

// The model that this thread is in, for the runtime's hooks, which are given no handle.
thread_local Model* current = nullptr;

struct RtlFailure : std::exception {};

[[noreturn]] void fail(const char* file, int line, const char* what) {
  const std::string printed = current->printed.empty() ? "" : ": " + current->printed;
  const std::string place = std::string(file ? file : "") + "\n" + std::to_string(line) + "\n";
  current->failure = place + what + printed;
  throw RtlFailure();
}

template <typename Body>
std::int64_t guarded(Model* model, Body body) {
  current = model;
  try {
    return body();
  } catch (const RtlFailure&) {
    // fail() has written the failure.
  } catch (const std::exception& exception) {
    model->failure = std::string("\n0\n") + exception.what();
  } catch (...) {
    model->failure = "\n0\nunknown C++ exception";
  }
  return kFailed;
}

void evaluate(Model* model, bool clock) {
  model->unit->${clock} = clock;
  model->unit->eval();
#if VM_TRACE
  if (model->trace) model->trace->dump(model->context->time());
#endif
  model->context->timeInc(1);
}

//////////////////////////////////////////////////////////////////////////////
// Streams                                                                  //
//////////////////////////////////////////////////////////////////////////////

// Copies `bytes` bytes of a beat to a port; `top` masks the port's bits of the last byte.
template <typename Port>
void put(Port& port, const std::uint8_t* beat, std::size_t bytes, std::uint8_t top) {
  auto* target = reinterpret_cast<std::uint8_t*>(&port);
  std::memcpy(target, beat, bytes);
  target[bytes - 1] &= top;
}

// What the wires of a stream that offers nothing carry: no unit may use it.
template <typename Port>
void scramble(Port& port, std::size_t bytes, std::uint8_t top) {
  auto* target = reinterpret_cast<std::uint8_t*>(&port);
  for (std::size_t i = 0; i < bytes; i++) target[i] = static_cast<std::uint8_t>(~target[i]);
  target[bytes - 1] &= top;
}

<#list inputs as stream>
struct Input${stream?index} {  // ${stream.name}
  static constexpr std::uint64_t kBeatBytes = ${stream.beatBytes};

  static void offer(Unit& unit, const std::uint8_t* beat) {
<#list stream.fields as field>
    put(unit.${field.signal}, beat + ${field.byteOffset}, ${field.bytes}, ${field.topByteMask});
</#list>
    unit.${stream.validSignal} = 1;
  }

  static void withdraw(Unit& unit) {
    if (!unit.${stream.validSignal}) return;
<#list stream.fields as field>
    scramble(unit.${field.signal}, ${field.bytes}, ${field.topByteMask});
</#list>
    unit.${stream.validSignal} = 0;
  }

  static bool moves(const Unit& unit) {
    return unit.${stream.validSignal} && unit.${stream.readySignal};
  }
};

</#list>
<#list outputs as stream>
struct Output${stream?index} {  // ${stream.name}
  static constexpr const char* kName = "${stream.name}";
  static constexpr std::uint64_t kBeatBytes = ${stream.beatBytes};

  static void ready(Unit& unit, bool ready) { unit.${stream.readySignal} = ready; }

  static void take(const Unit& unit, std::uint8_t* beat) {
<#list stream.fields as field>
    std::memcpy(beat + ${field.byteOffset}, &unit.${field.signal}, ${field.bytes});
</#list>
  }

  static bool offers(const Unit& unit) { return unit.${stream.validSignal}; }

  static bool is_ready(const Unit& unit) { return unit.${stream.readySignal}; }
};

</#list>
// Goes through a stream's pattern without a division a cycle.
class Pattern {
 public:
  Pattern(const std::uint8_t* bits, std::uint64_t period, std::uint64_t cycle)
      : bits_(bits), period_(period), phase_(cycle % period) {}

  bool next() {
    const bool bit = bits_[phase_] != 0;
    if (++phase_ == period_) phase_ = 0;
    return bit;
  }

 private:
  const std::uint8_t* bits_;
  std::uint64_t period_;
  std::uint64_t phase_;
};

template <typename Stream>
class Source {
 public:
  Source(InputRun& run, std::uint64_t cycle)
      : run_(run), pattern_(run.pattern, run.period, cycle) {}

  bool starved() const { return run_.moved == run_.available && run_.more; }

  void apply(Unit& unit) {
    const bool willing = pattern_.next();
    if (run_.offering) return;
    if (willing && run_.moved < run_.available) {
      Stream::offer(unit, run_.beats + run_.moved * Stream::kBeatBytes);
      run_.offering = 1;
    } else {
      Stream::withdraw(unit);
    }
  }

  void sample(const Unit& unit, std::uint64_t cycle) {
    if (!Stream::moves(unit)) return;
    if (run_.stamps) run_.stamps[run_.moved] = cycle;
    run_.moved++;
    run_.offering = 0;
  }

 private:
  InputRun& run_;
  Pattern pattern_;
};

template <typename Stream>
class Sink {
 public:
  Sink(OutputRun& run, HeldBeat& held, std::uint64_t cycle)
      : run_(run), held_(held), pattern_(run.pattern, run.period, cycle) {}

  bool done() const { return run_.awaited == 0; }

  bool full() const { return run_.moved == run_.capacity && run_.awaited > 0; }

  void apply(Unit& unit) { Stream::ready(unit, pattern_.next()); }

  void sample(const Unit& unit, std::uint64_t cycle) {
    const bool offers = Stream::offers(unit);
    if (held_.waiting) check_held(unit, offers);
    held_.waiting = offers && !Stream::is_ready(unit);
    if (held_.waiting) {
      held_.data.resize(Stream::kBeatBytes);
      Stream::take(unit, held_.data.data());
    } else if (offers) {
      keep(unit, cycle);
    }
  }

 private:
  void keep(const Unit& unit, std::uint64_t cycle) {
    if (run_.awaited == 0) fail_stream("gave a beat after the last one that was expected");
    Stream::take(unit, run_.beats + run_.moved * Stream::kBeatBytes);
    if (run_.stamps) run_.stamps[run_.moved] = cycle;
    run_.moved++;
    run_.awaited--;
  }

  void check_held(const Unit& unit, bool offers) {
    if (!offers) fail_stream("withdrew a beat before it moved");
    std::uint8_t now[Stream::kBeatBytes];
    Stream::take(unit, now);
    if (std::memcmp(now, held_.data.data(), sizeof now) != 0) {
      fail_stream("changed the data of a beat before it moved");
    }
  }

  [[noreturn]] static void fail_stream(const char* what) {
    fail("", 0, (std::string("stream ") + Stream::kName + " " + what).c_str());
  }

  OutputRun& run_;
  HeldBeat& held_;
  Pattern pattern_;
};

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

// Cycles in which nothing is offered and every sink is ready; counts those in which the unit offers
// a beat.
Status idle(Model* model, std::uint64_t cycles, std::uint64_t* offered) {
  Unit& unit = *model->unit;
  for (HeldBeat& held : model->held) held.waiting = false;
  for (std::uint64_t cycle = 0; cycle < cycles; cycle++) {
<#list inputs as stream>
    Input${stream?index}::withdraw(unit);
</#list>
<#list outputs as stream>
    Output${stream?index}::ready(unit, true);
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

// Holds the reset for some cycles; the next cycle is the first in which sources may offer.
HARNESS_API std::int64_t harness_reset(harness::Model* model, std::uint64_t cycles) {
  return harness::guarded(model, [&] {
    std::uint64_t offered = 0;
    model->unit->${reset} = 0;
    harness::idle(model, cycles, &offered);
    model->unit->${reset} = 1;
    return harness::kDone;
  });
}

HARNESS_API std::int64_t harness_run(harness::Model* model, harness::Run* run) {
  return harness::guarded(model, [&] { return harness::run(model, *run); });
}

HARNESS_API std::int64_t harness_idle(
    harness::Model* model, std::uint64_t cycles, std::uint64_t* offered) {
  return harness::guarded(model, [&] { return harness::idle(model, cycles, offered); });
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
