package dev.radicchio.processor.check;

import dev.radicchio.processor.dwarf.DwarfTypes;
import dev.radicchio.processor.dwarf.GuestFunction;
import dev.radicchio.processor.dwarf.GuestType;
import dev.radicchio.processor.dwarf.StructDefinition;
import dev.radicchio.processor.model.FieldType;
import dev.radicchio.processor.model.StructReader;
import dev.radicchio.processor.model.StructType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares structs of Java with structs of one module, each pair once. */
final class StructMatch {
  private final DwarfTypes guest;
  private final StructReader reader;
  private final StructLayouts layouts;
  private final InnermostTypes innermost;
  private final FieldFit fit;
  private final Map<Pair, List<StructComparison>> compared = new HashMap<>();
  private final Set<Pair> unfinished = new HashSet<>();

  StructMatch(DwarfTypes guest, StructReader reader) {
    this.guest = guest;
    this.reader = reader;
    this.layouts = new StructLayouts(reader);
    this.innermost = new InnermostTypes(guest);
    this.fit = new FieldFit(this, innermost);
  }

  /** A struct of Java with one that a guest has where Java has that. */
  record Pair(StructType java, GuestType.Struct guest) {}

  FieldFit fit() {
    return fit;
  }

  InnermostTypes innermost() {
    return innermost;
  }

  /** How Java lays a struct out; empty if it cannot, which is an error of its own. */
  Optional<StructLayout> layout(StructType struct) {
    return layouts.of(struct);
  }

  /**
   * The two side by side, with each definition if units of the module disagree; none if nothing
   * says what the guest's consists of, or Java's has an error of its own.
   */
  List<StructComparison> compare(Pair pair) {
    List<StructComparison> comparisons = compared.get(pair);
    if (comparisons == null) {
      unfinished.add(pair);
      comparisons =
          layout(pair.java()).stream()
              .flatMap(
                  layout ->
                      guest.definitions(pair.guest()).stream()
                          .map(definition -> StructComparison.of(definition, layout, fit)))
              .toList();
      unfinished.remove(pair);
      compared.put(pair, comparisons);
    }
    return comparisons;
  }

  /**
   * The structs that a field holds, or points to, in Java and in the guest.
   *
   * @param type that of the member, or of its elements
   */
  Optional<Pair> structs(FieldType field, GuestType type) {
    if (field instanceof FieldType.Nested nested && type instanceof GuestType.Struct struct) {
      return Optional.of(new Pair(nested.struct(), struct));
    }
    return field instanceof FieldType.Pointer pointer
            && innermost.of(type) instanceof GuestType.Pointer address
        ? address.struct().map(struct -> new Pair(pointer.struct(), struct))
        : Optional.empty();
  }

  /**
   * A struct beside those that have its name in the guest: of several namespaces one that agrees,
   * else all; none if none has its name.
   */
  List<StructComparison> compareByName(StructType struct) {
    List<StructComparison> comparisons = new ArrayList<>();
    for (List<StructDefinition> definitions : candidates(struct)) {
      List<StructComparison> ofOne =
          layout(struct).stream()
              .flatMap(
                  layout ->
                      definitions.stream()
                          .map(definition -> StructComparison.of(definition, layout, fit)))
              .toList();
      if (ofOne.stream().allMatch(StructComparison::isSame)) {
        return ofOne; // Of types in several namespaces, this is the one that is meant.
      }
      comparisons.addAll(ofOne);
    }
    return comparisons;
  }

  private Collection<List<StructDefinition>> candidates(StructType struct) {
    return reader.read(struct).guestNames().stream()
        .map(guest::structs)
        .filter(found -> !found.isEmpty())
        .findFirst()
        .map(Map::values)
        .orElse(List.of());
  }

  /** What a struct of the guest consists of, if that is known. */
  Optional<StructDefinition> definition(GuestType.Struct struct) {
    return guest.definition(struct);
  }

  /** What the guest says of a function that there is a pointer to. */
  Optional<GuestFunction> function(GuestType.Function type) {
    return guest.function(type);
  }

  /** Whether both are known and the same. */
  boolean agree(Pair pair) {
    if (unfinished.contains(pair)) {
      return true; // It has a pointer to itself; what else there is decides.
    }
    List<StructComparison> comparisons = compare(pair);
    return !comparisons.isEmpty() && comparisons.stream().allMatch(StructComparison::isSame);
  }

  /** Whether a struct is the guest's, by its name if not by what it consists of. */
  boolean mayBe(StructType struct, GuestType.Struct inGuest) {
    return isNamed(struct, inGuest.names())
        || (inGuest.names().isEmpty() && guest.definitions(inGuest).isEmpty())
        || agree(new Pair(struct, inGuest));
  }

  /** Whether one of some names in the guest is a struct's. */
  boolean isNamed(StructType struct, Collection<String> names) {
    List<String> wanted = reader.read(struct).guestNames();
    return names.stream()
        .anyMatch(name -> wanted.stream().anyMatch(own -> DwarfTypes.matches(name, own)));
  }

  /** Whether the module has another struct that has the name of Java's. */
  boolean isNameOfAnother(Pair pair) {
    return !isNamed(pair.java(), pair.guest().names())
        && reader.read(pair.java()).guestNames().stream()
            .anyMatch(name -> !guest.structs(name).isEmpty());
  }
}
