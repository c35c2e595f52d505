package dev.radicchio.link.input;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.WasmBinary;
import java.util.List;

/**
 * Module names of imports that mean more than a module.
 *
 * @see <a
 *     href="https://github.com/WebAssembly/tool-conventions/blob/main/DynamicLinking.md">Dynamic
 *     Linking</a>
 */
public final class ImportNames {
  /** A flat space of names: any instance's export may satisfy an import from it. */
  public static final String FLAT = "env";

  /** Globals that hold the addresses of data. */
  public static final String GOT_MEM = "GOT.mem";

  /** Globals that hold the table slots of functions. */
  public static final String GOT_FUNC = "GOT.func";

  private ImportNames() {}

  /** The qualified name of an import from the flat space. */
  public static String flat(String name) {
    return FLAT + "." + name;
  }

  /** Whether an import is that of the program's stack pointer. */
  public static boolean isStackPointer(Import imported) {
    return imported.module().equals(FLAT)
        && imported.name().equals(LinkerSymbols.STACK_POINTER)
        && imported.type().equals(StackUse.POINTER);
  }

  /** The qualified name of a module's global that is imported; empty for a defined one. */
  public static String ofGlobal(WasmBinary module, int global) {
    List<Import> imports = module.imports(ExternType.Kind.GLOBAL);
    return global < imports.size() ? imports.get(global).qualifiedName() : "";
  }
}
