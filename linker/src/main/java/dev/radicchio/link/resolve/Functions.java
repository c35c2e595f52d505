package dev.radicchio.link.resolve;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Symbol;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.resolve.ReplacedFunctions.Replaced;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which function of the image every function of every instance is. The image counts functions that
 * stay imports first, then what each instance defines, in order, then those that linking makes.
 */
public final class Functions {
  private final List<int[]> indices;
  private final List<int[]> own;
  private final List<ReplacedFunctions> replaced;
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
   * @param own the same, before any means another instance's
   * @param replaced those that give way to others, by the number of the instance
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
      List<int[]> own,
      List<ReplacedFunctions> replaced,
      List<HostFunction> hosts,
      int firstTrap,
      List<Integer> traps,
      List<Adapter> adapters,
      Map<Entry, Integer> entries,
      Map<Integer, Integer> pointees,
      boolean usesHeap) {
    this.indices = List.copyOf(indices);
    this.own = List.copyOf(own);
    this.replaced = List.copyOf(replaced);
    this.hosts = List.copyOf(hosts);
    this.firstTrap = firstTrap;
    this.traps = List.copyOf(traps);
    this.adapters = List.copyOf(adapters);
    this.entries = Map.copyOf(entries);
    this.pointees = Map.copyOf(pointees);
    this.usesHeap = usesHeap;
  }

  /**
   * The index in the image of a function of an instance, or of one that its code {@link #calledBy
   * calls by a number} beyond these.
   */
  public int of(Instance instance, int function) {
    int[] ofInstance = indices.get(instance.number());
    return function < ofInstance.length
        ? ofInstance[function]
        : replaced.get(instance.number()).all().get(function - ofInstance.length).function();
  }

  /**
   * The number, beyond those of the instance's functions, of the function that calls by a symbol
   * mean; empty if that is the symbol's own.
   */
  public OptionalInt calledBy(Instance instance, Symbol symbol) {
    Replaced by = replaced.get(instance.number()).of(symbol);
    return by != null && by.called()
        ? OptionalInt.of(count(instance) + by.number())
        : OptionalInt.empty();
  }

  /** The function of the image that calls by a symbol mean. */
  public int calledFunction(Instance instance, Symbol symbol) {
    return of(instance, calledBy(instance, symbol).orElse(symbol.index()));
  }

  /** Whether other functions stand for all symbols that a function of an instance has. */
  public boolean isReplaced(Instance instance, int function) {
    return replaced.get(instance.number()).isReplaced(function);
  }

  /** Whether a function of an instance is what that instance defines. */
  public boolean isOwn(Instance instance, int function) {
    return function >= instance.binary().imported(ExternType.Kind.FUNCTION)
        && of(instance, function) == own.get(instance.number())[function];
  }

  /** The functions of the image that an instance calls as its own or imports, and defines not. */
  public IntStream others(Instance instance) {
    IntStream ofIndices =
        IntStream.range(0, count(instance))
            .filter(function -> !isOwn(instance, function))
            .map(function -> of(instance, function));
    IntStream ofSymbols =
        replaced.get(instance.number()).all().stream().mapToInt(Replaced::function);
    return IntStream.concat(ofIndices, ofSymbols);
  }

  /** What calls mean instead of a function of an instance, by some or all of its symbols. */
  public IntStream insteadOf(Instance instance, int function) {
    return replaced.get(instance.number()).all().stream()
        .filter(each -> each.own() == function && each.called())
        .mapToInt(Replaced::function);
  }

  /** The function of the image that pointers by a symbol of an instance point to. */
  public int pointedToBy(Instance instance, Symbol symbol) {
    Replaced by = replaced.get(instance.number()).of(symbol);
    return by == null ? of(instance, symbol.index()) : by.function();
  }

  /** The function of the image that an instance exports. */
  public int exported(Instance instance, Export export) {
    Replaced by = replaced.get(instance.number()).exported(export);
    return by == null ? of(instance, export.index()) : by.function();
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
