package dev.radicchio.link;

import dev.radicchio.binary.ExternType;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One instance while its program is planned; the stages of {@link Planner} fill it in. */
final class InstancePlan {
  final String name;
  final WasmFile file;
  final InputModule module;

  /** Index in the image of each type, each function, each table and each tag of the module. */
  final int[] types;

  final int[] functions;
  final int[] tables;
  final int[] tags;

  /** What each global of the module is in the image. */
  final GlobalBinding[] globals;

  /** Where its data must be because the user says so, or -1. */
  long base = -1;

  /** Pages of memory that it has for its own, if the user says so. */
  OptionalInt pages = OptionalInt.empty();

  /** First address of its data in the program, and the address after it. */
  long dataStart;

  long dataEnd;

  /**
   * How far its data moved from where its linker put it; for a shared library, {@code
   * __memory_base}.
   */
  long distance;

  /** For a shared library, {@code __table_base}. */
  int tableBase;

  /** The slots of the program's table that were given to it. */
  int tableStart;

  int tableEnd;

  /** How it sees the memory's size, or null if as it is. */
  @Nullable MemoryView memoryView;

  /** Its own allocator, if the program's heap replaces it, or else null. */
  @Nullable OwnAllocator replacedAllocator;

  /** What its allocator has between {@code __heap_base} and {@code __heap_end}, or null. */
  @Nullable Region arena;

  /** Slot in the program's table of each function, or 0. */
  final int[] slots;

  InstancePlan(String name, WasmFile file, TypePool pool) {
    this.name = name;
    this.file = file;
    this.module = file.module();
    this.types = pool.add(module.binary());
    this.functions = new int[module.binary().size(ExternType.Kind.FUNCTION)];
    this.tables = new int[module.binary().size(ExternType.Kind.TABLE)];
    this.tags = new int[module.binary().size(ExternType.Kind.TAG)];
    this.globals = new GlobalBinding[module.binary().size(ExternType.Kind.GLOBAL)];
    this.slots = new int[functions.length];
    Arrays.fill(globals, new GlobalBinding.Constant(0));
    Arrays.fill(tables, -1);
  }

  /** Whether a function can be called, unless the module's own code never did. */
  boolean isLive(int function) {
    return replacedAllocator == null || replacedAllocator.isLive(function);
  }

  /** Whether a function that is called has nothing to do. */
  boolean isEmptied(int function) {
    return replacedAllocator != null && replacedAllocator.isEmptied(function);
  }

  /** Whether its code asks how large the memory is, as an allocator that takes all of it does. */
  boolean asksMemorySize() {
    return anyLive(module.scan().growth().askers());
  }

  /** Whether its code asks for more memory. */
  boolean growsMemory() {
    return anyLive(module.scan().growth().growers());
  }

  /**
   * Whether its code may take memory that others have grown for its own: because it is below the
   * memory's size, or where it expects its next pages to be.
   */
  boolean takesWhatOthersGrow() {
    return !module.hasOwnView()
        && (asksMemorySize() || anyLive(module.scan().growth().followers()));
  }

  private boolean anyLive(BitSet functions) {
    return functions.stream().anyMatch(this::isLive);
  }

  /** See {@link InputModule#hasOwnView()}. */
  boolean hasOwnView() {
    return module.hasOwnView() && asksMemorySize();
  }

  /** Its file and its name, for messages. */
  String described() {
    return file.name() + " (" + name + ")";
  }

  InstanceLayout layout(Addresses addresses) {
    return new InstanceLayout(
        name,
        file.name(),
        file.relocationModel(),
        file.sha256(),
        dataStart,
        dataEnd,
        tableStart,
        tableEnd,
        DataSymbols.of(this, addresses));
  }
}
