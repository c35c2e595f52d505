package dev.radicchio.link.place;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.Symbol;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.allocator.HeapOwners;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.LinkerSymbols;
import dev.radicchio.link.input.ModulePlace;
import dev.radicchio.link.input.Relocations;
import dev.radicchio.link.input.Window;
import dev.radicchio.link.plan.Layout;
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
   * The value of a symbol that linkers define themselves, or of a region that was requested, as an
   * instance has it; empty for any other name.
   */
  public OptionalInt linkerDefined(Instance instance, String name) {
    OptionalInt value =
        instance.isRebased() ? ownMemory(instance, name) : inProgram(instance, name);
    return value.isPresent() ? value : requested(instance, ImportNames.flat(name));
  }

  /**
   * What a rebased instance is told of its memory, at its own addresses: the pages that it was
   * linked with are all data, and what follows is for its allocator. Of its stack nothing is known.
   */
  private OptionalInt ownMemory(Instance instance, String name) {
    Window window = instance.module().relocatability().window().orElseThrow();
    long base = memory.base(instance);
    return switch (name) {
      case LinkerSymbols.HEAP_BASE, LinkerSymbols.DATA_END ->
          OptionalInt.of(window.pages() * Layout.PAGE_BYTES);
      case LinkerSymbols.HEAP_END ->
          OptionalInt.of(
              (int) (window.isAtEnd() ? memory.heapEnd() - base : heapEnd(instance, window)));
      case "__global_base", "__dso_handle" ->
          OptionalInt.of((int) (memory.of(instance).start() - base));
      default -> OptionalInt.empty();
    };
  }

  /** One that grows its memory gets what follows its pages from {@code memory.grow}. */
  private static long heapEnd(Instance instance, Window window) {
    boolean grows = instance.module().scan().growth().grows();
    return (grows ? window.pages() : window.limit()) * (long) Layout.PAGE_BYTES;
  }

  private OptionalInt inProgram(Instance instance, String name) {
    DataPlace place = memory.of(instance);
    boolean ownSize = allocation.live().hasOwnMemorySize(instance);
    Region arena = place.arena();
    if (arena != null && HeapOwners.isHeapSymbol(name)) {
      return OptionalInt.of(
          (int) (name.equals(LinkerSymbols.HEAP_END) ? arena.end() : arena.start()));
    }
    return switch (name) {
      case LinkerSymbols.HEAP_BASE ->
          OptionalInt.of((int) (ownSize ? memory.heapEnd() : memory.heapBase()));
      case LinkerSymbols.HEAP_END -> OptionalInt.of((int) memory.heapEnd());
      case "__stack_low" -> OptionalInt.of((int) memory.stack().start());
      case "__stack_high" -> OptionalInt.of((int) memory.stack().end());
      case LinkerSymbols.DATA_END -> OptionalInt.of((int) place.end());
      case "__global_base", "__dso_handle" -> OptionalInt.of((int) place.start());
      case LinkerSymbols.MEMORY_BASE ->
          OptionalInt.of(instance.module().relocatability().memoryBase(place(instance)));
      case LinkerSymbols.TABLE_BASE ->
          OptionalInt.of(instance.module().relocatability().tableBase(place(instance)));
      default -> OptionalInt.empty();
    };
  }

  /** The address that an instance has for the region that an import means, if one was requested. */
  public OptionalInt requested(Instance instance, Import imported) {
    return requested(instance, imported.qualifiedName());
  }

  private OptionalInt requested(Instance instance, String importName) {
    OptionalInt region = memory.requested(importName);
    return region.isPresent() ? OptionalInt.of(inside(instance, region.getAsInt())) : region;
  }

  /** What an instance has for the address of data or a region. */
  public int inside(Instance instance, int address) {
    return address - (int) memory.base(instance);
  }

  /** What an instance has for the address that another one has; 0 stays 0. */
  public int translated(int address, Instance from, Instance to) {
    return address == 0 ? 0 : inside(to, address + (int) memory.base(from));
  }

  /** Tells where data of a module with relocations is that is undefined or another's. */
  void addTo(ResolvedImports resolved, Instance instance, Symbol symbol) {
    if (!symbol.isUndefined()) {
      symbols
          .replacing(instance, ExternType.Kind.GLOBAL, symbol.name())
          .filter(found -> !symbol.isLocal())
          .ifPresent(
              found ->
                  resolved.add(
                      instance, Kind.DATA_ADDRESS, ImportNames.FLAT, symbol.name(), found));
    } else if (memory.requested(ImportNames.flat(symbol.name())).isPresent()) {
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
  OptionalInt of(Instance instance, Relocations relocations, Symbol symbol) {
    return relocations.address(symbol, place(instance));
  }

  /** The address of another instance's data, by name; empty if none exports it. */
  private OptionalInt foreign(Instance instance, String name) {
    Optional<FoundExport> found = symbols.findData(instance, name);
    return found.isPresent() ? exported(found.get()) : OptionalInt.empty();
  }

  /**
   * The address that an exported global stands for, since linkers export data symbols as immutable
   * {@code i32} globals; empty if it is another kind of global.
   */
  public OptionalInt exported(FoundExport found) {
    return found
        .instance()
        .module()
        .relocatability()
        .exportedAddress(found.export(), place(found.instance()));
  }

  /** Where the parts of an instance are. */
  public ModulePlace place(Instance instance) {
    return new InProgram(instance);
  }

  private final class InProgram implements ModulePlace {
    private final Instance instance;

    InProgram(Instance instance) {
      this.instance = instance;
    }

    @Override
    public int distance() {
      return (int) memory.of(instance).distance();
    }

    @Override
    public int tableBlock() {
      return table.of(instance).base();
    }

    @Override
    public int slot(Symbol function) {
      return table.slotOf(instance, function);
    }

    @Override
    public int calledSlot(Symbol function) {
      return table.calledSlotOf(instance, function);
    }

    @Override
    public OptionalInt linkerDefined(String symbol) {
      return Addresses.this.linkerDefined(instance, symbol);
    }

    @Override
    public OptionalInt foreign(String symbol) {
      return Addresses.this.foreign(instance, symbol);
    }

    @Override
    public OptionalInt replacing(String symbol) {
      Optional<FoundExport> found = symbols.replacing(instance, ExternType.Kind.GLOBAL, symbol);
      return found.isPresent() ? exported(found.get()) : OptionalInt.empty();
    }
  }
}
