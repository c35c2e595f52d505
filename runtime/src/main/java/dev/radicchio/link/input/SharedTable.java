package dev.radicchio.link.input;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import java.util.List;

/** The table that function pointers index, which is one for the whole program. */
public final class SharedTable {
  /** More slots than any toolchain makes, and few enough to hold. */
  public static final int MAX_SLOTS = 1 << 20;

  private SharedTable() {}

  /**
   * Whether a table of a module is it: {@code env.__indirect_function_table}, and the table of that
   * name of a module with relocations, whose slots can be renumbered.
   */
  public static boolean is(InputModule module, int table) {
    List<Import> imports = module.binary().imports(ExternType.Kind.TABLE);
    if (table < imports.size()) {
      return imports.get(table).module().equals(ImportNames.FLAT)
          && imports.get(table).name().equals(Relocs.INDIRECT_FUNCTION_TABLE);
    }
    return module.relocatability() instanceof Relocs relocs && relocs.table() == table;
  }
}
