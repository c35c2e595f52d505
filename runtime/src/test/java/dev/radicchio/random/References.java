package dev.radicchio.random;

import dev.radicchio.random.Variable.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the functions and variables of a random program refer to. */
final class References {
  /** The first function of the first part. */
  private static final String FIRST = "f0";

  /** So many that the memory has to grow after a while. */
  private static final int MANY_WORDS = 5_000;

  private static final int MOST_CALLS = 2;

  private final Chance chance;
  private final Flavor flavor;
  private final List<Part> parts;
  private final List<Item> items;

  private References(Chance chance, Flavor flavor, Declarations declarations) {
    this.chance = chance;
    this.flavor = flavor;
    parts = declarations.parts();
    items = new ArrayList<>(declarations.items());
  }

  /** The items that are declared, each with what it contains. */
  static List<Item> in(Declarations declarations, Chance chance, Flavor flavor) {
    References all = new References(chance, flavor, declarations);
    all.items.replaceAll(all::filled);
    return all.items;
  }

  private Part partOf(Unit unit) {
    return parts.stream().filter(part -> part.name().equals(unit.part())).findFirst().orElseThrow();
  }

  private Language language(Unit unit) {
    return unit.isHeader() || unit.equals(Declarations.HOST)
        ? Language.CXX
        : partOf(unit).language();
  }

  /** Whether code or data in a file can refer to an item by its name. */
  private boolean sees(Unit from, Item item) {
    if (item.linkage() == Linkage.ABSENT) {
      return !from.isHeader()
          && language(from) != Language.RUST
          && partOf(from).llvm() == Part.LLVM;
    }
    if (item.linkage().isInHeader()) {
      return from.isHeader() || language(from) == Language.CXX;
    }
    if (item.linkage() == Linkage.HOST) {
      return !flavor.isShared(from.part());
    }
    boolean same = item.unit().part().equals(from.part());
    return switch (item.linkage()) {
      case LOCAL -> item.unit().equals(from);
      case HIDDEN, WEAK_HIDDEN -> same;
      default -> same || (!flavor.isShared(from.part()) && isBetween(from, item));
    };
  }

  /**
   * Whether what is in one part can be referred to from another by its name; data that is apart for
   * each thread cannot.
   */
  private boolean isBetween(Unit from, Item item) {
    Model user = from.isHeader() ? Model.RELOCS : partOf(from).model();
    Model owner = item.unit().isHeader() ? Model.RELOCS : partOf(item.unit()).model();
    if (item instanceof Variable variable) {
      boolean known = !flavor.atomics() || !variable.traits().threadLocal();
      return known && user.hasSymbols() && owner.hasSymbols();
    }
    return true;
  }

  private List<Item> seen(Unit from, Predicate<Item> wanted) {
    return items.stream().filter(item -> sees(from, item)).filter(wanted).toList();
  }

  private Optional<Item> anyItem(Unit from, Predicate<Item> wanted) {
    List<Item> all = seen(from, wanted);
    return all.isEmpty() ? Optional.empty() : Optional.of(chance.any(all));
  }

  private Optional<Function> anyFunction(Unit from, Predicate<Function> wanted) {
    return anyItem(
            from,
            item ->
                item instanceof Function function
                    && item.linkage() != Linkage.ABSENT
                    && (language(from) != Language.RUST || function.shape().isKnownToRust())
                    && wanted.test(function))
        .map(Function.class::cast);
  }

  private Optional<Function> anyFunction(Unit from, Shape shape) {
    return anyFunction(from, function -> function.shape() == shape);
  }

  private Optional<Variable> anyVariable(Unit from, Predicate<Variable> wanted) {
    return anyItem(
            from,
            item ->
                item instanceof Variable variable
                    && item.linkage() != Linkage.ABSENT
                    && isKnown(variable, from)
                    && wanted.test(variable))
        .map(Variable.class::cast);
  }

  /** Objects are C++'s, and thread-local data is known to newer compilers of C and C++ alone. */
  private boolean isKnown(Variable variable, Unit from) {
    boolean old =
        parts.stream()
            .filter(part -> from.isHeader() || part.name().equals(from.part()))
            .anyMatch(part -> part.llvm() < Part.LLVM);
    if (old && variable.traits().threadLocal()) {
      return false;
    }
    return switch (language(from)) {
      case CXX -> true;
      case C -> variable.contents() != Contents.OBJECTS;
      case RUST ->
          variable.contents() != Contents.OBJECTS
              && !variable.traits().threadLocal()
              && variable.traits().skew() == 0;
    };
  }

  private Item filled(Item item) {
    if (!item.linkage().isDefined()) {
      return item;
    } else if (item instanceof Function function) {
      List<Operation> body = body(function.unit(), function.shape());
      if (flavor.hosted() && function.name().equals(FIRST)) {
        // Where all libraries only have its address, nothing tells the type.
        body.add(new Operation.Call(Declarations.HOST_FUNCTION));
      }
      return function.withBody(body);
    } else if (item instanceof Variable variable) {
      return variable.withTargets(targets(variable));
    } else if (item instanceof Constructor constructor) {
      return constructed(constructor);
    }
    return typed((VirtualClass) item);
  }

  private VirtualClass typed(VirtualClass type) {
    Optional<Item> base =
        anyItem(
            Unit.HEADER,
            item ->
                item instanceof VirtualClass
                    && item.unit().isHeader()
                    && items.indexOf(item) < items.indexOf(type));
    List<List<Operation>> methods = new ArrayList<>();
    for (int i = 0; i < VirtualClass.METHODS; i++) {
      methods.add(body(type.unit(), Shape.NUMBER));
    }
    String name = chance.oneIn(2) ? "" : base.map(Item::name).orElse("");
    return new VirtualClass(type.name(), type.unit(), name, type.salt(), methods);
  }

  /** Does what may be done in any order, but for what only this part sees. */
  private Constructor constructed(Constructor constructor) {
    List<Operation> body = new ArrayList<>(constructor.body());
    int count = chance.upTo(2);
    for (int i = 0; i < count; i++) {
      anyVariable(constructor.unit(), References::isBumped)
          .map(
              cells ->
                  new Operation.Bump(cells.name(), chance.upTo(cells.count() - 1), chance.number()))
          .ifPresent(body::add);
    }
    return new Constructor(constructor.name(), constructor.unit(), constructor.priority(), body);
  }

  private static boolean isBumped(Variable variable) {
    return variable.contents() == Contents.CELLS
        && !variable.traits().constant()
        && !variable.traits().dynamic()
        && !variable.name().startsWith("order");
  }

  private List<Target> targets(Variable variable) {
    List<Target> targets = new ArrayList<>();
    switch (variable.contents()) {
      case POINTERS -> {
        for (int i = 0; i < variable.count(); i++) {
          targets.add(cell(variable));
        }
      }
      case FUNCTIONS -> {
        for (int i = 0; i < variable.count(); i++) {
          targets.add(pointedFunction(variable));
        }
      }
      case NODES -> {
        for (int i = 0; i < variable.count(); i++) {
          targets.add(
              anyVariable(variable.unit(), other -> other.contents() == Contents.NODES)
                  .filter(next -> !chance.oneIn(4))
                  .map(this::element)
                  .orElse(null));
          targets.add(cell(variable));
          targets.add(pointedFunction(variable));
        }
      }
      case OBJECTS ->
          targets.add(
              anyItem(variable.unit(), item -> item instanceof VirtualClass)
                  .filter(type -> !chance.oneIn(5))
                  .map(type -> new Target(type.name(), 0))
                  .orElse(null));
      case CELLS, BYTES, WIDES, TEXTS -> {}
    }
    return targets;
  }

  private Target element(Variable variable) {
    return new Target(variable.name(), chance.upTo(variable.count() - 1));
  }

  private Target cell(Variable holder) {
    return anyVariable(holder.unit(), other -> isPointedTo(other) && !other.traits().constant())
        .filter(cells -> !chance.oneIn(6))
        .map(this::element)
        .orElse(null);
  }

  private static boolean isPointedTo(Variable variable) {
    return variable.contents() == Contents.CELLS
        && !variable.traits().threadLocal()
        && !variable.name().startsWith("order");
  }

  private Target pointedFunction(Variable holder) {
    return anyItem(
            holder.unit(), item -> item instanceof Function && item.linkage() == Linkage.ABSENT)
        .filter(absent -> chance.oneIn(8))
        .or(() -> anyFunction(holder.unit(), function -> isPointedTo(function, holder.unit())))
        .filter(function -> !chance.oneIn(8))
        .map(function -> new Target(function.name(), 0))
        .orElse(null);
  }

  /** What has slots of its own in a table of its own shares none with others. */
  private boolean isPointedTo(Function function, Unit from) {
    return function.shape() == Shape.NUMBER
        && (from.isHeader()
            || partOf(from).model().hasSymbols()
            || function.unit().part().equals(from.part()));
  }

  private List<Operation> body(Unit unit, Shape shape) {
    List<Operation> body = new ArrayList<>();
    if (shape == Shape.FACTORY) {
      anyItem(unit, item -> item instanceof VirtualClass)
          .map(type -> new Operation.New(type.name()))
          .ifPresent(body::add);
    }
    int count = 2 + chance.upTo(4);
    int calls = 0;
    for (int i = 0; i < count; i++) {
      Operation operation = new Operation.Mix(chance.number());
      Optional<? extends Operation> chosen = operation(unit, calls >= MOST_CALLS);
      if (chosen.isPresent()) {
        operation = chosen.get();
      }
      body.add(operation);
      calls += operation.calls() ? 1 : 0;
    }
    return body;
  }

  private Optional<? extends Operation> operation(Unit unit, boolean calledEnough) {
    if (flavor.isShared(unit.part())) {
      return switch (chance.below(calledEnough ? 3 : 6)) {
        case 0, 1 -> anyVariable(unit, any -> true).map(this::read);
        case 2 -> Optional.empty();
        case 3 ->
            anyFunction(unit, Shape.ARRAY)
                .map(function -> new Operation.Frame(function.name(), 1 + chance.upTo(30)));
        default ->
            anyFunction(unit, function -> function.shape().isCalledWithNumbers())
                .map(function -> new Operation.Call(function.name()));
      };
    }
    boolean cxx = language(unit) == Language.CXX;
    return switch (chance.below(calledEnough ? 14 : 31)) {
      case 0, 1, 2 -> anyVariable(unit, any -> true).map(variable -> read(variable));
      case 3, 4, 5 ->
          anyVariable(unit, each -> !each.traits().constant() && !each.name().startsWith("order"))
              .map(
                  variable ->
                      new Operation.Write(variable.name(), chance.upTo(variable.count() - 1)));
      case 6 -> Optional.of(own(unit));
      case 7, 8 -> compareCells(unit);
      case 9 -> compareFunctions(unit);
      case 10 -> flavor.hosted() ? Optional.of(lend(unit)) : Optional.empty();
      case 11 -> when(flavor.throwing() && cxx, () -> new Operation.Throw(3 + chance.upTo(5)));
      case 12, 13 ->
          anyItem(unit, item -> isAskedFor(item, unit))
              .map(item -> new Operation.IfThere(item.name()));
      case 14, 15, 16, 17 ->
          anyFunction(unit, function -> function.shape().isCalledWithNumbers())
              .map(function -> new Operation.Call(function.name()));
      case 18, 19, 20 ->
          anyVariable(unit, other -> other.contents() == Contents.FUNCTIONS)
              .map(table -> new Operation.Through(table.name(), chance.upTo(table.count() - 1)));
      case 21, 22 ->
          anyFunction(unit, Shape.ARRAY)
              .map(function -> new Operation.Frame(function.name(), 1 + chance.upTo(30)));
      case 23, 24 -> Optional.of(allocate(unit));
      case 25 ->
          anyFunction(unit, function -> isPointedTo(function, unit))
              .filter(function -> flavor.hosted() && function.linkage() != Linkage.TEMPLATE)
              .map(function -> new Operation.Callback(function.name()));
      case 26 -> cast(unit);
      case 27, 28 ->
          anyFunction(unit, Shape.FACTORY)
              .filter(factory -> cxx)
              .map(factory -> new Operation.Virtual(factory.name(), chance.upTo(1)));
      default ->
          anyFunction(unit, Shape.NUMBER)
              .filter(function -> flavor.throwing() && cxx)
              .map(function -> new Operation.Catch(function.name()));
    };
  }

  /** What refers to nothing of the program. */
  private Operation own(Unit unit) {
    if (language(unit) == Language.RUST && chance.oneIn(2)) {
      return new Operation.Dispatch(chance.upTo(2));
    } else if (hasLibrary(unit) && chance.oneIn(2)) {
      return new Operation.Library(chance.upTo(Operation.Library.KINDS - 1));
    }
    return new Operation.Count(chance.number());
  }

  /** There is no library of C for shared libraries. */
  private boolean hasLibrary(Unit unit) {
    return flavor.library()
        && !unit.isHeader()
        && language(unit) != Language.RUST
        && partOf(unit).model() != Model.DYLINK;
  }

  /** What code may refer to weakly: what is not there, and what another module has. */
  private boolean isAskedFor(Item item, Unit from) {
    boolean isAbsent = item.linkage() == Linkage.ABSENT;
    boolean isForeign = item.linkage().isExported() && !item.unit().part().equals(from.part());
    boolean fits =
        item instanceof Function function
            ? function.shape() == Shape.NUMBER
            : item instanceof Variable variable && isPointedTo(variable);
    return fits
        && !from.isHeader()
        && language(from) != Language.RUST
        && (isAbsent
            ? item instanceof Function || partOf(from).model().hasSymbols()
            : isForeign && isResolvedLater(partOf(from)));
  }

  /** Whether what its linker did not find is still known by its name. */
  private static boolean isResolvedLater(Part part) {
    return part.model() == Model.DYLINK || (part.model().hasSymbols() && part.keepsNames());
  }

  private Optional<Operation> cast(Unit unit) {
    return anyItem(unit, item -> item instanceof VirtualClass)
        .filter(type -> hasLibrary(unit) && language(unit) == Language.CXX)
        .flatMap(
            type ->
                anyFunction(unit, Shape.FACTORY)
                    .map(factory -> new Operation.Cast(factory.name(), type.name())));
  }

  private static Optional<Operation> when(boolean holds, Supplier<Operation> made) {
    return holds ? Optional.of(made.get()) : Optional.empty();
  }

  private Operation read(Variable variable) {
    return new Operation.Read(variable.name(), chance.upTo(variable.count() - 1));
  }

  private Operation lend(Unit unit) {
    return new Operation.Lend(
        anyFunction(unit, Shape.ARRAY).map(Function::name).orElse(""),
        1 + chance.upTo(20),
        language(unit) == Language.RUST || chance.oneIn(2));
  }

  /** A pointer to a function of the host means who took it, so that these are not compared. */
  private Optional<Operation> compareFunctions(Unit unit) {
    return anyVariable(unit, each -> each.contents() == Contents.FUNCTIONS)
        .flatMap(
            table ->
                anyFunction(unit, function -> isPointedTo(function, unit))
                    .filter(function -> function.linkage() != Linkage.HOST)
                    .map(
                        function ->
                            new Operation.Compare(
                                table.name(), chance.upTo(table.count() - 1), function.name(), 0)));
  }

  private Optional<Operation> compareCells(Unit unit) {
    return anyVariable(
            unit, each -> each.contents() == Contents.POINTERS && each.traits().skew() == 0)
        .flatMap(
            pointers ->
                anyVariable(unit, References::isPointedTo)
                    .map(
                        cells ->
                            new Operation.Compare(
                                pointers.name(),
                                chance.upTo(pointers.count() - 1),
                                cells.name(),
                                chance.upTo(cells.count() - 1))));
  }

  /** What Rust makes, Rust frees. */
  private Operation allocate(Unit unit) {
    Optional<Function> maker = anyFunction(unit, Shape.MAKE).filter(function -> !chance.oneIn(3));
    Language family = language(maker.map(Function::unit).orElse(unit));
    Optional<Function> releaser =
        anyFunction(
            unit,
            function ->
                function.shape() == Shape.RELEASE
                    && (language(function.unit()) == Language.RUST) == (family == Language.RUST));
    return new Operation.Allocate(
        maker.map(Function::name).orElse(""),
        anyFunction(unit, Shape.ARRAY).map(Function::name).orElse(""),
        releaser.map(Function::name).orElse(""),
        chance.oneIn(12) ? MANY_WORDS : 1 + chance.upTo(40));
  }
}
