package dev.radicchio.link.bind;

import dev.radicchio.binary.Limits;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.place.Addresses;
import dev.radicchio.link.resolve.TypePool;
import java.util.List;

/**
 * What the fuser needs to know of a planned program. In the image, function indices count host
 * functions first, then the defined functions of each instance in order, then those that linking
 * makes; the initializer is last. Global indices count host globals first.
 *
 * @param instances the instances in order
 * @param addresses the addresses of data symbols
 * @param types the types of the image; the fuser may add to them
 * @param emptyType index of the type without parameters and results
 * @param hosts functions that stay imports
 * @param synthetic functions that linking makes
 * @param globals the globals of the image
 * @param tables the tables of the image
 * @param tags the tags of the image
 * @param slots the function in each slot of the program's table, or -1
 * @param initializers functions to call in order before anything else
 * @param alone whether exports keep their names
 */
public record Program(
    List<InstancePlan> instances,
    Addresses addresses,
    TypePool types,
    int emptyType,
    List<HostFunction> hosts,
    List<SyntheticFunction> synthetic,
    List<ImageGlobal> globals,
    List<ImageTable> tables,
    List<ImageTag> tags,
    List<Integer> slots,
    List<Integer> initializers,
    boolean alone) {
  /** A function that stays an import, with the index of its type in the image. */
  public record HostFunction(String module, String name, int type) {}

  /** A function that linking makes. */
  public sealed interface SyntheticFunction {
    /** The index of its type in the image. */
    int type();

    /** Stands for a weak import that nothing defines. */
    record Trap(int type) implements SyntheticFunction {}

    /** The {@code memory.grow} of an instance with a {@link MemoryView}. */
    record Grow(int type, int global) implements SyntheticFunction {}
  }

  /** A global of the image; those of the host come first. */
  public sealed interface ImageGlobal {
    /** A global that stays an import, by its index in a module that imports it. */
    record Host(InstancePlan instance, int global) implements ImageGlobal {}

    /** The stack pointer that all instances share. */
    record StackPointer(long value) implements ImageGlobal {}

    /** A global that an instance defines, by its index in the module. */
    record Defined(InstancePlan instance, int global) implements ImageGlobal {}

    /** A mutable {@code i32} that linking made, for a GOT entry that code writes for instance. */
    record Cell(int value) implements ImageGlobal {}
  }

  /** A table of the image. */
  public sealed interface ImageTable {
    /** The table that function pointers index. */
    record Shared(Limits limits) implements ImageTable {}

    /** A table that an instance defines, by its index in the module. */
    record Defined(InstancePlan instance, int table) implements ImageTable {}
  }

  /** A tag that an instance defines, by its type in the image. */
  public record ImageTag(int type) {}
}
