package dev.radicchio.random;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program of several modules, before it is source code.
 *
 * @param parts its modules in the order in which they are linked
 * @param items what they define; what refers to a name that none has is left out of the source
 * @param steps what is called
 */
record RandomProgram(
    long seed, List<Part> parts, List<Item> items, List<Step> steps, Settings settings) {
  /**
   * What holds for all of it.
   *
   * @param guestHeap whether a module has the heap, and not Java
   * @param atomics whether it is compiled for threads, so that thread-local data is apart
   * @param twice whether there are two instances of the first part, each to do what the program
   *     does alone
   * @param library whether each module has C's and C++'s library, with an allocator of its own
   * @param rust the release that compiles what is in Rust
   */
  record Settings(
      boolean guestHeap, boolean atomics, boolean twice, boolean library, String rust) {}

  /** A call from outside. */
  record Step(String function, int argument) {}

  RandomProgram {
    parts = List.copyOf(parts);
    items = List.copyOf(items);
    steps = List.copyOf(steps);
  }

  RandomProgram withParts(List<Part> others) {
    List<String> names = others.stream().map(Part::name).toList();
    List<Item> left =
        items.stream()
            .filter(
                item ->
                    !item.linkage().isDefined()
                        || item.unit().isHeader()
                        || names.contains(item.unit().part()))
            .toList();
    return new RandomProgram(seed, others, left, steps, settings).withCallableSteps();
  }

  RandomProgram withItems(List<Item> others) {
    return new RandomProgram(seed, parts, others, steps, settings).withCallableSteps();
  }

  RandomProgram withSteps(List<Step> others) {
    return new RandomProgram(seed, parts, items, others, settings);
  }

  private RandomProgram withCallableSteps() {
    return withSteps(steps.stream().filter(step -> !definitions(step.function).isEmpty()).toList());
  }

  /** All that define a name. */
  List<Item> definitions(String name) {
    return items.stream()
        .filter(item -> item.name().equals(name) && item.linkage().isDefined())
        .toList();
  }

  /** One that tells what a name is, though it may be nowhere defined. */
  Optional<Item> item(String name) {
    return items.stream().filter(item -> item.name().equals(name)).findFirst();
  }

  /** Whether a function is written in Rust, whose allocator is not that of C. */
  boolean isInRust(String function) {
    return definitions(function).stream()
        .anyMatch(
            item ->
                !item.unit().isHeader() && part(item.unit().part()).language() == Language.RUST);
  }

  /** What a source file defines itself. */
  List<Item> in(Unit unit) {
    return items.stream()
        .filter(item -> item.unit().equals(unit) && item.linkage().isDefined())
        .toList();
  }

  Part part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
  }

  /** The part that what is called has its own definition in, if it is exported by several. */
  Part partOf(Step step) {
    return part(definitions(step.function).get(0).unit().part());
  }

  boolean has(Model model) {
    return parts.stream().anyMatch(part -> part.model() == model);
  }

  /** Whether any code has an operation of a kind. */
  boolean uses(Class<? extends Operation> kind) {
    return operations().anyMatch(kind::isInstance);
  }

  Stream<Operation> operations() {
    return items.stream().flatMap(RandomProgram::operations);
  }

  /** What the code of an item does. */
  static Stream<Operation> operations(Item item) {
    if (item instanceof Function function) {
      return function.body().stream();
    } else if (item instanceof Constructor constructor) {
      return constructor.body().stream();
    } else if (item instanceof VirtualClass type) {
      return type.methods().stream().flatMap(List::stream);
    }
    return Stream.of();
  }
}
