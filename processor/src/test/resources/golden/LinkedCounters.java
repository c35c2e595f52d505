package test;

import dev.radicchio.GuestFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.link.Image;
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
   * Loads the modules, links them into one memory and instantiates them.
   *
   * @return the program, which the caller closes
   * @throws dev.radicchio.link.LinkException if a module's file is missing, or not the one that the layout was made from
   */
  public static LinkedCounters link() {
    WasmFile counter = read("wasm/counter.wasm", CountersLayout.Left.SHA256);
    Image image = Linker.create()
        .add("left", counter)
        .add("right", counter)
        .stackBytes(8192)
        .maxPages(16)
        .link();
    return new LinkedCounters(LinkedProgram.instantiate(image));
  }

  private static WasmFile read(String path, String sha256) {
    return WasmFile.read(path, LinkedCounters.class.getResourceAsStream("/" + path), sha256);
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
