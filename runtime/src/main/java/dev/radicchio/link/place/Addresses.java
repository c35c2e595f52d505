package dev.radicchio.link.place;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.allocator.HeapOwners;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.input.Relocatability.Dylink;
import dev.radicchio.link.input.Relocatability.PicStatic;
import dev.radicchio.link.input.Relocs;
import dev.radicchio.link.plan.Region;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.plan.ResolvedImport.Kind;
import dev.radicchio.link.resolve.ExportLookup;
import dev.radicchio.link.resolve.ExportLookup.Found;
import dev.radicchio.link.resolve.ResolvedImports;
import java.util.Optional;
import java.util.OptionalInt;

/** The addresses that data symbols have in the program. */
public final class Addresses {
  private static final ExternType.Global ADDRESS = new ExternType.Global(ValType.I32, false);

  private final ExportLookup lookup;
  private final MemoryLayout memory;

  public Addresses(ExportLookup lookup, MemoryLayout memory) {
    this.lookup = lookup;
    this.memory = memory;
  }

  /**
   * The value of a symbol that linkers define themselves, or of a region that was requested; empty
   * for any other name.
   */
  public OptionalInt linkerDefined(InstancePlan instance, String name) {
    boolean ownView = instance.hasOwnView();
    Region arena = instance.arena;
    if (arena != null && HeapOwners.isHeapSymbol(name)) {
      return OptionalInt.of((int) (name.equals("__heap_end") ? arena.end() : arena.start()));
    }
    return switch (name) {
      case "__heap_base" -> OptionalInt.of((int) (ownView ? memory.heapEnd() : memory.heapBase()));
      case "__heap_end" -> OptionalInt.of((int) memory.heapEnd());
      case "__stack_low" -> OptionalInt.of((int) memory.stack().start());
      case "__stack_high" -> OptionalInt.of((int) memory.stack().end());
      case "__data_end" -> OptionalInt.of((int) instance.dataEnd);
      case "__global_base", "__dso_handle" -> OptionalInt.of((int) instance.dataStart);
      case "__memory_base" ->
          OptionalInt.of(
              instance.module.relocatability() instanceof Relocs relocs
                  ? (int) (relocs.memoryBase() + instance.distance)
                  : (int) instance.distance);
      case "__table_base" ->
          OptionalInt.of(
              instance.module.relocatability() instanceof Relocs relocs
                  ? (int) relocs.tableBase()
                  : instance.tableBase);
      default -> memory.requested(ExportLookup.flat(name));
    };
  }

  /** The address of the region that an import means, if one was requested. */
  public OptionalInt requested(Import imported) {
    return memory.requested(imported.qualifiedName());
  }

  /** Tells where undefined data of a module with relocations is. */
  void addTo(ResolvedImports resolved, InstancePlan instance, Symbol symbol) {
    if (memory.requested(ExportLookup.flat(symbol.name())).isPresent()) {
      resolved.add(
          instance,
          Kind.DATA_ADDRESS,
          ExportLookup.FLAT,
          symbol.name(),
          new ResolvedImport.Origin.Region());
    } else if (linkerDefined(instance, symbol.name()).isEmpty()) {
      lookup
          .findOther(instance, symbol.name(), ExternType.Kind.GLOBAL)
          .filter(found -> exported(found).isPresent())
          .ifPresent(
              found ->
                  resolved.add(
                      instance, Kind.DATA_ADDRESS, ExportLookup.FLAT, symbol.name(), found));
    }
  }

  /** The address of a data symbol of a module with relocations; empty if nothing defines it. */
  public OptionalInt of(InstancePlan instance, Relocs relocs, Symbol symbol) {
    if (symbol.isUndefined()) {
      OptionalInt linker = linkerDefined(instance, symbol.name());
      if (linker.isPresent()) {
        return linker;
      }
      OptionalInt foreign = foreign(instance, symbol.name());
      return foreign.isEmpty() && symbol.isWeak() ? OptionalInt.of(0) : foreign;
    }
    long linked = relocs.address(symbol);
    if (symbol.isAbsolute()) {
      OptionalInt linker = linkerDefined(instance, symbol.name());
      boolean moves = relocs.isSectionBound(symbol);
      return linker.isPresent()
          ? linker
          : OptionalInt.of((int) (moves ? linked + instance.distance : linked));
    }
    return OptionalInt.of((int) (linked + instance.distance));
  }

  /** The address of another instance's data, by name; empty if none exports it. */
  public OptionalInt foreign(InstancePlan instance, String name) {
    Optional<Found> found = lookup.findOther(instance, name, ExternType.Kind.GLOBAL);
    return found.isPresent() ? exported(found.get()) : OptionalInt.empty();
  }

  /**
   * The address that an exported global stands for, since linkers export data symbols as immutable
   * {@code i32} globals; empty if it is another kind of global.
   */
  public OptionalInt exported(Found found) {
    InstancePlan owner = found.instance();
    Export export = found.export();
    if (!owner.module.binary().globals().get(export.index()).equals(ADDRESS)) {
      return OptionalInt.empty();
    }
    OptionalInt linked = owner.module.globalValue(export.index());
    if (owner.module.relocatability() instanceof Relocs relocs) {
      Symbol symbol = relocs.dataSymbol(export.name());
      return symbol != null && !symbol.isUndefined()
          ? of(owner, relocs, symbol)
          : linkerDefined(owner, export.name());
    }
    boolean moves =
        owner.module.relocatability() instanceof Dylink
            || owner.module.relocatability() instanceof PicStatic;
    return linked.isPresent() && moves
        ? OptionalInt.of(linked.getAsInt() + (int) owner.distance)
        : linked;
  }
}
