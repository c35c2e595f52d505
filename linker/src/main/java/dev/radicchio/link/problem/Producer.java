package dev.radicchio.link.problem;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The toolchain that made a module, as far as that can be told: messages advise what it can do.
 * What is said of one that is not known is what most modules' linker can do, LLVM's.
 */
public enum Producer {
  UNKNOWN(
      "-Wl,--emit-relocs",
      "link it with -Wl,--global-base=%1$d (AssemblyScript: --memoryBase %1$d)",
      "-fPIC",
      "no --strip-all; -g for wasm-opt and asc",
      "-Wl,--export=%s",
      "with clang -mexec-model=reactor, or without WASI, in Rust too, with wasm-ld"
          + " --export=__wasm_call_ctors"),
  CLANG(
      "-Wl,--emit-relocs",
      "link it with -Wl,--global-base=%d",
      "-fPIC",
      "no --strip-all; -g for wasm-opt",
      "-Wl,--export=%s",
      "with -mexec-model=reactor, or without WASI with -Wl,--export=__wasm_call_ctors"),
  RUST(
      "-C link-arg=--emit-relocs",
      "link it with -C link-arg=--global-base=%d",
      "-C relocation-model=pic",
      "no -C strip=symbols; -g for wasm-opt",
      "-C link-arg=--export=%s",
      "as a cdylib, with -C link-arg=--export=__wasm_call_ctors"),

  /** Rust whose linked module wasm-bindgen has changed, which leaves no relocations. */
  WASM_BINDGEN(
      null,
      "link it with -C link-arg=--global-base=%d",
      null,
      "wasm-bindgen --keep-debug; -g for wasm-opt",
      "-C link-arg=--export=%s",
      "as a cdylib, with -C link-arg=--export=__wasm_call_ctors"),

  /** Its own linker makes no relocations, but it makes object files. */
  ZIG(
      "wasm-ld --emit-relocs, from an object file (zig build-obj)",
      "link it with --global-base=%d",
      "-fPIC",
      "no -fstrip",
      "--export=%s",
      "with -mexec-model=reactor"),

  /** Its linker puts the module through wasm-opt, which leaves relocations wrong. */
  EMSCRIPTEN(
      "-sSIDE_MODULE=2",
      "link it with -sGLOBAL_BASE=%d",
      "-fPIC",
      "--profiling-funcs",
      "-sEXPORTED_FUNCTIONS=_%s",
      "with --no-entry"),
  ASSEMBLYSCRIPT(null, "compile it with --memoryBase %d", null, "--debug", null, null),
  GO(null, null, null, null, null, null),

  /** It puts the linked module through wasm-opt, as Emscripten does. */
  TINYGO(null, null, null, null, null, "with -buildmode=c-shared"),
  KOTLIN(null, null, null, null, null, null),
  MOONBIT(null, null, null, null, null, null);

  private static final String LINK = "link it with ";

  private final @Nullable String relocations;
  private final @Nullable String base;
  private final @Nullable String positionIndependent;
  private final @Nullable String names;
  private final @Nullable String export;
  private final @Nullable String reactor;

  /**
   * @param relocations what to link with, so that it can be moved
   * @param base how to have its data at another address, with a place for it
   * @param positionIndependent what position-independent code is compiled with
   * @param names what to keep the names with
   * @param export what to export a function with, with a place for its name
   * @param reactor how to link a library instead of a command
   */
  Producer(
      @Nullable String relocations,
      @Nullable String base,
      @Nullable String positionIndependent,
      @Nullable String names,
      @Nullable String export,
      @Nullable String reactor) {
    this.relocations = relocations;
    this.base = base;
    this.positionIndependent = positionIndependent;
    this.names = names;
    this.export = export;
    this.reactor = reactor;
  }

  /**
   * What to link it with that it can be moved, after another way out; empty if there is nothing.
   */
  public String orRelink() {
    return relocations == null ? "" : ", or " + LINK + relocations;
  }

  /** What to link it with that it can be moved, or what else to do. */
  public String relinkOr(String otherwise) {
    return relocations == null ? otherwise : LINK + relocations;
  }

  /**
   * What to link it with that it can be moved, as a sentence of its own; empty if there is nothing.
   */
  public String relinkTo(String purpose) {
    return relocations == null ? "" : ". To " + purpose + ", " + LINK + relocations;
  }

  /** What would have made relocations, in parentheses; empty if there is nothing. */
  public String relocationFlag() {
    return relocations == null ? "" : " (" + relocations + ")";
  }

  /** How to have its data at an address, or else that nothing has it there. */
  public String base(long address) {
    return (base == null
            ? "its compiler has no flag for that"
            : String.format(Locale.ROOT, base, address))
        + ", ";
  }

  /** What position-independent code is compiled with. */
  public String asPositionIndependent() {
    return positionIndependent == null
        ? "as position-independent code"
        : "with " + positionIndependent;
  }

  /** How to have a stack that exceptions leave as it was. */
  public String keepingStack() {
    String advice = relocations == null ? "" : "L" + LINK.substring(1) + relocations;
    if (names == null) {
      return "Link the program again after such an exception";
    }
    return (advice.isEmpty() ? "Keep" : advice + ", or keep")
        + " the names ("
        + names
        + ") if the compiler calls that global __stack_pointer";
  }

  /** How to export a function, in parentheses; empty if there is no flag for it. */
  public String exportFlag(String function) {
    return export == null ? "" : " (" + String.format(Locale.ROOT, export, function) + ")";
  }

  /** How to link a library instead of a command; empty if there is no flag for it. */
  public String asReactor() {
    return reactor == null ? "" : ": " + reactor;
  }

  /** Whether its modules can leave the memory that they allocate to another one. */
  public boolean importsAllocator() {
    return switch (this) {
      case UNKNOWN, CLANG, RUST, WASM_BINDGEN, ZIG, EMSCRIPTEN -> true;
      case ASSEMBLYSCRIPT, GO, TINYGO, KOTLIN, MOONBIT -> false;
    };
  }
}
