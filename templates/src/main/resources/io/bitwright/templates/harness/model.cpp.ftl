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

