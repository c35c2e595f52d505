package dev.radicchio.memory;

import org.jspecify.annotations.Nullable;

/**
 * A struct in a memory. It holds no fields: each access reads or writes the memory. The classes
 * that are generated for {@code @WasmStruct} interfaces implement it.
 */
public interface StructView {

  /** The memory that the struct is in. */
  FlatMemory memory();

  /** Its first address. */
  int address();

  /**
   * Whether it may be passed to an instance of that address space: pointers inside it are read and
   * written as those of one instance. True if it has none.
   */
  default boolean isIn(AddressSpace addresses) {
    return true;
  }

  /**
   * The address of a struct, to be handed to a guest as a pointer.
   *
   * @param struct a view, or null
   * @param memory the memory that the pointer is for
   * @return its address; 0 for null
   * @throws IllegalArgumentException if it is in another memory, or no view at all
   */
  static int addressOf(@Nullable Object struct, FlatMemory memory) {
    if (struct == null) {
      return 0;
    }
    if (!(struct instanceof StructView view)) {
      String type = struct.getClass().getName();
      throw new IllegalArgumentException(
          type
              + " is not in the program's memory; pass what the struct's generated class gives, as"
              + " PointStruct.at or PointStruct.allocate do for Point");
    }
    if (view.memory() != memory) {
      throw new IllegalArgumentException(
          view + " belongs to another program's memory; copy its fields to a struct in this one");
    }
    return view.address();
  }

  /**
   * The address of a struct, to be handed to a guest that has addresses of its own.
   *
   * @param struct a view, or null
   * @param memory the memory that the pointer is for
   * @param addresses those of the guest
   * @return its address as the guest knows it; 0 for null
   * @throws IllegalArgumentException if it is in another memory, or no view at all; if its pointers
   *     are not the guest's; or if the guest does not reach it
   */
  static int addressOf(@Nullable Object struct, FlatMemory memory, AddressSpace addresses) {
    int address = addressOf(struct, memory);
    if (struct instanceof StructView view && !view.isIn(addresses)) {
      throw new IllegalArgumentException(
          view
              + " has pointers of another instance than "
              + addresses
              + "; make it with the addresses of the one that it is passed to, as in"
              + " PointStruct.at(memory, address, program.addresses(instance))");
    }
    return addresses.toInstance(address);
  }
}
