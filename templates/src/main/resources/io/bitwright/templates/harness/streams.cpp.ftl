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

