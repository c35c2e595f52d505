package dev.radicchio.fuzz;

import static dev.radicchio.link.plan.Pointers.Kind.ADDRESS;
import static dev.radicchio.link.plan.Pointers.Kind.HIGH_HALF;
import static dev.radicchio.link.plan.Pointers.Kind.RANGE;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.Pointers;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.memory.Heap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A random program of instances of {@code neighbour.c}, each linked in a way of its own.
 *
 * @param heap who manages the heap
 * @param stackBytes the size of the stack that they share, or 0 for that of their modules
 */
record Neighbours(List<Neighbour> members, HeapPolicy heap, long stackBytes) {
  /** Memory of the program that all import the address of. */
  static final String COMMON = "mem.common";

  static final int COMMON_BYTES = 300;
  static final Pointers AT_FIRST = Pointers.NONE.param(0, RANGE);
  static final Pointers PASS_FILL = AT_FIRST.result(0, ADDRESS);
  static final Pointers PASS_TRIM = Pointers.NONE.param(0, HIGH_HALF).result(0, HIGH_HALF);
  static final Pointers PASS_FIND = Pointers.NONE.param(1, RANGE).result(0, ADDRESS);

  private static final Map<String, Pointers> PASSED =
      Map.of(
          "pass_sum", AT_FIRST,
          "pass_fill", PASS_FILL,
          "pass_trim", PASS_TRIM,
          "pass_find", PASS_FIND);
  private static final List<String> MODELS =
      List.of("relocs", "pic-relocs", "dylink", "absolute", "absolute", "absolute-high");
  private static final int MOST_MEMBERS = 6;
  private static final int MOST_GROWTH = 5;
  private static final long MEDIUM_STACK_BYTES = 48 * 1024;
  private static final Map<String, WasmFile> FILES = new ConcurrentHashMap<>();

  /** What a member is compiled with. */
  enum Kind {
    /** Imports the heap's functions, and grows its memory without asking how large it is. */
    USER,
    /** Brings an allocator, whose memory grows. */
    OWNER,
    /** Grows its memory and asks how large it is; has neither a stack nor a heap. */
    ASKER
  }

  /**
   * One instance.
   *
   * @param model how its module was linked
   * @param moved whether it is asked to be rebased
   * @param growPages by how much it may grow if it is rebased
   * @param peer the member whose functions it imports
   */
  record Neighbour(
      String name,
      Kind kind,
      String model,
      boolean moved,
      boolean reachesBelow,
      int growPages,
      int peer) {
    boolean isAbsolute() {
      return model.startsWith("absolute");
    }

    private WasmFile file() {
      String fixture = "neighbour." + kind.name().toLowerCase(Locale.ROOT) + "." + model;
      return FILES.computeIfAbsent(
          fixture + (moved ? " moved" : ""),
          key ->
              moved
                  ? WasmFile.readAs(
                      fixture + ".wasm", Fixture.bytes(fixture), RelocationModel.REBASED)
                  : Fixture.wasm(fixture));
    }
  }

  static Neighbours random(Random random) {
    int count = 2 + random.nextInt(MOST_MEMBERS - 1);
    List<Neighbour> members = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      if (kind == Kind.OWNER) {
        owners.add(i);
      }
      String model = MODELS.get(random.nextInt(MODELS.size()));
      members.add(
          new Neighbour(
              String.valueOf((char) ('a' + i)),
              kind,
              model,
              model.startsWith("absolute") && random.nextInt(4) == 0,
              random.nextInt(3) == 0,
              1 + random.nextInt(MOST_GROWTH),
              random.nextInt(count)));
    }
    HeapPolicy heap = new HeapPolicy.Host();
    if (!owners.isEmpty() && random.nextInt(3) != 0) {
      String owner = members.get(owners.get(random.nextInt(owners.size()))).name();
      heap =
          random.nextInt(3) == 0
              ? new HeapPolicy.Private()
              : new HeapPolicy.Guest(owner, "malloc", "free");
    }
    return new Neighbours(members, heap, random.nextInt(3) * MEDIUM_STACK_BYTES);
  }

  Linker linker() {
    Linker linker =
        Linker.create()
            .heap(heap)
            .stackBytes(stackBytes)
            .host("host")
            .region(COMMON, COMMON_BYTES, Heap.ALIGNMENT);
    for (Neighbour member : members) {
      linker.add(member.name(), member.file());
      PASSED.forEach(
          (export, pointers) ->
              linker
                  .pointers(member.name(), export, pointers)
                  .bind(member.name(), "peer." + export, members.get(member.peer()).name()));
      if (member.isAbsolute()) {
        if (member.reachesBelow()) {
          linker.reachBelow(member.name());
        }
        linker.growPages(member.name(), member.growPages());
      }
    }
    return linker;
  }

  /** A line for each. */
  String describe() {
    return heap
        + ", stack of "
        + stackBytes
        + members.stream().map(member -> "\n  " + member).collect(Collectors.joining())
        + "\n";
  }
}
