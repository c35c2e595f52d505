package test;

import dev.radicchio.Executable;
import dev.radicchio.GuestFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.memory.FlatMemory;
import java.lang.Override;
import java.lang.String;
import javax.annotation.processing.Generated;

/**
 * {@link Counters}, linked as {@link CountersLayout} shows.
 */
@Generated("dev.radicchio.processor.RadicchioProcessor")
public final class LinkedCounters implements Counters {
  private final LinkedProgram program;

  private final Counter left;

  private final Counter right;

  private LinkedCounters(LinkedProgram program) {
    this.program = program;
    this.left = new CounterStub(program, "left");
    this.right = new CounterStub(program, "right");
  }

  /**
   * Makes a program: its memory, with all instances. Its files are loaded the first time.
   *
   * @return the program, which the caller closes
   * @throws dev.radicchio.link.LinkException if a file of the program is missing, or not the one that it was compiled with
   */
  public static LinkedCounters link() {
    return new LinkedCounters(Linkage.executable().instantiate());
  }

  @Override
  public Counter left() {
    return left;
  }

  @Override
  public Counter right() {
    return right;
  }

  @Override
  public FlatMemory memory() {
    return program.memory();
  }

  @Override
  public void close() {
    program.close();
  }

  private static final class Linkage {
    private static Executable executable;

    static synchronized Executable executable() {
      if (executable == null) {
        WasmFile counter = read("wasm/counter.wasm", CountersLayout.Left.SHA256);
        executable = Executable.of(Linker.create()
            .add("left", counter)
            .add("right", counter)
            .stackBytes(8192)
            .maxPages(16)
            .link());
      }
      return executable;
    }

    private static WasmFile read(String path, String sha256) {
      return WasmFile.read(path, LinkedCounters.class.getResourceAsStream("/" + path), sha256);
    }
  }

  private static final class CounterStub implements Counter {
    private final GuestFunction step;

    private final GuestFunction currentCount;

    CounterStub(LinkedProgram program, String instance) {
      this.step = program.function(instance, "step");
      this.currentCount = program.function(instance, "current_count");
    }

    @Override
    public int step(int by) {
      return (int) step.call(by)[0];
    }

    @Override
    public int currentCount() {
      return (int) currentCount.call()[0];
    }
  }
}
