package dev.radicchio.example.benchmarks;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ByteBufferMemory;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.radicchio.GuestFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.ImageNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Loads and stores of guests: one image as Chicory compiles it, on three memories. */
public class MemoryBenchmark {
  /** Accesses in each part of an operation. */
  static final int ACCESSES = 1 << 16;

  /** The parts of an operation: functions of the guest. */
  static final List<String> PARTS = parts();

  private static final String GUEST = "access";

  private static List<String> parts() {
    List<String> parts = new ArrayList<>();
    for (String order : List.of("sequential", "random")) {
      for (int bytes : new int[] {1, 4, 8}) {
        parts.add("load_" + order + "_" + bytes);
        parts.add("store_" + order + "_" + bytes);
      }
    }
    return List.copyOf(parts);
  }

  private static Image image() {
    return Linker.create().add(GUEST, Guests.file(GUEST)).link();
  }

  /** Radicchio's. */
  @State(Scope.Thread)
  public static class Flat extends Accesses {
    private final LinkedProgram program = LinkedProgram.instantiate(image());

    @Override
    GuestFunction function(String part) {
      return program.function(GUEST, part);
    }
  }

  /** The pages of Chicory that are arrays. */
  @State(Scope.Thread)
  public static class ByteArrays extends Chicory {
    public ByteArrays() {
      super(ByteArrayMemory::new);
    }
  }

  /** Chicory's default. */
  @State(Scope.Thread)
  public static class ByteBuffers extends Chicory {
    public ByteBuffers() {
      super(ByteBufferMemory::new);
    }
  }

  /** One of Chicory's. */
  public abstract static class Chicory extends Accesses {
    private final Instance instance;

    Chicory(Function<MemoryLimits, Memory> memory) {
      instance = Guests.chicory(image().bytes()).withMemoryFactory(memory).build();
    }

    @Override
    GuestFunction function(String part) {
      return instance.export(ImageNaming.exportName(GUEST, part))::apply;
    }
  }

  /** The guest's functions on one of the memories. */
  public abstract static class Accesses {
    private final List<GuestFunction> functions = new ArrayList<>();

    abstract GuestFunction function(String part);

    /** What the loads add up to, after the stores. */
    List<Long> run() {
      if (functions.isEmpty()) {
        PARTS.forEach(part -> functions.add(function(part)));
      }
      List<Long> sums = new ArrayList<>();
      for (int i = 0; i < functions.size(); i++) {
        GuestFunction function = functions.get(i);
        String part = PARTS.get(i);
        Parts.time(
            part,
            () -> {
              long[] results = function.call(ACCESSES);
              if (part.startsWith("load")) {
                sums.add(results[0]);
              }
            });
      }
      return sums;
    }
  }

  @Benchmark
  public List<Long> flat(Flat memory) {
    return memory.run();
  }

  @Benchmark
  public List<Long> byteArray(ByteArrays memory) {
    return memory.run();
  }

  @Benchmark
  public List<Long> byteBuffer(ByteBuffers memory) {
    return memory.run();
  }
}
