package dev.radicchio.link.input;

import dev.radicchio.binary.ExternType;
import dev.radicchio.link.Planner;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.allocator.ModuleAllocator;
import dev.radicchio.link.allocator.OwnAllocator;
import dev.radicchio.link.bind.GlobalBinding;
import dev.radicchio.link.bind.MemoryView;
import dev.radicchio.link.place.Addresses;
import dev.radicchio.link.place.DataSymbols;
import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Region;
import dev.radicchio.link.resolve.TypePool;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One instance while its program is planned; the stages of {@link Planner} fill it in. */
public final class InstancePlan {
  public final String name;
  public final WasmFile file;
  public final InputModule module;
  public final ModuleAllocator allocator;

  /** Index in the image of each type, each function, each table and each tag of the module. */
  public final int[] types;

  public final int[] functions;
  public final int[] tables;
  public final int[] tags;

  /** What each global of the module is in the image. */
  public final GlobalBinding[] globals;

  /** Where its data must be because the user says so, or -1. */
  public long base = -1;

  /** Pages of memory that it has for its own, if the user says so. */
  public OptionalInt pages = OptionalInt.empty();

  /** First address of its data in the program, and the address after it. */
  public long dataStart;

  public long dataEnd;

  /**
   * How far its data moved from where its linker put it; for a shared library, {@code
   * __memory_base}.
   */
  public long distance;

  /** For a shared library, {@code __table_base}. */
  public int tableBase;

  /** The slots of the program's table that were given to it. */
  public int tableStart;

  public int tableEnd;

  /** How it sees the memory's size, or null if as it is. */
  public @Nullable MemoryView memoryView;

  /** Its own allocator, if the program's heap replaces it, or else null. */
  public @Nullable OwnAllocator replacedAllocator;

  /** What its allocator has between {@code __heap_base} and {@code __heap_end}, or null. */
  public @Nullable Region arena;

  /** Slot in the program's table of each function, or 0. */
  public final int[] slots;

  public InstancePlan(String name, WasmFile file, TypePool pool) {
    this.name = name;
    this.file = file;
    this.module = file.module();
    this.allocator = file.allocator();
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
  public boolean isLive(int function) {
    return replacedAllocator == null || replacedAllocator.isLive(function);
  }

  /** Whether a function that is called has nothing to do. */
  public boolean isEmptied(int function) {
    return replacedAllocator != null && replacedAllocator.isEmptied(function);
  }

  /** Whether its code asks how large the memory is, as an allocator that takes all of it does. */
  public boolean asksMemorySize() {
    return anyLive(module.scan().growth().askers());
  }

  /** Whether its code asks for more memory. */
  public boolean growsMemory() {
    return anyLive(module.scan().growth().growers());
  }

  /**
   * Whether its code may take memory that others have grown for its own: because it is below the
   * memory's size, or where it expects its next pages to be.
   */
  public boolean takesWhatOthersGrow() {
    return !allocator.hasOwnView()
        && (asksMemorySize() || anyLive(module.scan().growth().followers()));
  }

  private boolean anyLive(BitSet functions) {
    return functions.stream().anyMatch(this::isLive);
  }

  /** See {@link ModuleAllocator#hasOwnView()}. */
  public boolean hasOwnView() {
    return allocator.hasOwnView() && asksMemorySize();
  }

  /** Its file and its name, for messages. */
  public String described() {
    return file.name() + " (" + name + ")";
  }

  public InstanceLayout layout(Addresses addresses) {
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
