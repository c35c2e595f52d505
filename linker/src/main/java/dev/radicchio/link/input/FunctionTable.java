package dev.radicchio.link.input;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import java.util.List;
import java.util.stream.IntStream;

/** The table of a module that its function pointers are slots of. */
public final class FunctionTable {
  private static final int NONE = -1;

  private FunctionTable() {}

  /**
   * Its index in the module, or -1: the table of functions that is imported or exported under the
   * name that linkers give it; else the one that the first call through a table names; else the
   * first.
   */
  public static int of(Instance instance) {
    WasmBinary module = instance.binary();
    List<Integer> ofFunctions =
        IntStream.range(0, module.tables().size())
            .filter(table -> module.tables().get(table).element().equals(ValType.FUNCREF))
            .boxed()
            .toList();
    if (ofFunctions.size() < 2) {
      return ofFunctions.isEmpty() ? NONE : ofFunctions.get(0);
    }
    int called = instance.module().scan().calledTable().orElse(NONE);
    return ofFunctions.stream()
        .filter(table -> isNamed(module, table))
        .findFirst()
        .orElse(ofFunctions.contains(called) ? called : ofFunctions.get(0));
  }

  private static boolean isNamed(WasmBinary module, int table) {
    List<Import> imports = module.imports(ExternType.Kind.TABLE);
    return table < imports.size()
        ? imports.get(table).name().equals(LinkerSymbols.FUNCTION_TABLE)
        : module.exports().stream().anyMatch(export -> isExport(export, table));
  }

  private static boolean isExport(Export export, int table) {
    return export.kind() == ExternType.Kind.TABLE
        && export.index() == table
        && export.name().equals(LinkerSymbols.FUNCTION_TABLE);
  }
}
