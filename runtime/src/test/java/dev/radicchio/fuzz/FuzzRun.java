package dev.radicchio.fuzz;

import dev.radicchio.corpus.Corpus;
import dev.radicchio.engine.Engine;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.RelocationModel;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Reads and links broken modules of the corpus, and counts what becomes of them. Each must end in a
 * {@link LinkException} or in an image, within a second; whatever else happens is an escape.
 */
final class FuzzRun {
  private static final long MOST_NANOS = 1_000_000_000;
  private static final int MOST_BYTES = 400_000;

  private final List<byte[]> modules;
  private final WasmFile partner = Fixture.wasm("pointers.relocs");
  private final Map<String, Integer> escapes = new TreeMap<>();
  private int mutated;
  private int rejected;
  private int linked;

  FuzzRun(List<byte[]> modules) {
    this.modules = modules;
  }

  /** In a JVM of its own: the first seed, and how many cases. */
  public static void main(String[] arguments) {
    FuzzRun run = new FuzzRun(Corpus.rows().stream().map(Corpus::bytes).toList());
    run.run(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]));
    System.out.println(run.summary());
    run.escapes.forEach((what, count) -> System.out.println(count + " x " + what));
    System.exit(run.escapes.isEmpty() ? 0 : 1);
  }

  /** Each case is given by its seed alone. */
  void run(long firstSeed, int cases) {
    for (long seed = firstSeed; seed < firstSeed + cases; seed++) {
      Random random = new Random(seed);
      Mutator mutator = new Mutator(random, modules);
      byte[] broken = mutator.mutate(modules.get(random.nextInt(modules.size())));
      if (broken.length <= MOST_BYTES) {
        mutated++;
        tryOne(seed, broken, random);
      }
    }
  }

  private void tryOne(long seed, byte[] broken, Random random) {
    long start = cpuNanos();
    try {
      if (link(broken, random)) {
        linked++;
      } else {
        rejected++;
      }
    } catch (LinkException e) {
      if (e.getMessage().contains("which is an error of the linker")) {
        escape(seed, e);
      }
      rejected++;
    } catch (RuntimeException | Error e) {
      escape(seed, e);
    }
    long nanos = cpuNanos() - start;
    if (nanos > MOST_NANOS) {
      escapes.merge("took " + nanos / 1_000_000 + " ms, seed " + seed, 1, Integer::sum);
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void escape(long seed, Throwable e) {
    String where =
        Arrays.stream(e.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("dev.radicchio."))
            .findFirst()
            .map(frame -> " at " + frame)
            .orElse("");
    escapes.merge(e + where + ", seed " + seed, 1, Integer::sum);
  }

  /** All that a module is asked, and programs of it alone, with another and with itself. */
  private boolean link(byte[] broken, Random random) {
    WasmFile file =
        random.nextInt(8) == 0
            ? WasmFile.readAs("broken.wasm", broken, RelocationModel.PIC_STATIC)
            : WasmFile.read("broken.wasm", broken);
    file.dataBytes();
    file.dataAlignment();
    file.stackBytes();
    file.heapBase();
    file.tableSlots();
    file.functionExports();
    file.exportNames();
    boolean alone = links(linker(random).add("a", file));
    boolean withOther = links(linker(random).add("other", partner).add("a", file));
    if (random.nextInt(3) == 0) {
      links(linker(random).add("a", file).add("b", file));
    }
    return alone || withOther;
  }

  private static Linker linker(Random random) {
    Linker linker = Linker.create().host("wasi_snapshot_preview1");
    return random.nextInt(3) == 0 ? linker.heap(new HeapPolicy.Private()) : linker;
  }

  private static boolean links(Linker linker) {
    LinkPlan plan = linker.plan();
    plan.layout().describe();
    if (plan.hasErrors()) {
      return false;
    }
    try {
      Engine.installed().validate(plan.link());
      return true;
    } catch (LinkException e) {
      if (e.getMessage().contains("which is an error of the linker")) {
        throw e;
      }
      return false;
    }
  }

  /** How many there were of each kind. */
  String summary() {
    return "mutated "
        + mutated
        + ", rejected "
        + rejected
        + ", linked "
        + linked
        + ", escaped "
        + escapes.values().stream().mapToInt(count -> count).sum();
  }

  Map<String, Integer> escapes() {
    return escapes;
  }

  int linked() {
    return linked;
  }

  int rejected() {
    return rejected;
  }
}
