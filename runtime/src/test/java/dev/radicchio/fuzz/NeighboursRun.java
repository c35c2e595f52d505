package dev.radicchio.fuzz;

import static dev.radicchio.link.plan.Pointers.Kind.ADDRESS;
import static dev.radicchio.link.plan.Pointers.Kind.RANGE;

import com.dylibso.chicory.runtime.HostFunction;
import dev.radicchio.Engine;
import dev.radicchio.GuestFunction;
import dev.radicchio.GuestGlobal;
import dev.radicchio.GuestTrapException;
import dev.radicchio.Hosts;
import dev.radicchio.LentFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.fuzz.Neighbours.Kind;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.Pointers;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.memory.Arena;
import dev.radicchio.memory.FlatMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Random operations on a program of neighbours, each of which a model predicts: what is returned,
 * what is refused or traps, and what all memory that anybody knows contains afterwards.
 *
 * <p>The model has addresses of the program only. How they become those of an instance is written
 * here a second time, by hand, so that half of the calls do without the runtime's translation.
 */
final class NeighboursRun implements AutoCloseable {
  private static final int PAGE_BYTES = Layout.PAGE_BYTES;
  private static final int BUFFER_BYTES = 512;
  private static final int NODE_BYTES = 16;
  private static final int STACK_BYTES = 64;

  /** Below and above an address in the stack's first frame, as far as it is used here. */
  private static final int FRAMES_BYTES = 2048;

  private static final int PROGRAM_HEAP = -1;
  private static final int NOT_ALLOCATED = -2;
  private static final ValType I32 = ValType.I32;
  private static final FunctionType VISITOR =
      new FunctionType(List.of(I32, I32, I32), List.of(I32));

  private final Neighbours neighbours;
  private final LinkedProgram program;
  private final FlatMemory memory;
  private final int count;
  private final int[] bases;
  private final boolean[] below;
  private final int[] stacks;
  private final int[] tallies;
  private final int[] pages;
  private final Kept[] kept;
  private final List<List<Node>> lists = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<String> trace = new ArrayList<>();
  private final byte[] first;
  private @Nullable Arena arena;

  /** Bytes that anybody knows. */
  private static final class Block {
    final int address;
    final byte[] bytes;

    /** The member whose allocator it is of, the program's heap, or none. */
    final int heap;

    /** Whether it is part of a list, so that it is not freed. */
    boolean isUsed;

    /** Whether nobody but the list's owner writes to it. */
    boolean isNode;

    Block(int address, byte[] bytes, int heap) {
      this.address = address;
      this.bytes = bytes;
      this.heap = heap;
    }
  }

  /** Some of the bytes of a block, or of the stack, which is none. */
  private static final class Range {
    final byte[] bytes;
    final int offset;
    final int address;
    final int count;

    Range(byte[] bytes, int offset, int address, int count) {
      this.bytes = bytes;
      this.offset = offset;
      this.address = address;
      this.count = count;
    }

    Range part(int from, int most) {
      return new Range(bytes, offset + from, address + from, Math.min(most, count - from));
    }

    void fill(int value, int step) {
      for (int i = 0; i < count; i++) {
        bytes[offset + i] = (byte) (value + i * step);
      }
    }

    int sum() {
      int sum = 1;
      for (int i = 0; i < count; i++) {
        sum = sum * 31 + at(i);
      }
      return sum;
    }

    int at(int i) {
      return bytes[offset + i] & 0xFF;
    }

    int find(int value) {
      for (int i = 0; i < count; i++) {
        if (at(i) == value) {
          return address + i;
        }
      }
      return 0;
    }

    long packed() {
      return (long) address << Integer.SIZE | count;
    }

    long trimmed() {
      int from = 0;
      int to = count;
      while (to > 0 && at(to - 1) == 0) {
        to--;
      }
      while (from < to && at(from) == 0) {
        from++;
      }
      return from == to ? 0 : part(from, to - from).packed();
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "0x%x+%d", address, count);
    }
  }

  private record Node(Block block, int value, Range range) {}

  /** What a function pointer points to, as the model knows it. */
  private interface Visitor {
    /**
     * @throws TrappedException if it traps
     */
    int visit(Range range, int user) throws TrappedException;
  }

  private record Kept(Visitor visitor, LentFunction lent) {}

  /** What the model says of a guest that traps. */
  private static final class TrappedException extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** What a function of Java throws. */
  private static final class ThrownException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private NeighboursRun(Neighbours neighbours, LinkedProgram program) {
    this.neighbours = neighbours;
    this.program = program;
    this.memory = program.memory();
    this.count = neighbours.members().size();
    this.bases = new int[count];
    this.below = new boolean[count];
    this.stacks = new int[count];
    this.tallies = new int[count];
    this.pages = new int[count];
    this.kept = new Kept[count];
    for (int i = 0; i < count; i++) {
      InstanceLayout layout = program.layout().instance(name(i));
      bases[i] = (int) layout.base();
      below[i] = layout.reachesBelow();
      lists.add(new ArrayList<>());
    }
    for (int i = 0; i < count; i++) {
      byte[] buffer = new byte[BUFFER_BYTES];
      buffer[0] = 1;
      int address = outside(i, raw(i, "buffer_address"));
      add(new Block(address, buffer, NOT_ALLOCATED));
      same("the global of the buffer", program.global(name(i), "buffer").address(), address);
      if (kind(i) != Kind.OWNER) {
        pages[i] = kind(i) == Kind.ASKER ? raw(i, "size") : raw(i, "grow", 0);
      }
      if (kind(i) != Kind.ASKER) {
        stacks[i] = outside(i, raw(i, "stack_address"));
      }
    }
    Block common = common();
    add(common);
    for (int i = 0; i < count; i++) {
      same("the common memory", outside(i, raw(i, "common_address")), common.address);
    }
    this.first = new byte[memory.size()];
    memory.read(0, first, 0, first.length);
  }

  /**
   * Links and runs the program of a seed.
   *
   * @param skipped steps that are left out
   * @return whether the program could be linked
   * @throws AssertionError with all that happened, if something is not as predicted
   */
  static boolean run(long seed, int steps, Engine engine, Set<Integer> skipped) {
    Neighbours neighbours = Neighbours.random(new Random(seed));
    LinkPlan plan = neighbours.linker().plan();
    if (plan.hasErrors()) {
      holds(plan.problems().stream().allMatch(NeighboursRun::isExpected), "" + plan.problems());
      return false;
    }
    List<String> trace = List.of();
    try {
      Image image = plan.link();
      try (LinkedProgram program = engine.executable(image).instantiate(hosts());
          NeighboursRun run = new NeighboursRun(neighbours, program)) {
        trace = run.trace;
        for (int step = 0; step < steps; step++) {
          if (!skipped.contains(step)) {
            run.trace.add(step + ": ");
            run.step(new Random(seed * 1_000_003 + step));
          }
        }
        run.end();
      }
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          "seed " + seed + ", " + neighbours.describe() + String.join("\n", trace) + "\n" + e, e);
    }
    return true;
  }

  /** Of an owner of the heap that has the end of the memory, where others grow it. */
  private static boolean isExpected(Problem problem) {
    return problem.severity() == Problem.Severity.WARNING
        || problem.code() == ProblemCode.GROWTH_BESIDE_HEAP_OWNER;
  }

  private Block common() {
    long start =
        program.layout().regions().stream()
            .filter(region -> Neighbours.COMMON.equals(region.owner()))
            .findFirst()
            .orElseThrow()
            .start();
    return new Block((int) start, new byte[Neighbours.COMMON_BYTES], NOT_ALLOCATED);
  }

  /** Two that do the same, one with the program's memory and one with the caller's, and another. */
  private static Hosts hosts() {
    com.dylibso.chicory.wasm.types.ValType i32 = com.dylibso.chicory.wasm.types.ValType.I32;
    return Hosts.none()
        .add(
            "host",
            "visit",
            VISITOR,
            (caller, a) -> {
              byte[] bytes = new byte[(int) a[1]];
              int address = caller.addresses().toProgram((int) a[0], bytes.length);
              caller.memory().read(address, bytes, 0, bytes.length);
              return new long[] {
                visitByHost(bytes, (int) a[2], address, caller.memory()::writeByte)
              };
            })
        .add(
            "host",
            "grow",
            new FunctionType(List.of(I32), List.of(I32)),
            (caller, a) -> new long[] {caller.grow((int) a[0])})
        .add(
            ChicoryHosts.of(
                new HostFunction(
                    "host",
                    "visit_own",
                    com.dylibso.chicory.wasm.types.FunctionType.of(
                        List.of(i32, i32, i32), List.of(i32)),
                    (instance, a) -> {
                      byte[] bytes = instance.memory().readBytes((int) a[0], (int) a[1]);
                      sameInt("the sum", instance.export("sum").apply(a[0], a[1])[0], sum(bytes));
                      return new long[] {
                        visitByHost(bytes, (int) a[2], (int) a[0], instance.memory()::writeByte)
                      };
                    })));
  }

  private interface Write {
    void write(int address, byte value);
  }

  private static int visitByHost(byte[] bytes, int user, int address, Write write) {
    for (int i = 0; i < bytes.length; i++) {
      write.write(address + i, (byte) (user + i * 11));
    }
    return sum(bytes) ^ user;
  }

  private static int sum(byte[] bytes) {
    return new Range(bytes, 0, 0, bytes.length).sum();
  }

  private String name(int i) {
    return neighbours.members().get(i).name();
  }

  private Kind kind(int i) {
    return neighbours.members().get(i).kind();
  }

  private int peer(int i) {
    return neighbours.members().get(i).peer();
  }

  /** The member at which a call ends that is passed on. */
  private int last(int i, int depth) {
    return depth == 0 ? i : last(peer(i), depth - 1);
  }

  private int inside(int i, int address) {
    return address == 0 ? 0 : address - bases[i];
  }

  private int outside(int i, int pointer) {
    return pointer == 0 ? 0 : pointer + bases[i];
  }

  private boolean reaches(int i, int address) {
    return below[i] || Integer.compareUnsigned(address, bases[i]) >= 0;
  }

  private boolean reaches(int i, Range range) {
    return range.count == 0 || reaches(i, range.address);
  }

  private int raw(int i, String export, long... arguments) {
    long[] results = program.function(name(i), export).call(arguments);
    return results == null || results.length == 0 ? 0 : (int) results[0];
  }

  private void note(String format, Object... arguments) {
    int now = trace.size() - 1;
    trace.set(now, trace.get(now) + String.format(Locale.ROOT, format, arguments) + "; ");
  }

  private static void same(String what, int found, int expected) {
    if (found != expected) {
      throw new AssertionError(
          String.format(Locale.ROOT, "%s is 0x%x, and should be 0x%x", what, found, expected));
    }
  }

  private static void holds(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  private void step(Random random) {
    int i = random.nextInt(count);
    switch (random.nextInt(17)) {
      case 0 -> fill(random, i);
      case 1 -> copy(random, i);
      case 2 -> sum(random, i);
      case 3 -> passSum(random, i);
      case 4 -> passFill(random, i);
      case 5 -> passTrim(random, i);
      case 6 -> passFind(random, i);
      case 7 -> push(random, i);
      case 8 -> walk(random, i);
      case 9 -> allocate(random, i);
      case 10 -> free(random, i);
      case 11 -> visit(random, i);
      case 12 -> keep(random, i);
      case 13 -> useStack(random, i);
      case 14 -> grow(random, i);
      case 15 -> ask(random, i);
      default -> tally(random, i);
    }
    compareBlocks();
  }

  // Calls, half of them through the runtime's translation.

  private static boolean isRefused(Pointers pointers, long[] arguments, int index, Reach reach) {
    int low = (int) arguments[index];
    return switch (pointers.params().get(index)) {
      case ADDRESS -> low != 0 && !reach.reaches(low);
      case RANGE -> arguments[index + 1] != 0 && !reach.reaches(low);
      case HIGH_HALF -> low != 0 && !reach.reaches((int) (arguments[index] >>> Integer.SIZE));
      case LOW_HALF -> throw new IllegalArgumentException("not used");
    };
  }

  private interface Reach {
    boolean reaches(int address);
  }

  /**
   * Calls a function with addresses of the program.
   *
   * @param works whether it does what it is to do, and does not trap
   * @return the result, or null if it trapped or was refused, as was predicted
   */
  private @Nullable Long call(
      Random random, int i, String export, Pointers pointers, boolean works, long... arguments) {
    boolean translated = random.nextBoolean();
    note("%s.%s%s%s", name(i), export, translated ? "'" : "", Arrays.toString(arguments));
    boolean refused =
        pointers.params().keySet().stream()
            .anyMatch(at -> isRefused(pointers, arguments, at, address -> reaches(i, address)));
    try {
      Long result =
          translated
              ? typed(i, export, pointers, arguments)
              : byHand(i, export, pointers, arguments);
      holds(works && !(translated && refused), "returned " + result + ", and should not");
      return result;
    } catch (GuestTrapException e) {
      holds(!works, "trapped: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      holds(translated && refused, "refused: " + e.getMessage());
      holds(e.getMessage().contains("reaches upward from there"), e.getMessage());
    }
    return null;
  }

  private Long typed(int i, String export, Pointers pointers, long[] arguments) {
    return result(program.function(name(i), export, pointers).call(arguments));
  }

  private static Long result(long[] results) {
    return results == null || results.length == 0 ? 0L : results[0];
  }

  private Long byHand(int i, String export, Pointers pointers, long[] arguments) {
    long[] own = arguments.clone();
    pointers
        .params()
        .forEach(
            (at, kind) ->
                own[at] =
                    switch (kind) {
                      case ADDRESS -> inside(i, (int) own[at]);
                      case RANGE -> (int) own[at] - bases[i];
                      default -> own[at] == 0 ? 0 : own[at] - ((long) bases[i] << Integer.SIZE);
                    });
    Long result = result(program.function(name(i), export).call(own));
    Pointers.Kind kind = pointers.results().get(0);
    if (kind == ADDRESS) {
      return (long) outside(i, result.intValue());
    }
    return kind == null || result == 0 ? result : result + ((long) bases[i] << Integer.SIZE);
  }

  private static void sameInt(String what, @Nullable Long found, int expected) {
    if (found != null) {
      same(what, found.intValue(), expected);
    }
  }

  // Buffers.

  private Range range(Random random, boolean written) {
    Block block;
    do {
      block = blocks.get(random.nextInt(blocks.size()));
    } while (written && block.isNode);
    int offset = random.nextInt(block.bytes.length);
    int most = Math.min(block.bytes.length - offset, 1 << random.nextInt(9));
    int length = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(most);
    return new Range(block.bytes, offset, block.address + offset, length);
  }

  private Range reachable(Random random, int i, boolean written) {
    Range range;
    do {
      range = range(random, written);
    } while (!reaches(i, range.address));
    return range;
  }

  private void fill(Random random, int i) {
    Range range = range(random, true);
    int value = random.nextInt(256);
    boolean works = reaches(i, range);
    if (random.nextInt(3) > 0) {
      int step = random.nextInt(9);
      if (call(
              random,
              i,
              "fill",
              Neighbours.AT_FIRST,
              works,
              range.address,
              range.count,
              value,
              step)
          != null) {
        range.fill(value, step);
      }
    } else if (range.count > 0
        && call(random, i, "set", Neighbours.AT_FIRST, works, range.address, range.count, value)
            != null) {
      range.fill(value, 0);
    }
  }

  private void copy(Random random, int i) {
    Range from = range(random, false);
    Range to = range(random, true);
    int length = Math.min(from.count, to.count);
    if (length > 0) {
      Pointers pointers = Pointers.NONE.param(0, ADDRESS).param(1, RANGE).result(0, ADDRESS);
      Long end =
          call(
              random,
              i,
              "copy",
              pointers,
              reaches(i, from) && reaches(i, to),
              to.address,
              from.address,
              length);
      if (end != null) {
        System.arraycopy(from.bytes, from.offset, to.bytes, to.offset, length);
        sameInt("the end", end, to.address + length);
      }
    }
  }

  private void sum(Random random, int i) {
    Range range = range(random, false);
    sameInt(
        "the sum",
        call(random, i, "sum", Neighbours.AT_FIRST, reaches(i, range), range.address, range.count),
        range.sum());
  }

  private void passSum(Random random, int i) {
    Range range = range(random, false);
    int depth = random.nextInt(5);
    boolean works = reaches(last(i, depth), range);
    Long sum =
        call(random, i, "pass_sum", Neighbours.AT_FIRST, works, range.address, range.count, depth);
    sameInt("the sum", sum, passed(range.sum(), depth));
  }

  private static int passed(int sum, int depth) {
    return depth == 0 ? sum : passed(sum, depth - 1) * 3 + 1;
  }

  private void passFill(Random random, int i) {
    Range range = range(random, true);
    int depth = random.nextInt(5);
    int value = random.nextInt(256);
    boolean works = reaches(last(i, depth), range);
    Long at =
        call(
            random,
            i,
            "pass_fill",
            Neighbours.PASS_FILL,
            works,
            range.address,
            range.count,
            value,
            depth);
    if (at != null) {
      range.fill(value + depth, 3);
      if (reaches(i, range.address)) { // else the runtime does not take it for an address
        sameInt("the range", at, range.address);
      }
    }
  }

  private void passTrim(Random random, int i) {
    Range range = range(random, false);
    int depth = random.nextInt(5);
    if (reaches(i, range.address) || range.count > 0) {
      Long trimmed =
          call(
              random,
              i,
              "pass_trim",
              Neighbours.PASS_TRIM,
              reaches(last(i, depth), range),
              range.packed(),
              depth);
      if (trimmed != null) {
        holds(
            trimmed == range.trimmed(),
            String.format(
                Locale.ROOT, "the range is 0x%x, and should be 0x%x", trimmed, range.trimmed()));
      }
    }
  }

  private void passFind(Random random, int i) {
    Range range = range(random, false);
    int depth = random.nextInt(5);
    int value = range.count > 0 && random.nextBoolean() ? range.at(range.count - 1) : 3;
    Long found =
        call(
            random,
            i,
            "pass_find",
            Neighbours.PASS_FIND,
            reaches(last(i, depth), range),
            value,
            range.address,
            range.count,
            depth);
    sameInt("what was found", found, range.find(value));
  }

  // Lists, whose pointers are addresses of one instance.

  private void push(Random random, int i) {
    Block block = newBlock(random, i, NODE_BYTES);
    if (block == null || !reaches(i, block.address)) {
      return;
    }
    List<Node> list = lists.get(i);
    Range range = reachable(random, i, false);
    int value = random.nextInt();
    int head = list.isEmpty() ? 0 : list.get(0).block.address;
    if (random.nextBoolean()) {
      Pointers pointers =
          Pointers.NONE.param(0, ADDRESS).param(1, ADDRESS).param(3, RANGE).result(0, ADDRESS);
      Long pushed =
          call(
              random,
              i,
              "push",
              pointers,
              true,
              head,
              block.address,
              value,
              range.address,
              range.count);
      sameInt("the node", pushed, block.address);
    } else {
      note("Java pushes 0x%x, %s, of %s", block.address, range, name(i));
      memory.writeInt(block.address, program.pointerTo(name(i), head));
      memory.writeInt(block.address + 4, value);
      memory.writeInt(block.address + 8, program.pointerTo(name(i), range.address));
      memory.writeInt(block.address + 12, range.count);
    }
    block.isNode = true;
    block.isUsed = true;
    list.add(0, new Node(block, value, range));
    blocks.stream().filter(used -> used.bytes == range.bytes).forEach(used -> used.isUsed = true);
    writeNodes(i);
  }

  private void writeNodes(int i) {
    int next = 0;
    List<Node> list = lists.get(i);
    for (int at = list.size() - 1; at >= 0; at--) {
      Node node = list.get(at);
      int[] words = {inside(i, next), node.value, inside(i, node.range.address), node.range.count};
      for (int b = 0; b < NODE_BYTES; b++) {
        node.block.bytes[b] = (byte) (words[b / 4] >> (8 * (b % 4)));
      }
      next = node.block.address;
    }
  }

  private void walk(Random random, int i) {
    List<Node> list = lists.get(i);
    int head = list.isEmpty() ? 0 : list.get(0).block.address;
    if (random.nextInt(3) == 0) {
      Pointers pointers = Pointers.NONE.param(0, ADDRESS).result(0, ADDRESS);
      Long reversed = call(random, i, "reverse", pointers, true, head);
      Collections.reverse(list);
      head = list.isEmpty() ? 0 : list.get(0).block.address;
      sameInt("the head", reversed, head);
      writeNodes(i);
    }
    int all = 7;
    for (Node node : list) {
      all = all * 17 + node.value + node.range.sum();
    }
    int walker = random.nextInt(count);
    walker = bases[walker] == bases[i] ? walker : i;
    Pointers pointers = Pointers.NONE.param(0, ADDRESS);
    sameInt("the list", call(random, walker, "walk", pointers, true, head), all);
    int found = 7;
    for (int node = head; node != 0; node = program.address(name(i), memory.readInt(node))) {
      byte[] bytes = new byte[memory.readInt(node + 12)];
      memory.read(program.address(name(i), memory.readInt(node + 8)), bytes, 0, bytes.length);
      found = found * 17 + memory.readInt(node + 4) + sum(bytes);
    }
    same("the list that Java reads", found, all);
  }

  // The heap.

  private void allocate(Random random, int i) {
    int size = random.nextInt(8) == 0 ? 30_000 + random.nextInt(200_000) : random.nextInt(700);
    newBlock(random, i, 1 + size);
  }

  /** The allocator that an instance uses. */
  private int heapOf(int i) {
    if (kind(i) == Kind.ASKER) {
      return NOT_ALLOCATED;
    }
    if (neighbours.heap() instanceof HeapPolicy.Guest guest && guest.instance().equals(name(i))) {
      return PROGRAM_HEAP;
    }
    if (kind(i) == Kind.OWNER) {
      return i;
    }
    if (!(neighbours.heap() instanceof HeapPolicy.Private)) {
      return PROGRAM_HEAP;
    }
    int first = 0;
    while (kind(first) != Kind.OWNER) {
      first++;
    }
    return first;
  }

  private boolean hasJavaHeap() {
    return !(neighbours.heap() instanceof HeapPolicy.Private);
  }

  private @Nullable Block newBlock(Random random, int i, int size) {
    int heap = heapOf(i);
    int address;
    if (heap == NOT_ALLOCATED || (hasJavaHeap() && random.nextBoolean())) {
      if (!hasJavaHeap()) {
        return null;
      }
      boolean forProgram = random.nextInt(4) == 0;
      note("Java allocates %d%s", size, forProgram ? " until the end" : "");
      address = forProgram ? arena().allocate(size).address() : program.heap().allocate(size);
      heap = forProgram ? NOT_ALLOCATED : PROGRAM_HEAP;
    } else {
      note("%s.take(%d)", name(i), size);
      address = outside(i, raw(i, "take", size));
      if (address == 0 && heap >= 0 && neighbours.members().get(heap).isAbsolute()) {
        return null; // there is no more in its range
      }
    }
    holds(address != 0 && address % 16 == 0, "block 0x" + Integer.toHexString(address));
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    Block block = new Block(address, bytes, heap);
    add(block);
    memory.write(address, bytes, 0, size);
    return block;
  }

  private Arena arena() {
    if (arena == null) {
      arena = program.heap().arena();
    }
    return arena;
  }

  private void add(Block block) {
    int end = block.address + block.bytes.length;
    for (Block other : blocks) {
      holds(
          end <= other.address || block.address >= other.address + other.bytes.length,
          String.format(Locale.ROOT, "block 0x%x overlaps 0x%x", block.address, other.address));
    }
    blocks.add(block);
  }

  private void free(Random random, int i) {
    List<Block> freed =
        blocks.stream()
            .filter(block -> block.heap != NOT_ALLOCATED && !block.isUsed)
            .filter(block -> block.heap == heapOf(i) || block.heap == PROGRAM_HEAP)
            .toList();
    if (freed.isEmpty()) {
      return;
    }
    Block block = freed.get(random.nextInt(freed.size()));
    if (block.heap != heapOf(i) || (block.heap == PROGRAM_HEAP && random.nextInt(3) == 0)) {
      note("Java frees 0x%x", block.address);
      program.heap().free(block.address);
      blocks.remove(block);
    } else if (call(random, i, "give", Pointers.NONE.param(0, ADDRESS), true, block.address)
        != null) {
      blocks.remove(block);
    }
  }

  // Functions.

  private Visitor javas(Random random, int i) {
    int add = random.nextInt();
    int inner = random.nextInt(count);
    boolean throwing = random.nextInt(8) == 0;
    return (range, user) -> {
      if (throwing) {
        throw new ThrownException();
      }
      int sum = reaches(inner, range) ? range.sum() : i;
      range.fill(user, 7);
      return sum + add;
    };
  }

  /** The same in the program: what the guest calls. */
  private GuestFunction lent(int i, Random random) {
    int add = random.nextInt();
    int inner = random.nextInt(count);
    boolean throwing = random.nextInt(8) == 0;
    return a -> {
      if (throwing) {
        throw new ThrownException();
      }
      int address = program.addresses(name(i)).toProgram((int) a[0], (int) a[1]);
      int length = (int) a[1];
      int sum = i;
      if (length == 0 || reaches(inner, address)) {
        sum = raw(inner, "sum", address - bases[inner], length);
      }
      for (int at = 0; at < length; at++) {
        memory.writeByte(address + at, (byte) ((int) a[2] + at * 7));
      }
      return new long[] {sum + add};
    };
  }

  private Visitor guests(int i, int which) {
    return (range, user) -> {
      if (!reaches(which == 2 ? peer(i) : i, range)) {
        throw new TrappedException();
      }
      return switch (which) {
        case 0 -> range.sum() + user;
        case 1 -> {
          range.fill(user, 5);
          yield range.count;
        }
        default -> range.sum() - user;
      };
    };
  }

  /** A function for an instance to call, of Java or of another instance. */
  private Kept borrowed(Random random, int i) {
    int from = random.nextInt(count);
    int which = random.nextInt(5);
    if (which > 2) {
      long seed = random.nextLong();
      note("Java's %x for %s", seed, name(i));
      Visitor model = javas(new Random(seed), i);
      return new Kept(model, program.lend(name(i), VISITOR, lent(i, new Random(seed))));
    }
    note("visitor %d of %s for %s", which, name(from), name(i));
    int pointer = raw(from, "visitor_at", which);
    GuestFunction function = program.pointer(name(from), pointer, VISITOR);
    LentFunction lent =
        program.lend(
            name(i),
            VISITOR,
            function,
            a -> function.call(inside(from, outside(i, (int) a[0])), a[1], a[2]));
    if (from == i) {
      same("the function's own pointer", lent.pointer(), pointer);
    }
    return new Kept(guests(from, which), lent);
  }

  private void keep(Random random, int i) {
    Kept before = kept[i];
    kept[i] = borrowed(random, i);
    raw(i, "keep", kept[i].lent.pointer());
    if (before != null) {
      before.lent.close();
    }
  }

  private interface Prediction {
    int result() throws TrappedException;
  }

  private void visit(Random random, int i) {
    Range range = reachable(random, i, true);
    int part = 1 + random.nextInt(40);
    int user = random.nextInt(1000);
    if (random.nextInt(3) == 0) {
      if (kept[i] == null) {
        boolean works = range.count == 0;
        call(
            random, i, "visit", Neighbours.AT_FIRST, works, range.address, range.count, part, 0, 0);
      } else {
        visit(random, i, range, part, user, kept[i].visitor, 0);
      }
      return;
    }
    Kept borrowed = borrowed(random, i);
    try (LentFunction lent = borrowed.lent) {
      visit(random, i, range, part, user, borrowed.visitor, lent.pointer());
    }
  }

  private void visit(
      Random random, int i, Range range, int part, int user, Visitor visitor, int pointer) {
    compare(
        () -> {
          int all = 0;
          for (int at = 0; at < range.count; at += part) {
            all = all * 5 + visitor.visit(range.part(at, part), user + at);
          }
          return all;
        },
        works ->
            call(
                random,
                i,
                "visit",
                Neighbours.AT_FIRST,
                works,
                range.address,
                range.count,
                part,
                user,
                pointer));
  }

  private void ask(Random random, int i) {
    Range range = reachable(random, i, true);
    int user = random.nextInt(1000);
    int own = random.nextInt(2);
    Long asked =
        call(random, i, "ask", Neighbours.AT_FIRST, true, range.address, range.count, user, own);
    sameInt("the host's answer", asked, range.sum() ^ user);
    range.fill(user, 11);
  }

  private interface Call {
    @Nullable Long call(boolean works);
  }

  /** Predicts first, so that the program works on what the model has already done. */
  private static void compare(Prediction prediction, Call call) {
    int expected;
    try {
      expected = prediction.result();
    } catch (TrappedException e) {
      call.call(false);
      return;
    } catch (ThrownException e) {
      try {
        call.call(false);
      } catch (ThrownException same) {
        return;
      }
      throw new AssertionError("nothing was thrown", e);
    }
    sameInt("the result", call.call(true), expected);
  }

  /** Ranges are in the stack of an instance. */
  private void useStack(Random random, int i) {
    if (kind(i) == Kind.ASKER) {
      return;
    }
    int length = random.nextInt(STACK_BYTES + 1);
    int value = random.nextInt(256);
    Range range = new Range(new byte[STACK_BYTES], 0, stacks[i], length);
    range.fill(value, 1);
    if (random.nextBoolean()) {
      int depth = random.nextInt(4);
      boolean works = reaches(last(i, depth + 1), range);
      Long sum = call(random, i, "pass_stack", Pointers.NONE, works, length, value, depth);
      sameInt("the sum", sum, passed(range.sum(), depth));
      return;
    }
    int user = random.nextInt(1000);
    Kept borrowed = borrowed(random, i);
    try (LentFunction lent = borrowed.lent) {
      compare(
          () -> borrowed.visitor.visit(range, user) * 31 + range.sum(),
          works ->
              call(
                  random,
                  i,
                  "visit_stack",
                  Pointers.NONE,
                  works,
                  length,
                  value,
                  user,
                  lent.pointer()));
    }
  }

  // Pages and globals.

  private boolean hasRange(int i) {
    return program.layout().instance(name(i)).model() == RelocationModel.REBASED
        && kind(i) == Kind.ASKER;
  }

  private void grow(Random random, int i) {
    if (kind(i) == Kind.OWNER) {
      return;
    }
    int more = random.nextInt(4);
    int before = memory.size();
    String export = random.nextBoolean() ? "grow" : "ask_to_grow";
    int got = raw(i, export, more);
    note("%s.%s(%d) gave %d", name(i), export, more, got);
    boolean growsProgram = memory.size() != before;
    if (hasRange(i)) {
      int limit = firstPages(i) + neighbours.members().get(i).growPages();
      same("what grow gives", got, pages[i] + more <= limit ? pages[i] : -1);
      holds(!growsProgram, "a range that grows the program");
    }
    if (got < 0) {
      return;
    }
    int start = outside(i, got * PAGE_BYTES);
    if (growsProgram) {
      same("the new pages", start, before);
      same("the memory", memory.size(), before + more * PAGE_BYTES);
    } else {
      holds(got >= pages[i] || more == 0, "pages that it had");
    }
    if (kind(i) == Kind.ASKER) {
      same("the size", raw(i, "size"), got + more);
    }
    if (more > 0) {
      pages[i] = got + more;
      byte[] found = new byte[more * PAGE_BYTES];
      memory.read(start, found, 0, found.length);
      add(new Block(start, new byte[found.length], NOT_ALLOCATED));
      holds(Arrays.equals(found, new byte[found.length]), "new pages are not zero");
      // Of these only some are used, since all blocks are compared after each step.
      blocks.remove(blocks.size() - 1);
      int used = start + 16 * random.nextInt(found.length / 16 - BUFFER_BYTES / 16);
      add(new Block(used, new byte[BUFFER_BYTES], NOT_ALLOCATED));
    }
  }

  private int firstPages(int i) {
    return neighbours.members().get(i).model().equals("absolute-high") ? 18 : 2;
  }

  private void tally(Random random, int i) {
    GuestGlobal tally = program.global(name(i), "tally");
    sameInt("the tally", tally.get(), tallies[i]);
    switch (random.nextInt(3)) {
      case 0 -> {
        int by = random.nextInt();
        tallies[i] += by;
        sameInt("the tally", call(random, i, "add_tally", Pointers.NONE, true, by), tallies[i]);
      }
      case 1 -> {
        tallies[i] = random.nextInt();
        note("%s.tally = 0x%x", name(i), tallies[i]);
        tally.set(tallies[i]);
      }
      default -> {
        Range range = range(random, false);
        note("%s.tally is at 0x%x", name(i), range.address);
        try {
          tally.setAddress(range.address);
        } catch (IllegalArgumentException e) {
          holds(!reaches(i, range.address), e.getMessage());
          return;
        }
        holds(reaches(i, range.address), "a global has an address that is out of reach");
        tallies[i] = inside(i, range.address);
        same("the tally's address", tally.address(), range.address);
        sameInt(
            "the sum", call(random, i, "sum_tally", Pointers.NONE, true, range.count), range.sum());
      }
    }
  }

  // What is there.

  private void compareBlocks() {
    for (Block block : blocks) {
      byte[] found = new byte[block.bytes.length];
      memory.read(block.address, found, 0, found.length);
      int at = Arrays.mismatch(found, block.bytes);
      if (at >= 0) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "byte %d of the block at 0x%x is %d, and should be %d",
                at,
                block.address,
                found[at],
                block.bytes[at]));
      }
    }
  }

  /** What nobody knows is as it was: whoever wrote there had a wrong address. */
  private void end() {
    trace.add("end");
    BitSet known = new BitSet();
    for (Block block : blocks) {
      known.set(block.address, block.address + block.bytes.length);
    }
    for (int i = 0; i < count; i++) {
      if (kind(i) != Kind.ASKER) {
        same("the stack of " + name(i), outside(i, raw(i, "stack_address")), stacks[i]);
        known.set(stacks[i] - FRAMES_BYTES, stacks[i] + STACK_BYTES);
      }
      if (kind(i) == Kind.OWNER) {
        InstanceLayout layout = program.layout().instance(name(i));
        known.set((int) layout.dataStart(), (int) layout.dataEnd());
      }
      int keeps = outside(i, raw(i, "kept_address"));
      known.set(keeps, keeps + 4);
    }
    int end = (int) Math.min(program.layout().heapBase(), first.length);
    byte[] now = new byte[end];
    memory.read(0, now, 0, end);
    for (int at = known.nextClearBit(0); at < end; at = known.nextClearBit(at + 1)) {
      if (now[at] != first[at]) {
        throw new AssertionError(
            String.format(Locale.ROOT, "byte 0x%x, which is nobody's, has changed", at));
      }
    }
  }

  @Override
  public void close() {
    if (arena != null) {
      arena.close();
    }
    for (Kept one : kept) {
      if (one != null) {
        one.lent.close();
      }
    }
  }
}
