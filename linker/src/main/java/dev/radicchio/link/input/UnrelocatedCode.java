package dev.radicchio.link.input;

import dev.radicchio.binary.CodeLocation;
import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.RelocationType;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Code of a module that has a {@code linking} section and no relocations of its code: either a
 * linker that was to keep them had none to keep, or another tool removed them.
 *
 * <p>Compilers relocate each index of a function, type, global, table or tag, and each address and
 * slot. So there were none only if no function has such an index, each slot is one that relocations
 * of the data name, and no undefined data is left that none of these names. A number that lies in
 * the module's static data may be an address or not, and a function that no symbol names is not the
 * linker's.
 */
final class UnrelocatedCode implements ImmediateVisitor {
  /** What the names begin with of functions that linkers make, which have no relocations. */
  private static final String OF_LINKER = "__wasm_";

  private final ModuleContents contents;
  private final WasmBinary module;
  private final Relocations relocations;
  private final Set<Integer> linkerDefined = new HashSet<>();
  private @Nullable String removed;
  private @Nullable String doubt;

  private UnrelocatedCode(ModuleContents contents, Relocations relocations) {
    this.contents = contents;
    this.module = contents.binary();
    this.relocations = relocations;
    for (Symbol symbol : relocations.dataSymbols()) {
      if (symbol.isAbsolute() && symbol.offset() != 0) {
        linkerDefined.add(symbol.offset());
      }
    }
  }

  /**
   * Looks at a module.
   *
   * @param relocations those that it has, none of them of its code
   */
  static UnrelocatedCode of(ModuleContents contents, Relocations relocations) {
    UnrelocatedCode code = new UnrelocatedCode(contents, relocations);
    code.walk();
    code.checkSlots();
    code.checkUndefined();
    return code;
  }

  /** Whether the code is as its linker wrote it and stays so wherever the module is. */
  boolean needsNone() {
    return removed == null && doubt == null;
  }

  /**
   * Why the module cannot be linked by its addresses alone, as part of a sentence; null if it can,
   * since all that was relocated when it was linked holds what it holds now.
   */
  @Nullable String contradiction() {
    boolean undefined = relocations.dataSymbols().stream().anyMatch(Symbol::isUndefined);
    if (removed != null) {
      return undefined || !relocations.data().isEmpty() ? removed : null;
    }
    return undefined ? doubt : null;
  }

  private void walk() {
    BitSet named = new BitSet();
    for (Symbol symbol : relocations.symbols()) {
      if (symbol.kind() == Symbol.Kind.FUNCTION) {
        named.set(symbol.index());
      }
    }
    int imported = module.imported(ExternType.Kind.FUNCTION);
    for (int i = 0; i < module.bodies().size(); i++) {
      if (!isOfLinker(imported + i)) {
        if (!named.get(imported + i)) {
          mayShow("no symbol names function %d", imported + i);
        }
        InstructionWalker.walkBody(module.reader(module.bodies().get(i)), this);
      }
    }
  }

  private boolean isOfLinker(int function) {
    return contents.names().functions().getOrDefault(function, "").startsWith(OF_LINKER);
  }

  @Override
  public void index(IndexSpace space, int index, CodeLocation at) {
    switch (space) {
      case FUNCTION, TYPE, SIGNED_TYPE, TABLE, GLOBAL, TAG ->
          show("its code names %s %d at offset 0x%x", spaceName(space), index, at.start());
      case MEMORY, ELEMENT, DATA -> {}
    }
  }

  private static String spaceName(IndexSpace space) {
    return space == IndexSpace.SIGNED_TYPE ? "type" : space.name().toLowerCase(Locale.ROOT);
  }

  private void show(String what, Object... arguments) {
    if (removed == null) {
      removed = String.format(Locale.ROOT, what, arguments);
    }
  }

  private void mayShow(String what, Object... arguments) {
    if (doubt == null) {
      doubt = String.format(Locale.ROOT, what, arguments);
    }
  }

  @Override
  public void constant(int value, CodeLocation at) {
    number(value, at);
  }

  @Override
  public void memoryOffset(int offset, CodeLocation at) {
    number(offset, at);
  }

  private void number(int value, CodeLocation at) {
    long address = Integer.toUnsignedLong(value);
    boolean inData =
        relocations.dataEnd() > 0
            && address >= relocations.dataStart()
            && address <= relocations.dataEnd();
    if (inData || linkerDefined.contains(value) || RelocationCheck.isPadded(value, at)) {
      mayShow("the number 0x%x at offset 0x%x may be an address", address, at.start());
    }
  }

  /** A function has a slot only where something refers to its address. */
  private void checkSlots() {
    BitSet explained = new BitSet();
    for (Relocation site : relocations.data()) {
      if (site.type() == RelocationType.R_WASM_TABLE_INDEX_I32 && isFunction(site)) {
        explained.set(relocations.symbol(site).index());
      }
    }
    for (ElementSegment segment : module.elements()) {
      segment.functions().forEach(function -> checkSlot(function, explained));
      for (Span expression : segment.expressions()) {
        ConstantExpression.function(module, expression)
            .ifPresent(function -> checkSlot(function, explained));
      }
    }
  }

  private void checkSlot(int function, BitSet explained) {
    if (!explained.get(function)) {
      show("function %d has a table slot that no relocation of the data names", function);
    }
  }

  private boolean isFunction(Relocation site) {
    List<Symbol> symbols = relocations.symbols();
    return Integer.compareUnsigned(site.index(), symbols.size()) < 0
        && symbols.get(site.index()).kind() == Symbol.Kind.FUNCTION;
  }

  private void checkUndefined() {
    Set<Integer> referred = new HashSet<>();
    relocations.data().forEach(site -> referred.add(site.index()));
    for (int i = 0; i < relocations.symbols().size(); i++) {
      Symbol symbol = relocations.symbols().get(i);
      if (symbol.kind() == Symbol.Kind.DATA && symbol.isUndefined() && !referred.contains(i)) {
        show("it refers to the data %s, which it does not define", symbol.name());
      }
    }
  }
}
