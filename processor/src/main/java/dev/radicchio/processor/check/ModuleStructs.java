package dev.radicchio.processor.check;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.FunctionSymbol;
import dev.radicchio.processor.check.MethodFit.Finding;
import dev.radicchio.processor.check.StructComparison.Row;
import dev.radicchio.processor.check.StructMatch.Pair;
import dev.radicchio.processor.dwarf.DwarfTypes;
import dev.radicchio.processor.dwarf.GuestFunction;
import dev.radicchio.processor.dwarf.GuestType;
import dev.radicchio.processor.model.FieldModel;
import dev.radicchio.processor.model.FieldType;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.MethodReader;
import dev.radicchio.processor.model.StructReader;
import dev.radicchio.processor.model.StructType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what a program passes to one module with what that module's debug information says.
 *
 * <p>It starts from the functions: these say which of the guest's structs each struct of Java
 * stands for, whatever either is called, and these say the same of what they contain and point to.
 * Only structs that stand for nothing more than an address, in all functions and members, are
 * looked up by name.
 */
final class ModuleStructs {
  private final DwarfTypes guest;
  private final StructReader reader;
  private final MethodReader methods;
  private final StructMatch match;

  private final List<Finding> findings = new ArrayList<>();
  private final Map<Pair, String> pairs = new LinkedHashMap<>();
  private final Deque<Pair> unread = new ArrayDeque<>();

  /** Structs that only a name could find, and why; without a reason if nobody passes them. */
  private final Map<StructType, Optional<String>> unfollowed = new LinkedHashMap<>();

  private final Set<StructType> lookedUp = new HashSet<>();
  private final Set<StructType> compared = new HashSet<>();
  private final Set<Difference> differences = new LinkedHashSet<>();
  private final Map<StructType, String> unknown = new LinkedHashMap<>();

  ModuleStructs(DwarfTypes guest, StructReader reader, MethodReader methods) {
    this.guest = guest;
    this.reader = reader;
    this.methods = methods;
    this.match = new StructMatch(guest, reader);
  }

  /**
   * A struct that is not what the guest has in its place.
   *
   * @param method what leads to the guest's struct if its name does not; empty if that does
   */
  record Difference(StructType struct, StructComparison comparison, String method) {}

  StructMatch match() {
    return match;
  }

  /** What the functions say of numbers and addresses, and which structs stand for which. */
  List<Finding> findings() {
    return findings;
  }

  /** The structs that differ, each with each that it differs from. */
  Set<Difference> differences() {
    return differences;
  }

  /** Those of them that a pair has. */
  List<Difference> differences(Pair pair) {
    List<StructComparison> comparisons = match.compare(pair);
    return differences.stream()
        .filter(difference -> comparisons.contains(difference.comparison()))
        .toList();
  }

  /** Whether a struct of Java is not meant to be the guest's that it is passed for. */
  boolean isOfAnother(Pair pair) {
    return match.isNameOfAnother(pair)
        || (!match.isNamed(pair.java(), pair.guest().names())
            && pairs.keySet().stream()
                .anyMatch(other -> other.java().equals(pair.java()) && match.agree(other)));
  }

  /** The struct that methods pass for one of the guest's, if some do. */
  Optional<StructType> structFor(GuestType.Struct inGuest) {
    return findings.stream()
        .filter(Finding.Struct.class::isInstance)
        .map(finding -> ((Finding.Struct) finding).pair())
        .filter(pair -> isSame(pair.guest(), inGuest))
        .map(Pair::java)
        .findFirst();
  }

  /** Each unit of a module has the types that it needs, so the same may be there twice. */
  private static boolean isSame(GuestType.Struct one, GuestType.Struct other) {
    return one.offset() == other.offset()
        || (!one.names().isEmpty() && one.names().equals(other.names()));
  }

  /** The structs that are passed and could not be compared, with the reason. */
  Map<StructType, String> unknown() {
    return unknown;
  }

  /** Adds a method, with the function that it is and the name of the export or import. */
  void add(MethodModel method, FunctionSymbol symbol, String name, FunctionType type) {
    MethodFit fit = new MethodFit(match, methods, name, findings::add);
    List<GuestFunction> functions = guest.functions(symbol, name);
    List<GuestSignature> signatures =
        functions.stream()
            .flatMap(function -> GuestSignature.of(function, type, match).stream())
            .toList();
    signatures.forEach(signature -> fit.compare(method, signature));
    if (signatures.isEmpty()) {
      fit.anything(
          method,
          functions.isEmpty()
              ? "it does not describe " + name
              : functions.get(0).hasNoTypes()
                  ? "it has no types for " + name
                  : "what it says of " + name + " is not what that takes and returns");
    }
  }

  /** Compares all structs that the methods have led to. */
  void compare() {
    for (Finding finding : findings) {
      if (finding instanceof Finding.Struct struct) {
        enqueue(struct.pair(), struct.place().method().signature());
      } else if (finding instanceof Finding.Anything anything) {
        unfollowed.putIfAbsent(anything.struct(), Optional.of(anything.why()));
      }
    }
    follow();
    while (!unfollowed.isEmpty()) {
      Map.Entry<StructType, Optional<String>> next = unfollowed.entrySet().iterator().next();
      StructType struct = next.getKey();
      unfollowed.remove(struct);
      if (!compared.contains(struct) && lookedUp.add(struct)) {
        compareByName(struct, next.getValue());
        follow();
      }
    }
    unknown.keySet().removeAll(compared);
  }

  private void enqueue(Pair pair, String method) {
    if (pairs.putIfAbsent(pair, method) == null) {
      unread.add(pair);
    }
  }

  private void follow() {
    while (!unread.isEmpty()) {
      Pair pair = unread.remove();
      List<StructComparison> comparisons = match.compare(pair);
      if (comparisons.isEmpty() && match.layout(pair.java()).isPresent()) {
        unknown.putIfAbsent(
            pair.java(), "nothing says what " + pair.guest().spelling() + " consists of");
      } else {
        compared.add(pair.java());
      }
      boolean isNamed = match.isNamed(pair.java(), pair.guest().names());
      String method = pairs.getOrDefault(pair, "");
      comparisons.forEach(each -> note(pair.java(), each, isNamed ? "" : method, method));
    }
  }

  private void compareByName(StructType struct, Optional<String> why) {
    List<StructComparison> comparisons = match.compareByName(struct);
    if (!comparisons.isEmpty() || match.layout(struct).isEmpty()) {
      compared.add(struct);
    } else {
      String names = String.join(" or ", reader.read(struct).guestNames());
      why.ifPresent(
          reason -> unknown.putIfAbsent(struct, reason + ", and no type is called " + names));
      for (FieldModel field : reader.read(struct).fields()) {
        inside(field.type()).ifPresent(inner -> unfollowed.putIfAbsent(inner, Optional.empty()));
      }
    }
    comparisons.forEach(each -> note(struct, each, "", ""));
  }

  private static Optional<StructType> inside(FieldType type) {
    if (type instanceof FieldType.Nested nested) {
      return Optional.of(nested.struct());
    }
    return type instanceof FieldType.Pointer pointer
        ? Optional.of(pointer.struct())
        : Optional.empty();
  }

  private void note(StructType struct, StructComparison comparison, String shown, String method) {
    if (!comparison.isSame()) {
      differences.add(new Difference(struct, comparison, shown));
    }
    comparison.rows().forEach(row -> followMember(comparison, row, method));
  }

  private void followMember(StructComparison comparison, Row row, String method) {
    if (row.member() == null || row.field() == null) {
      return;
    }
    FieldType field = row.field().model().type();
    GuestType type = match.innermost().of(row.member().type());
    GuestType element = type instanceof GuestType.Array array ? array.element() : type;
    Optional<StructType> inner = inside(field);
    Optional<Pair> pair =
        match.structs(field, row.member().type()).or(() -> match.structs(field, element));
    if (pair.isPresent()) {
      // One that is neither the same nor of the name is in the table already.
      if (match.mayBe(pair.get().java(), pair.get().guest())) {
        enqueue(pair.get(), method);
      }
    } else if (inner.isPresent()) {
      unfollowed.putIfAbsent(
          inner.get(),
          Optional.of(
              comparison.guest().name()
                  + " has "
                  + row.member().type().spelling()
                  + " for "
                  + row.field().model().name()));
    }
  }
}
