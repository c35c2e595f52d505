package dev.radicchio.link.input;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.WasmBinary;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Which functions of a module's code call which others or take their address. */
public final class CallGraph {
  private static final int FIRST_CAPACITY = 64;

  private final int imported;

  /** Where the callees of each defined function end, which is where those of the next begin. */
  private final int[] ends;

  private int[] callees = new int[FIRST_CAPACITY];
  private int bodies;
  private int size;

  CallGraph(WasmBinary module) {
    this.imported = module.imported(ExternType.Kind.FUNCTION);
    this.ends = new int[module.bodies().size()];
  }

  /** The body that is being read has a call. */
  void add(int callee) {
    if (size == callees.length) {
      callees = Arrays.copyOf(callees, size * 2);
    }
    callees[size++] = callee;
  }

  /** The body that was being read is over. */
  void endBody() {
    ends[bodies++] = size;
  }

  /** The functions that one calls, or whose address it takes, some of them more than once. */
  public IntStream callees(int function) {
    int body = function - imported;
    return body < 0
        ? IntStream.empty()
        : Arrays.stream(callees, body == 0 ? 0 : ends[body - 1], ends[body]);
  }

  /** The functions that call one of some. */
  BitSet callers(IntPredicate callee) {
    return IntStream.range(imported, imported + bodies)
        .filter(function -> callees(function).anyMatch(callee))
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }

  /** All functions that code calls, or whose address it takes. */
  BitSet called() {
    return Arrays.stream(callees, 0, size).collect(BitSet::new, BitSet::set, BitSet::or);
  }
}
