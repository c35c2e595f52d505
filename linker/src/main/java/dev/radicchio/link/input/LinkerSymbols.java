package dev.radicchio.link.input;

import java.util.Set;

/**
 * The names of the symbols that linkers define or know.
 *
 * @see <a
 *     href="https://github.com/WebAssembly/tool-conventions/blob/main/DynamicLinking.md">Dynamic
 *     Linking</a>
 */
public final class LinkerSymbols {
  public static final String STACK_POINTER = "__stack_pointer";
  public static final String FUNCTION_TABLE = "__indirect_function_table";

  /** What toolchains call that table that import it under a name of their own. */
  public static final String OTHER_FUNCTION_TABLE = "table";

  public static final String MEMORY_BASE = "__memory_base";
  public static final String TABLE_BASE = "__table_base";
  public static final String TLS_BASE = "__tls_base";
  public static final String DATA_END = "__data_end";
  public static final String HEAP_BASE = "__heap_base";
  public static final String HEAP_END = "__heap_end";

  /** What the names of the ends of the stack begin with. */
  public static final String STACK_BOUND = "__stack_";

  /** What the names of globals begin with that a linker made for entries of the GOT. */
  public static final String INTERNAL_DATA = "GOT.data.internal.";

  /**
   * What the names of functions begin with that a linker made to stand for weak ones that nothing
   * defined; they trap.
   */
  public static final String UNDEFINED_WEAK = "undefined_weak:";

  /** What the names of the functions end with that commands export in place of others. */
  public static final String COMMAND_EXPORT = ".command_export";

  public static final String INITIALIZE = "_initialize";
  public static final String CALL_CONSTRUCTORS = "__wasm_call_ctors";
  public static final String APPLY_DATA_RELOCATIONS = "__wasm_apply_data_relocs";

  /**
   * The tags of C++'s exceptions and of C's {@code longjmp}, which a loader of shared libraries
   * makes where no module has them.
   */
  public static final Set<String> TAGS = Set.of("__cpp_exception", "__c_longjmp");

  /** What LLVM 12 and older called that function. */
  public static final String OLD_APPLY_DATA_RELOCATIONS = "__wasm_apply_relocs";

  /** What Emscripten of that time had libraries export in place of their constructors. */
  public static final String POST_INSTANTIATE = "__post_instantiate";

  private LinkerSymbols() {}
}
