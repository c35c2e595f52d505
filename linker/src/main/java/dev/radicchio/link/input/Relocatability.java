package dev.radicchio.link.input;

import dev.radicchio.binary.DylinkSection;
import dev.radicchio.binary.Export;
import dev.radicchio.link.plan.RelocationModel;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a module can be moved: its relocation model, applied to what the module has. Each model is a
 * class, and all that linking has to know of a model is asked here, so that another model is
 * another class and nothing else.
 */
public sealed interface Relocatability permits Relocs, Dylink, PicStatic, Rebased, Unchanged {
  /** The model's name. */
  RelocationModel model();

  // memory

  /** Its static data; for a module that stays where it is, all that it occupies. */
  StaticData data();

  /** The memory that it stays in, if it cannot be moved. */
  Optional<LinkedMemory> fixed();

  /** The memory that it was linked with, if that is what it occupies, wherever it is put. */
  Optional<LinkedMemory> ownMemory();

  /**
   * The memory that it sees instead of the program's; empty if it sees that. Its size is that of
   * this range, and it grows inside of it.
   */
  Optional<Window> window();

  /**
   * Whether its data may hold pointers into itself and code addresses in it that are not changed
   * when it moves, since nothing records where they are.
   */
  boolean mayLeaveAddresses();

  /** Whether the offsets of its active data segments are constants that move with the data. */
  boolean movesSegments();

  /** Whether its linker made its data segments, so that memory is zero where they are zeros. */
  boolean mayLeaveOutZeros();

  /** The address from which on its linker left memory free, if it says so. */
  OptionalLong heapBase();

  /** Where the heap begins that an allocator of its own takes. */
  HeapStart heapStart();

  /** Whether its code may use the program's stack, without an import that says so. */
  boolean mayUseStack();

  /** The bytes of stack that it was linked with; 0 if it has none or nothing tells. */
  long stackBytes();

  // addresses

  /** The value of {@code __memory_base} for it. */
  int memoryBase(ModulePlace place);

  /** The value of {@code __table_base} for it. */
  int tableBase(ModulePlace place);

  /** The address that an exported global stands for; empty if it is another kind of global. */
  OptionalInt exportedAddress(Export export, ModulePlace place);

  /** What a global that it defines is in the program. */
  GlobalMeaning global(int global, ModulePlace place);

  /** Whether a global that it defines is known to be the stack pointer, whatever it is used for. */
  boolean isStackPointer(int global);

  /** Its relocations and symbols, if it kept them. */
  Optional<Relocations> relocations();

  // the table

  /** The slots that it needs in the program's table. */
  TableSlots slots();

  /** Whether a table of the module is the program's. */
  boolean sharesTable(int table);

  /**
   * Whether an import of a table stands for one that the program makes for this instance alone,
   * unless the user binds it to another one's.
   */
  boolean ownsTable(int table);

  // symbols

  /** What it says of itself as a shared library, if it is one. */
  Optional<DylinkSection> library();
}
