package dev.radicchio.link.input;

import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.input.FunctionFlow.Growth;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Works out what a module takes for its own of a memory that others grow as well.
 *
 * <p>One that uses the address of each range of pages that {@code memory.grow} gives it needs
 * nothing else to be where they are. One that asks for the memory's size, which growing by nothing
 * also is, may take all below it. One that grows the memory and does not use the address of the new
 * pages must have worked it out before: it assumes that they follow what there was. That is asked
 * of every path, for an allocator may use the first address and none after it; a path on which the
 * address is compared with another is one on which the module knows better.
 *
 * <p>A function that returns what {@code memory.grow} gave leaves that to its callers, of which the
 * same is asked.
 */
public final class GrowthScan {
  private final WasmBinary module;
  private final CallGraph calls;
  private final BitSet askers = new BitSet();
  private final BitSet growers = new BitSet();
  private final BitSet followers = new BitSet();
  private final Map<Integer, FlowValue> returned = new HashMap<>();

  private GrowthScan(WasmBinary module, CallGraph calls) {
    this.module = module;
    this.calls = calls;
  }

  /**
   * Scans a module whose indices are known to be in range.
   *
   * @param functions those with {@code memory.size} or {@code memory.grow}
   */
  static GrowthScan of(WasmBinary module, CallGraph calls, BitSet functions) {
    GrowthScan scan = new GrowthScan(module, calls);
    BitSet next = (BitSet) functions.clone();
    while (!next.isEmpty()) {
      Set<Integer> before = Set.copyOf(scan.returned.keySet());
      next.stream().forEach(scan::follow);
      next = scan.callersOfOthersThan(before);
    }
    return scan;
  }

  private void follow(int function) {
    Set<Growth> growth =
        FunctionFlow.follow(
            module,
            function,
            new FunctionFlow.Listener() {
              @Override
              public FlowValue call(int callee, List<FlowValue> arguments) {
                return called(callee, arguments);
              }

              @Override
              public void passOn(FlowValue grown) {
                returned.putIfAbsent(function, grown);
              }
            });
    askers.set(function, growth.contains(Growth.ASKS));
    growers.set(function, growth.contains(Growth.GROWS));
    followers.set(function, growth.contains(Growth.FOLLOWS));
  }

  private FlowValue called(int callee, List<FlowValue> arguments) {
    FlowValue value = returned.get(callee);
    if (value == null) {
      return FlowValue.UNKNOWN;
    }
    boolean nothing = !arguments.isEmpty() && arguments.stream().allMatch(size -> size.is(0));
    return nothing ? FlowValue.of(FlowValue.SIZE) : value;
  }

  private BitSet callersOfOthersThan(Set<Integer> known) {
    return known.containsAll(returned.keySet())
        ? new BitSet()
        : calls.callers(callee -> returned.containsKey(callee) && !known.contains(callee));
  }

  /** The functions that ask how large the memory is. */
  public BitSet askers() {
    return askers;
  }

  /** Whether the module asks for more memory. */
  public boolean grows() {
    return !growers.isEmpty();
  }

  /** The functions that ask for more memory, themselves or through one that returns it. */
  public BitSet growers() {
    return growers;
  }

  /** The functions that assume that what they get follows what there was. */
  public BitSet followers() {
    return followers;
  }
}
