package dev.radicchio.example.benchmarks;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Reading and linking modules of the corpus, and Chicory's parser on the same bytes. */
public class LinkBenchmark {
  /** 20 large operations, or 170 small ones. */
  private static final int WARM_UP_BYTES = 100_000_000;

  private static final String LARGEST = "containers.clang19.O0";

  private static final List<String> LARGE =
      List.of(
          LARGEST,
          "standard.rustc1.63.0",
          "containers.clang19.Oz",
          "standard.rustc1.63.2",
          "standard.rustc1.63.z",
          "containers.clang19.O2",
          "bare.rustc1.63.0",
          "library.clang14lld19.O0",
          "library.clang16lld19.O0",
          "library.clang19.O0",
          "library.clang16lld19.O2",
          "library.clang14lld19.O2",
          "library.clang19.O2",
          "library.clang16lld19.Oz",
          "library.clang14lld19.Oz",
          "library.clang19.Oz");

  /** One module of 600 kB. */
  @State(Scope.Thread)
  public static class Small extends Inputs {
    public Small() {
      super(List.of(LARGEST));
    }
  }

  /** 33 instances of 16 modules, 5 MB. */
  @State(Scope.Thread)
  public static class Large extends Inputs {
    public Large() {
      super(LARGE, LARGE, List.of(LARGEST));
    }
  }

  /** The same as it would have been published. */
  public abstract static class Published extends Inputs {
    private final byte[] module =
        Guests.published(Guests.resource("/corpus/" + LARGEST + ".relocs.wasm"));
    private final RelocationModel model;

    Published(RelocationModel model) {
      super(List.of(LARGEST));
      this.model = model;
    }

    @Override
    Image link() {
      return Linker.create()
          .host("env")
          .host("wasi_snapshot_preview1")
          .add("instance", WasmFile.readAs("module", module, model))
          .link();
    }
  }

  /** It stays where it was linked. */
  @State(Scope.Thread)
  public static class Absolute extends Published {
    public Absolute() {
      super(RelocationModel.ABSOLUTE);
    }
  }

  /** Each of its accesses is changed. */
  @State(Scope.Thread)
  public static class Rebased extends Published {
    public Rebased() {
      super(RelocationModel.REBASED);
    }
  }

  /** What is read and linked; a module that is there twice is read twice, too. */
  public abstract static class Inputs {
    private final List<byte[]> modules = new ArrayList<>();

    @SafeVarargs
    Inputs(List<String>... modules) {
      for (List<String> names : modules) {
        for (String name : names) {
          this.modules.add(Guests.resource("/corpus/" + name + ".relocs.wasm"));
        }
      }
    }

    /**
     * So many operations, and not as long as they take: where others use the machine as well, that
     * may be too short for HotSpot to compile the linker.
     */
    @Setup
    public void warmUp(BenchmarkParams benchmark) {
      boolean links = Benchmarks.simpleName(benchmark.getBenchmark()).contains(".link");
      for (int bytes = 0; bytes < WARM_UP_BYTES; bytes += bytes()) {
        if (links) {
          link();
        } else {
          parse();
        }
      }
    }

    private int bytes() {
      return modules.stream().mapToInt(module -> module.length).sum();
    }

    Image link() {
      long start = System.nanoTime();
      Linker linker = Linker.create().host("env").host("wasi_snapshot_preview1");
      for (int i = 0; i < modules.size(); i++) {
        linker.add("instance" + i, WasmFile.read("module" + i, modules.get(i)));
      }
      Image image = linker.link();
      Parts.note("megabytes_per_second", bytes() * 1e3 / (System.nanoTime() - start));
      return image;
    }

    List<WasmModule> parse() {
      List<WasmModule> parsed = new ArrayList<>();
      for (byte[] module : modules) {
        parsed.add(Parser.parse(module));
      }
      return parsed;
    }
  }

  @Benchmark
  public Image linkSmall(Small inputs) {
    return inputs.link();
  }

  @Benchmark
  public List<WasmModule> parseSmall(Small inputs) {
    return inputs.parse();
  }

  @Benchmark
  public Image linkAbsolute(Absolute input) {
    return input.link();
  }

  @Benchmark
  public Image linkRebased(Rebased input) {
    return input.link();
  }

  @Benchmark
  public Image linkLarge(Large inputs) {
    return inputs.link();
  }

  @Benchmark
  public List<WasmModule> parseLarge(Large inputs) {
    return inputs.parse();
  }
}
