package dev.radicchio.link.resolve;

import dev.radicchio.link.input.Instance;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Which function of the image every function of every instance is. The image counts functions that
 * stay imports first, then what each instance defines, in order, then those that linking makes.
 */
public final class Functions {
  private final List<int[]> indices;
  private final List<HostFunction> hosts;
  private final int firstTrap;
  private final List<Integer> traps;
  private final List<Adapter> adapters;
  private final Map<Entry, Integer> entries;
  private final Map<Integer, Integer> pointees;
  private final boolean usesHeap;

  /** What an entry of the GOT of an instance stands for. */
  record Entry(Instance instance, String name) {}

  /**
   * @param indices the image's functions, by the number of the instance and the function's index
   * @param hosts those that stay imports
   * @param firstTrap the number of functions before those that linking makes
   * @param traps the types of those that stand for weak imports that nothing defines
   * @param adapters those by which instances call others that have other addresses
   * @param entries those that entries of GOTs stand for
   * @param pointees what a pointer to a function points to, if that is another
   * @param usesHeap whether an instance allocates from a heap in Java
   */
  Functions(
      List<int[]> indices,
      List<HostFunction> hosts,
      int firstTrap,
      List<Integer> traps,
      List<Adapter> adapters,
      Map<Entry, Integer> entries,
      Map<Integer, Integer> pointees,
      boolean usesHeap) {
    this.indices = List.copyOf(indices);
    this.hosts = List.copyOf(hosts);
    this.firstTrap = firstTrap;
    this.traps = List.copyOf(traps);
    this.adapters = List.copyOf(adapters);
    this.entries = Map.copyOf(entries);
    this.pointees = Map.copyOf(pointees);
    this.usesHeap = usesHeap;
  }

  /** The index in the image of a function of an instance. */
  public int of(Instance instance, int function) {
    return indices.get(instance.number())[function];
  }

  /** How many functions an instance has, imported ones included. */
  public int count(Instance instance) {
    return indices.get(instance.number()).length;
  }

  /** Functions that stay imports, in the order of their indices in the image, which begin at 0. */
  public List<HostFunction> hosts() {
    return hosts;
  }

  /** The types in the image of the functions that trap for a weak import that nothing defines. */
  public List<Integer> traps() {
    return traps;
  }

  /** The index in the image of the first of {@link #traps()}; {@link #adapters()} follow. */
  public int firstTrap() {
    return firstTrap;
  }

  /** Functions by which instances call others; more that linking makes follow. */
  public List<Adapter> adapters() {
    return adapters;
  }

  /** The function of the image that an adapter calls. */
  public int called(Adapter adapter) {
    return of(adapter.owner(), adapter.function());
  }

  /** The function of the image that one calls if it is an adapter, or else that function. */
  public int called(int function) {
    int adapter = function - firstTrap - traps.size();
    return adapter >= 0 && adapter < adapters.size() ? called(adapters.get(adapter)) : function;
  }

  /**
   * The function of the image that a {@code GOT.func} entry of an instance stands for; empty if
   * nothing defines it.
   */
  public OptionalInt entry(Instance instance, String name) {
    Integer function = entries.get(new Entry(instance, name));
    return function == null ? OptionalInt.empty() : OptionalInt.of(function);
  }

  /**
   * What a pointer to a function of the image points to: the functions of a heap in Java are one
   * for each instance that calls them, and yet one for those that compare pointers.
   */
  public int pointee(int function) {
    return pointees.getOrDefault(function, function);
  }

  /** Whether an instance allocates from the program's heap in Java. */
  public boolean usesHeap() {
    return usesHeap;
  }
}
