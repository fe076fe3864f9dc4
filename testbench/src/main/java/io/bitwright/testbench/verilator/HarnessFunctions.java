package io.bitwright.testbench.verilator;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The functions that the harness of a library exports, typed. */
final class HarnessFunctions {
  private static final MethodHandle CREATE = function(FunctionDescriptor.of(ADDRESS, JAVA_LONG));
  private static final MethodHandle DESTROY = function(FunctionDescriptor.ofVoid(ADDRESS));
  private static final MethodHandle FAILURE = function(FunctionDescriptor.of(ADDRESS, ADDRESS));
  private static final MethodHandle RESET =
      function(FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG));
  private static final MethodHandle RUN =
      function(FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS));
  private static final MethodHandle IDLE =
      function(FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS));

  private static final MethodHandle SET =
      function(FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, JAVA_LONG));

  private final SymbolLookup symbols;
  private final MemorySegment create;
  private final MemorySegment destroy;
  private final MemorySegment failure;
  private final MemorySegment reset;
  private final MemorySegment run;
  private final MemorySegment idle;
  private final MemorySegment trace;
  private final MemorySegment coverage;

  /** Loads the library for as long as the arena lives; its symbols stay its own. */
  HarnessFunctions(Path library, Arena arena) {
    symbols = SymbolLookup.libraryLookup(library, arena);
    create = symbols.findOrThrow("harness_create");
    destroy = symbols.findOrThrow("harness_destroy");
    failure = symbols.findOrThrow("harness_failure");
    reset = symbols.findOrThrow("harness_reset");
    run = symbols.findOrThrow("harness_run");
    idle = symbols.findOrThrow("harness_idle");
    trace = symbols.findOrThrow("harness_trace");
    coverage = symbols.findOrThrow("harness_coverage");
  }

  private static MethodHandle function(FunctionDescriptor descriptor) {
    return Linker.nativeLinker().downcallHandle(descriptor);
  }

  MemorySegment create(long seed) {
    try {
      return (MemorySegment) CREATE.invokeExact(create, seed);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void destroy(MemorySegment model) {
    try {
      DESTROY.invokeExact(destroy, model);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Three lines (file, line number, message), or nothing while all is well. */
  String failure(MemorySegment model) {
    try {
      MemorySegment text = (MemorySegment) FAILURE.invokeExact(failure, model);
      return text.reinterpret(Long.MAX_VALUE).getString(0);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Gives a constant input its value; only libraries that have such inputs have the function. */
  void set(MemorySegment model, long input, long value) {
    try {
      SET.invokeExact(symbols.findOrThrow("harness_set"), model, input, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  long reset(MemorySegment model, long cycles) {
    try {
      return (long) RESET.invokeExact(reset, model, cycles);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  long run(MemorySegment model, MemorySegment state) {
    try {
      return (long) RUN.invokeExact(run, model, state);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  long idle(MemorySegment model, long cycles, MemorySegment offered) {
    try {
      return (long) IDLE.invokeExact(idle, model, cycles, offered);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Starts to write waveforms into a file, or with {@link MemorySegment#NULL} stops. */
  long trace(MemorySegment model, MemorySegment file) {
    try {
      return (long) RUN.invokeExact(trace, model, file);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Writes what a model has counted into a file. */
  long coverage(MemorySegment model, MemorySegment file) {
    try {
      return (long) RUN.invokeExact(coverage, model, file);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static IllegalStateException unexpected(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("a call into the verilated library failed", e);
  }
}
