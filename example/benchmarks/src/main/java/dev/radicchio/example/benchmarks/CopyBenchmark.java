package dev.radicchio.example.benchmarks;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ByteBufferMemory;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.radicchio.GuestFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.link.Linker;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A buffer that modules hand on: copied from memory to memory, as Chicory's users must, and left
 * where it is.
 */
public class CopyBenchmark {
  static final int BYTES = 16 << 20;
  private static final int WORDS = BYTES / Long.BYTES;

  /** Three instances in one memory, and the buffer in their heap. */
  @State(Scope.Thread)
  public static class Shared {
    private final LinkedProgram program =
        LinkedProgram.instantiate(
            Linker.create()
                .add("producer", Guests.file("stages"))
                .add("changer", Guests.file("stages"))
                .add("consumer", Guests.file("stages"))
                .link());
    final int buffer = program.heap().allocate(BYTES);
    final GuestFunction produce = program.function("producer", "produce");
    final GuestFunction change = program.function("changer", "change");
    final GuestFunction consume = program.function("consumer", "consume");
    final GuestFunction receive = program.function("changer", "receive");

    public Shared() {
      produce.call(buffer, WORDS);
    }
  }

  /** Three instances of Chicory. */
  public abstract static class Copied {
    final Stage producer;
    final Stage changer;
    final Stage consumer;
    final ExportFunction produce;
    final ExportFunction change;
    final ExportFunction consume;
    final ExportFunction receive;

    Copied(Function<MemoryLimits, Memory> memory) {
      producer = new Stage(memory);
      changer = new Stage(memory);
      consumer = new Stage(memory);
      produce = producer.instance.export("produce");
      change = changer.instance.export("change");
      consume = consumer.instance.export("consume");
      receive = changer.instance.export("receive");
      produce.apply(producer.buffer, WORDS);
    }

    long pipeline() {
      produce.apply(producer.buffer, WORDS);
      producer.copyTo(changer);
      change.apply(changer.buffer, WORDS);
      changer.copyTo(consumer);
      return consume.apply(consumer.buffer, WORDS)[0];
    }

    long handoff() {
      producer.copyTo(changer);
      return receive.apply(changer.buffer, WORDS)[0];
    }
  }

  /** An instance of Chicory, with a buffer in pages that no one else has. */
  private static final class Stage {
    final Instance instance;
    final int buffer;

    Stage(Function<MemoryLimits, Memory> memory) {
      instance = Guests.chicory(Guests.bytes("stages")).withMemoryFactory(memory).build();
      buffer = instance.memory().grow(BYTES / Memory.PAGE_SIZE) * Memory.PAGE_SIZE;
    }

    void copyTo(Stage next) {
      next.instance.memory().write(next.buffer, instance.memory().readBytes(buffer, BYTES));
    }
  }

  /** With pages that are arrays. */
  @State(Scope.Thread)
  public static class ByteArrays extends Copied {
    public ByteArrays() {
      super(ByteArrayMemory::new);
    }
  }

  /** With Chicory's default memory. */
  @State(Scope.Thread)
  public static class ByteBuffers extends Copied {
    public ByteBuffers() {
      super(ByteBufferMemory::new);
    }
  }

  @Benchmark
  public long pipelineShared(Shared shared) {
    shared.produce.call(shared.buffer, WORDS);
    shared.change.call(shared.buffer, WORDS);
    return shared.consume.call(shared.buffer, WORDS)[0];
  }

  @Benchmark
  public long pipelineByteArray(ByteArrays copied) {
    return copied.pipeline();
  }

  @Benchmark
  public long pipelineByteBuffer(ByteBuffers copied) {
    return copied.pipeline();
  }

  @Benchmark
  public long handoffShared(Shared shared) {
    return shared.receive.call(shared.buffer, WORDS)[0];
  }

  @Benchmark
  public long handoffByteArray(ByteArrays copied) {
    return copied.handoff();
  }

  @Benchmark
  public long handoffByteBuffer(ByteBuffers copied) {
    return copied.handoff();
  }
}
