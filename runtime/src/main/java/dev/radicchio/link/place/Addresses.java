package dev.radicchio.link.place;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.allocator.HeapOwners;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.Relocatability.Dylink;
import dev.radicchio.link.input.Relocatability.PicStatic;
import dev.radicchio.link.input.Relocs;
import dev.radicchio.link.plan.Region;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.plan.ResolvedImport.Kind;
import dev.radicchio.link.resolve.FoundExport;
import dev.radicchio.link.resolve.ResolvedImports;
import dev.radicchio.link.resolve.SymbolTable;
import java.util.Optional;
import java.util.OptionalInt;

/** The addresses that data symbols have in the program. */
public final class Addresses {
  private static final ExternType.Global ADDRESS = new ExternType.Global(ValType.I32, false);

  private final Allocation allocation;
  private final SymbolTable symbols;
  private final Memory memory;
  private final Table table;

  Addresses(Allocation allocation, SymbolTable symbols, Memory memory, Table table) {
    this.allocation = allocation;
    this.symbols = symbols;
    this.memory = memory;
    this.table = table;
  }

  /**
   * The value of a symbol that linkers define themselves, or of a region that was requested; empty
   * for any other name.
   */
  public OptionalInt linkerDefined(Instance instance, String name) {
    DataPlace place = memory.of(instance);
    boolean ownView = allocation.hasOwnView(instance);
    Region arena = place.arena();
    if (arena != null && HeapOwners.isHeapSymbol(name)) {
      return OptionalInt.of((int) (name.equals("__heap_end") ? arena.end() : arena.start()));
    }
    return switch (name) {
      case "__heap_base" -> OptionalInt.of((int) (ownView ? memory.heapEnd() : memory.heapBase()));
      case "__heap_end" -> OptionalInt.of((int) memory.heapEnd());
      case "__stack_low" -> OptionalInt.of((int) memory.stack().start());
      case "__stack_high" -> OptionalInt.of((int) memory.stack().end());
      case "__data_end" -> OptionalInt.of((int) place.end());
      case "__global_base", "__dso_handle" -> OptionalInt.of((int) place.start());
      case "__memory_base" ->
          OptionalInt.of(
              instance.module().relocatability() instanceof Relocs relocs
                  ? (int) (relocs.memoryBase() + place.distance())
                  : (int) place.distance());
      case "__table_base" ->
          OptionalInt.of(
              instance.module().relocatability() instanceof Relocs relocs
                  ? (int) relocs.tableBase()
                  : table.of(instance).base());
      default -> memory.requested(ImportNames.flat(name));
    };
  }

  /** The address of the region that an import means, if one was requested. */
  public OptionalInt requested(Import imported) {
    return memory.requested(imported.qualifiedName());
  }

  /** Tells where undefined data of a module with relocations is. */
  void addTo(ResolvedImports resolved, Instance instance, Symbol symbol) {
    if (memory.requested(ImportNames.flat(symbol.name())).isPresent()) {
      resolved.add(
          instance,
          Kind.DATA_ADDRESS,
          ImportNames.FLAT,
          symbol.name(),
          new ResolvedImport.Origin.Region());
    } else if (linkerDefined(instance, symbol.name()).isEmpty()) {
      symbols
          .findData(instance, symbol.name())
          .filter(found -> exported(found).isPresent())
          .ifPresent(
              found ->
                  resolved.add(
                      instance, Kind.DATA_ADDRESS, ImportNames.FLAT, symbol.name(), found));
    }
  }

  /** The address of a data symbol of a module with relocations; empty if nothing defines it. */
  public OptionalInt of(Instance instance, Relocs relocs, Symbol symbol) {
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
          : OptionalInt.of((int) (moves ? linked + memory.of(instance).distance() : linked));
    }
    return OptionalInt.of((int) (linked + memory.of(instance).distance()));
  }

  /** The address of another instance's data, by name; empty if none exports it. */
  public OptionalInt foreign(Instance instance, String name) {
    Optional<FoundExport> found = symbols.findData(instance, name);
    return found.isPresent() ? exported(found.get()) : OptionalInt.empty();
  }

  /**
   * The address that an exported global stands for, since linkers export data symbols as immutable
   * {@code i32} globals; empty if it is another kind of global.
   */
  public OptionalInt exported(FoundExport found) {
    Instance owner = found.instance();
    Export export = found.export();
    if (!owner.binary().globals().get(export.index()).equals(ADDRESS)) {
      return OptionalInt.empty();
    }
    OptionalInt linked = owner.module().globalValue(export.index());
    if (owner.module().relocatability() instanceof Relocs relocs) {
      Symbol symbol = relocs.dataSymbol(export.name());
      return symbol != null && !symbol.isUndefined()
          ? of(owner, relocs, symbol)
          : linkerDefined(owner, export.name());
    }
    boolean moves =
        owner.module().relocatability() instanceof Dylink
            || owner.module().relocatability() instanceof PicStatic;
    return linked.isPresent() && moves
        ? OptionalInt.of(linked.getAsInt() + (int) memory.of(owner).distance())
        : linked;
  }
}
