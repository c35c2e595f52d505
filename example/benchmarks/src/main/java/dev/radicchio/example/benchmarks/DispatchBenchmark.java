package dev.radicchio.example.benchmarks;

import dev.radicchio.GuestFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Calls through function pointers, in images with few and with many functions of the type. */
public class DispatchBenchmark {
  /** Calls in an operation. */
  static final int CALLS = 10_000;

  private static final int IN_TABLE = 50;
  private static final int SMALL = 50;
  private static final int BIG = 5_000;

  private static final int I32 = 0x7F;
  private static final int UNARY = 0;
  private static final int BINARY = 1;
  private static final int FUNCTION_KIND = 0;

  /**
   * Functions that each add a number of their own, {@link #IN_TABLE} of them in slots from 0 on,
   * and {@code run(calls, number)}, which hands the number through those of the table.
   */
  private static WasmFile module(int functions) {
    WasmWriter types = new WasmWriter().u32(2);
    types.u8(0x60).u32(1).u8(I32).u32(1).u8(I32);
    types.u8(0x60).u32(2).u8(I32).u8(I32).u32(1).u8(I32);
    WasmWriter declared = new WasmWriter().u32(functions + 1);
    WasmWriter code = new WasmWriter().u32(functions + 1);
    for (int i = 0; i < functions; i++) {
      declared.u32(UNARY);
      WasmWriter body = new WasmWriter().u32(0); // local.get 0; i32.const i; i32.add; end
      code.sized(body.u8(0x20).u32(0).u8(0x41).s64(i).u8(0x6A).u8(0x0B));
    }
    declared.u32(BINARY);
    code.sized(run());
    WasmWriter element = new WasmWriter().u32(1).u32(0).u8(0x41).s64(0).u8(0x0B).u32(IN_TABLE);
    for (int i = 0; i < IN_TABLE; i++) {
      element.u32(i);
    }
    byte[] module =
        new WasmWriter()
            .u8(0)
            .u8('a')
            .u8('s')
            .u8('m')
            .u8(1)
            .u8(0)
            .u8(0)
            .u8(0)
            .u8(Section.TYPE)
            .sized(types)
            .u8(Section.FUNCTION)
            .sized(declared)
            .u8(Section.TABLE)
            .sized(new WasmWriter().u32(1).u8(0x70).u8(0).u32(IN_TABLE))
            .u8(Section.EXPORT)
            .sized(new WasmWriter().u32(1).name("run").u8(FUNCTION_KIND).u32(functions))
            .u8(Section.ELEMENT)
            .sized(element)
            .u8(Section.CODE)
            .sized(code)
            .toByteArray();
    return WasmFile.read("dispatch", module);
  }

  /** {@code do number = table[calls % IN_TABLE](number); while (--calls); return number}. */
  private static WasmWriter run() {
    WasmWriter body = new WasmWriter().u32(0).u8(0x03).u8(0x40);
    body.u8(0x20).u32(1).u8(0x20).u32(0).u8(0x41).s64(IN_TABLE).u8(0x70);
    body.u8(0x11).u32(UNARY).u32(0).u8(0x21).u32(1);
    body.u8(0x20).u32(0).u8(0x41).s64(1).u8(0x6B).u8(0x22).u32(0);
    return body.u8(0x0D).u32(0).u8(0x0B).u8(0x20).u32(1).u8(0x0B);
  }

  private static GuestFunction image(int functions) {
    LinkedProgram program =
        LinkedProgram.instantiate(Linker.create().add("many", module(functions)).link());
    GuestFunction run = program.function("many", "run");
    int expected = 0;
    for (int i = CALLS; i > 0; i--) {
      expected += i % IN_TABLE;
    }
    if ((int) run.call(CALLS, 0)[0] != expected) {
      throw new IllegalStateException("the functions of the table are others");
    }
    return run;
  }

  /** As many functions of the type as are in the table. */
  @State(Scope.Thread)
  public static class Small {
    final GuestFunction run = image(SMALL);
  }

  /** A hundred times as many. */
  @State(Scope.Thread)
  public static class Big {
    final GuestFunction run = image(BIG);
  }

  @Benchmark
  public int small(Small image) {
    return (int) image.run.call(CALLS, 1)[0];
  }

  @Benchmark
  public int big(Big image) {
    return (int) image.run.call(CALLS, 1)[0];
  }
}
