package dev.radicchio.link.allocator;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Relocations;
import dev.radicchio.link.plan.HeapFunction;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks which functions of the allocator that a module with relocations brings the program's heap
 * can replace, so that what the module allocates, others can free.
 *
 * <p>Functions are found by the names and types of their symbols. To replace them is sound if they
 * are those of a {@link KnownAllocator}, whose state is known by name, and nothing else of the
 * module reaches into it, for instance code that was inlined: then one half would take what the
 * other gave. So all of this has to hold, or the module keeps its allocator:
 *
 * <ul>
 *   <li>What they call, between them, refers to the allocator's state.
 *   <li>They are the allocator's own and not, say, functions around it that keep sizes in front of
 *       blocks: a library's functions are weak, or have other names as well that programs do not
 *       give, or are in one object file with the rest, which calls and data that are local show.
 *   <li>Where sizes can be read off blocks without the state, the allocator was compiled apart from
 *       what uses it: a function of it is visible to all object files.
 *   <li>No function that can be called once they are replaced refers to the state or is the
 *       allocator's, and no data that such functions or other modules see points to it.
 * </ul>
 */
final class AllocatorCheck {
  /** What Rust code calls, as old and new compilers name it. */
  private static final Pattern RUST_ALLOCATES =
      Pattern.compile("(_R\\w+_)?__(rust|rg)_alloc(_zeroed)?");

  private static final FunctionType INITIALIZER = new FunctionType(List.of(), List.of());
  private static final BitSet NONE = new BitSet();

  private final InputModule module;
  private final WasmBinary binary;
  private final Relocations relocations;
  private final Optional<KnownAllocator> known;
  private final int imported;
  private final Map<Integer, Set<String>> names = new HashMap<>();
  private final BitSet global = new BitSet();
  private final BitSet weak = new BitSet();
  private final Map<Integer, String> replaced = new TreeMap<>();
  private @Nullable References references;
  private @Nullable KeptAllocator kept;
  private final BitSet emptied = new BitSet();
  private BitSet live = new BitSet();

  private AllocatorCheck(
      InputModule module, Relocations relocations, Optional<KnownAllocator> known) {
    this.module = module;
    this.binary = module.binary();
    this.known = known;
    this.relocations = relocations;
    this.imported = binary.imported(ExternType.Kind.FUNCTION);
  }

  /**
   * Checks the allocators of a module with relocations.
   *
   * @param known the one of them that the linker knows
   */
  static AllocatorCheck of(
      InputModule module, Relocations relocations, Optional<KnownAllocator> known) {
    AllocatorCheck check = new AllocatorCheck(module, relocations, known);
    check.readNames();
    for (HeapFunction.Family family : HeapFunction.Family.values()) {
      check.replace(family, check.functionsOf(family));
    }
    check.lookForOthers();
    return check;
  }

  /** The allocator that the program's heap can replace; empty if there is none. */
  Optional<OwnAllocator> replaceable() {
    return replaced.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new OwnAllocator(replaced, emptied, live, references().visibleTo(live), references()));
  }

  /** An allocator that the module keeps, and why; empty if there is none. */
  Optional<KeptAllocator> kept() {
    return Optional.ofNullable(kept);
  }

  private References references() {
    if (references == null) {
      references = References.of(module, relocations);
    }
    return references;
  }

  private void readNames() {
    for (Symbol symbol : relocations.symbols()) {
      if (symbol.kind() == Symbol.Kind.FUNCTION && !symbol.isUndefined()) {
        names.computeIfAbsent(symbol.index(), none -> new TreeSet<>()).add(symbol.name());
        if (!symbol.isLocal()) {
          global.set(symbol.index());
        }
        if (symbol.isWeak()) {
          weak.set(symbol.index());
        }
      }
    }
  }

  private Map<Integer, String> functionsOf(HeapFunction.Family family) {
    Map<Integer, String> functions = new TreeMap<>();
    names.forEach(
        (function, symbols) -> {
          for (String symbol : symbols) {
            HeapFunction.of(symbol, binary.functionType(function))
                .filter(found -> found.family() == family)
                .ifPresent(found -> functions.putIfAbsent(function, symbol));
          }
        });
    return functions;
  }

  private void replace(HeapFunction.Family family, Map<Integer, String> functions) {
    BitSet all = where(functions, symbol -> true);
    if (functions.isEmpty() || isMadeOfOthers(references().reachable(all, NONE))) {
      return;
    }
    Optional<KnownAllocator> serving =
        known.filter(some -> some.serves(family) && refersToState(some, functions));
    boolean allocates =
        functions.values().stream()
            .anyMatch(symbol -> HeapFunction.named(symbol).orElseThrow().allocates());
    if (!allocates && serving.isEmpty()) {
      return;
    }
    String problem =
        serving.isEmpty()
            ? unknown(functions.values().iterator().next())
            : whyNot(serving.get(), all);
    if (problem != null) {
      keep(problem, family == HeapFunction.Family.RUST);
      return;
    }
    live = stillCalled(serving.get(), cut(all, serving.get()));
    replaced.putAll(functions);
    emptied.or(initializers(serving.get()));
  }

  /**
   * What can be called once functions are replaced. Weak functions that the module never calls are
   * among it, since other modules may mean them by that name, but for those of the allocator.
   */
  private BitSet stillCalled(KnownAllocator known, BitSet cut) {
    BitSet called = references().reachable(references().roots(), cut);
    BitSet state = stateOf(known, symbol -> true);
    BitSet uncalled = (BitSet) weak.clone();
    uncalled.andNot(references().reachable(references().roots(), NONE));
    uncalled.stream()
        .mapToObj(
            function -> {
              BitSet one = new BitSet();
              one.set(function);
              return references().reachable(one, cut);
            })
        .filter(
            reached ->
                reached.stream()
                    .noneMatch(function -> references().dataOf(function).intersects(state)))
        .forEach(called::or);
    return called;
  }

  private static String unknown(String symbol) {
    return "its " + symbol + " is that of no allocator that is known to be safe to replace";
  }

  /** Whether functions call what is replaced already, or what the program's heap serves. */
  private boolean isMadeOfOthers(BitSet functions) {
    List<Import> imports = binary.imports(ExternType.Kind.FUNCTION);
    return functions.stream()
        .anyMatch(
            function ->
                replaced.containsKey(function)
                    || (function < imported
                        && HeapFunction.named(imports.get(function).name()).isPresent()));
  }

  /** Whether what allocates and what frees, as far as there is any, both refer to the state. */
  private boolean refersToState(KnownAllocator known, Map<Integer, String> functions) {
    BitSet state = stateOf(known, symbol -> true);
    return List.<Predicate<HeapFunction>>of(HeapFunction::allocates, HeapFunction::frees).stream()
        .map(
            half -> where(functions, symbol -> half.test(HeapFunction.named(symbol).orElseThrow())))
        .filter(half -> !half.isEmpty())
        .allMatch(
            half ->
                references().reachable(half, NONE).stream()
                    .anyMatch(function -> references().dataOf(function).intersects(state)));
  }

  private BitSet stateOf(KnownAllocator known, Predicate<Symbol> which) {
    BitSet state = new BitSet();
    for (Symbol symbol : relocations.symbols()) {
      if (symbol.isStaticData() && known.isState(symbol.name()) && which.test(symbol)) {
        state.set(references().number(symbol));
      }
    }
    return state;
  }

  /** Why functions of a known allocator cannot be replaced; null if they can. */
  private @Nullable String whyNot(KnownAllocator known, BitSet functions) {
    BitSet strange = new BitSet();
    functions.stream().filter(function -> !isOwn(known, function)).forEach(strange::set);
    if (!strange.isEmpty()) {
      return unknown(nameOf(strange.nextSetBit(0)));
    }
    boolean apart =
        functions.stream().allMatch(global::get)
            && (!known.hasSizesBesideBlocks() || isCompiledApart(known));
    if (!apart) {
      return optimized(known);
    }
    BitSet state = stateOf(known, symbol -> true);
    BitSet users = references().reachable(references().roots(), cut(functions, known));
    OptionalInt intruder =
        users.stream()
            .filter(
                function ->
                    references().dataOf(function).intersects(state)
                        || (known.hasSizesBesideBlocks() && isNamedBy(known, function)))
            .findFirst();
    if (intruder.isPresent()) {
      return "its function " + nameOf(intruder.getAsInt()) + " reaches into " + known.description();
    }
    return references().visibleTo(users).intersects(state)
        ? "static data that other code sees points into " + known.description()
        : null;
  }

  private static String optimized(KnownAllocator known) {
    return known.description()
        + " is one with the code that calls it, as link-time optimization makes it";
  }

  private boolean isOwn(KnownAllocator known, int function) {
    boolean onlyReads =
        names.getOrDefault(function, Set.of()).stream()
            .flatMap(symbol -> HeapFunction.named(symbol).stream())
            .anyMatch(found -> found == HeapFunction.USABLE_SIZE);
    return onlyReads
        || weak.get(function)
        || isNamedBy(known, function)
        || references().dataOf(function).intersects(stateOf(known, Symbol::isLocal))
        || references()
            .callees(function)
            .anyMatch(callee -> !global.get(callee) && isNamedBy(known, callee));
  }

  private boolean isNamedBy(KnownAllocator known, int function) {
    return names.getOrDefault(function, Set.of()).stream().anyMatch(known::isOwn);
  }

  /** Link-time optimization makes all functions local that are not exported. */
  private boolean isCompiledApart(KnownAllocator known) {
    BitSet exported = new BitSet();
    binary.exports().stream()
        .filter(export -> export.kind() == ExternType.Kind.FUNCTION)
        .forEach(export -> exported.set(export.index()));
    return names.entrySet().stream()
        .filter(function -> global.get(function.getKey()) && !exported.get(function.getKey()))
        .flatMap(function -> function.getValue().stream())
        .anyMatch(name -> name.equals("sbrk") || known.isOwn(name));
  }

  /** What prepares a known allocator when the module is initialized, and hands out nothing. */
  private BitSet initializers(KnownAllocator known) {
    BitSet found = new BitSet();
    names.forEach(
        (function, symbols) -> {
          if (symbols.stream().anyMatch(known::isInitializer)
              && binary.functionType(function).equals(INITIALIZER)) {
            found.set(function);
          }
        });
    return found;
  }

  private String nameOf(int function) {
    return names.getOrDefault(function, Set.of("#" + function)).iterator().next();
  }

  /** What nothing enters any more if functions are replaced, beside those that are already. */
  private BitSet cut(BitSet functions, KnownAllocator known) {
    BitSet all = initializers(known);
    all.or(functions);
    all.or(emptied);
    replaced.keySet().forEach(all::set);
    return all;
  }

  private static BitSet where(Map<Integer, String> functions, Predicate<String> symbols) {
    BitSet found = new BitSet();
    functions.forEach(
        (function, symbol) -> {
          if (symbols.test(symbol)) {
            found.set(function);
          }
        });
    return found;
  }

  private void keep(String why, boolean ofRust) {
    kept = kept == null ? new KeptAllocator(why, KeptAllocator.remedy(ofRust)) : kept;
  }

  /**
   * Allocators that have no functions of those names, since they were inlined or never had them.
   */
  private void lookForOthers() {
    if (known.isPresent()) {
      boolean isReplaced =
          replaced.values().stream()
              .map(symbol -> HeapFunction.named(symbol).orElseThrow().family())
              .anyMatch(known.get()::serves);
      if (!known.get().canBeReplaced()) {
        keep("all that calls " + known.get().description() + " also passes its state along", true);
      } else if (!isReplaced) {
        keep(optimized(known.get()), known.get().isOfRust());
      }
    } else if (hasGlobalAllocator()) {
      keep("its #[global_allocator] is none that is known to be safe to replace", true);
    }
  }

  /** Whether what Rust code allocates with is the module's own, and not the standard library's. */
  private boolean hasGlobalAllocator() {
    BitSet allocating = new BitSet();
    names.forEach(
        (function, symbols) -> {
          if (symbols.stream().anyMatch(name -> RUST_ALLOCATES.matcher(name).matches())) {
            allocating.set(function);
          }
        });
    BitSet reached = allocating.isEmpty() ? allocating : references().reachable(allocating, NONE);
    return !reached.isEmpty()
        && reached.nextSetBit(0) >= imported
        && reached.stream().noneMatch(replaced::containsKey);
  }
}
