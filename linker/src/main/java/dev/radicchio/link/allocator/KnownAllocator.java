package dev.radicchio.link.allocator;

import dev.radicchio.link.plan.HeapFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The allocators that the linker knows: what they are recognised by, and what may be done with
 * them. Only this knowledge proves that one can be replaced by the program's heap, or that it copes
 * with memory that others grow in between: code does not show what an allocator keeps in front of
 * its blocks, nor what it relies on.
 *
 * <p>One name proves nothing. Each is recognised by functions that it alone has and, in a module
 * with symbols, by the static data that holds its state. Those that need most care come first, so
 * that a module with two is taken for the one that needs it.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are those of Stream.toList
public enum KnownAllocator {
  /**
   * Its {@code sbrk} assumes that new pages follow those that it got last.
   *
   * @see <a href="https://github.com/emscripten-core/emscripten/tree/main/system/lib">Emscripten:
   *     dlmalloc.c, emmalloc.c, sbrk.c</a>
   */
  EMSCRIPTEN_DLMALLOC(
      "Emscripten's dlmalloc",
      false,
      Sbrk.READS_MEMORY,
      List.of("dlmalloc|emscripten_builtin_malloc"),
      List.of("_gm_", "mparams"),
      Names.EMSCRIPTEN + "|" + Names.DLMALLOC),

  /** It is built on the same {@code sbrk}. */
  EMMALLOC(
      "emmalloc",
      false,
      Sbrk.ANY,
      List.of(
          "claim_more_memory|emmalloc_memalign|emmalloc_malloc", "attempt_allocate|emmalloc_\\w+"),
      List.of("freeRegionBuckets", "freeRegionBucketsUsed", "listOfAllRegions"),
      Names.EMSCRIPTEN + "|emmalloc_\\w+"),

  /**
   * It is built on whichever {@code sbrk} it is linked with. It has functions that are called
   * through pointers and use its state, so that most modules keep it.
   *
   * @see <a href="https://github.com/microsoft/mimalloc">mimalloc</a>
   */
  MIMALLOC(
      "mimalloc",
      false,
      Sbrk.ANY,
      List.of("_mi_malloc_generic", "mi_free"),
      List.of("_mi_heap_main", "_mi_heap_empty"),
      "_?mi_\\w+"),

  /**
   * It takes all memory from {@code __heap_base} to {@code memory.size} at first.
   *
   * @see <a href="https://github.com/wingo/walloc">walloc</a>
   */
  WALLOC(
      "walloc",
      false,
      Sbrk.ANY,
      List.of("malloc|free"),
      List.of("small_object_freelists", "large_objects", "walloc_heap_size"),
      "(allocate|get|obtain|granules|chunk|size)_\\w+"),

  /**
   * Its {@code sbrk} keeps nothing: it has what lies above {@code __heap_base} at first, and then
   * what {@code memory.grow} yields, wherever that is.
   *
   * @see <a href="https://github.com/WebAssembly/wasi-libc/tree/main/dlmalloc">wasi-libc:
   *     dlmalloc</a>
   */
  WASI_LIBC(
      "wasi-libc's dlmalloc",
      true,
      Sbrk.READS_NO_MEMORY,
      List.of("dlmalloc"),
      List.of("_gm_", "mparams"),
      Names.DLMALLOC),

  /**
   * What is left of dlmalloc or emmalloc in a module that frees blocks and never allocates any: its
   * linker drops the rest. All that it frees comes from elsewhere.
   */
  RELEASING(
      "an allocator of which the module has only what frees",
      false,
      Sbrk.ANY,
      List.of("free"),
      List.of("_gm_|freeRegionBuckets"),
      Names.EMSCRIPTEN + "|" + Names.DLMALLOC + "|emmalloc_\\w+|free"),

  /**
   * That of Rust's standard library from May 2026 on. It first takes what lies from {@code
   * __heap_base} to {@code __heap_end}, and then what {@code memory.grow} yields.
   *
   * @see <a href="https://github.com/alexcrichton/dlmalloc-rs">dlmalloc-rs</a>
   */
  RUST_FROM_HEAP_BASE(
      "the allocator of Rust's standard library",
      true,
      Sbrk.ANY,
      List.of(Names.FUNCTIONS),
      List.of(Names.STATE, Names.TAKEN),
      Names.ENTRIES),

  /**
   * That of Rust's standard library before May 2026. It takes what {@code memory.grow} yields and
   * nothing else.
   */
  RUST(
      "the allocator of Rust's standard library",
      true,
      Sbrk.ANY,
      List.of(Names.FUNCTIONS),
      List.of(Names.STATE),
      Names.ENTRIES),

  /**
   * It takes what {@code memory.grow} yields and nothing else. Its callers pass its state along, so
   * that no function of it can be replaced.
   *
   * @see <a href="https://github.com/rustwasm/wee_alloc">wee_alloc</a>
   */
  WEE_ALLOC(
      "wee_alloc",
      true,
      Sbrk.ANY,
      List.of(".*wee_alloc\\W.*WeeAlloc.*|.*9wee_alloc8WeeAlloc.*", ".*9wee_alloc.*"),
      List.of(),
      "");

  private static final class Names {
    static final String DLMALLOC =
        "(dl|__libc_)(malloc|free|calloc|realloc|memalign|posix_memalign)\\w*|internal_memalign"
            + "|try_realloc_chunk|dispose_chunk";
    static final String EMSCRIPTEN =
        "(emscripten_builtin|__libc)_(malloc|free|calloc|realloc|memalign)";

    static final Pattern ALLOCATING = Pattern.compile("\\w*(m|c|re|_)alloc|\\w*memalign|sbrk");

    // What Rust's compilers make of the names of its standard library.
    static final String FUNCTIONS = "\\w*8dlmalloc8dlmalloc.*";
    static final String STATE = "\\w*3std3sys\\w*8DLMALLOC\\w*";
    static final String TAKEN = "\\w*8dlmalloc3sys16PREEXISTING_USED\\w*";
    static final String ENTRIES = "\\w*__rdl_\\w+";
  }

  /** What has to be true of the {@code sbrk} that an allocator is built on. */
  private enum Sbrk {
    ANY,
    READS_MEMORY,
    READS_NO_MEMORY
  }

  private final String description;
  private final boolean copesWithGaps;
  private final Sbrk sbrk;
  private final List<Pattern> functions;
  private final List<Pattern> state;
  private final Pattern own;

  /**
   * @param functions each names a function that the module has
   * @param state each names a part of the allocator's static data
   * @param own names other functions of its object file, and other names of those that allocate and
   *     free
   */
  KnownAllocator(
      String description,
      boolean copesWithGaps,
      Sbrk sbrk,
      List<String> functions,
      List<String> state,
      String own) {
    this.description = description;
    this.copesWithGaps = copesWithGaps;
    this.sbrk = sbrk;
    this.functions = functions.stream().map(Pattern::compile).toList();
    this.state = state.stream().map(Pattern::compile).toList();
    this.own = Pattern.compile(own);
  }

  /** The allocator that a module has, if it is one of these. */
  static Optional<KnownAllocator> of(AllocatorNames names) {
    return Arrays.stream(values()).filter(known -> known.isIn(names)).findFirst();
  }

  private boolean isIn(AllocatorNames names) {
    boolean fits =
        switch (sbrk) {
          case ANY -> true;
          case READS_MEMORY -> names.sbrkReadsMemory().equals(Optional.of(true));
          case READS_NO_MEMORY -> names.sbrkReadsMemory().equals(Optional.of(false));
        };
    return fits
        && (this != RELEASING || !names.hasFunction(Names.ALLOCATING))
        && functions.stream().allMatch(names::hasFunction)
        && (names.hasSymbols() ? state.stream().allMatch(names::hasData) : this != WALLOC);
  }

  /** What it is called in messages. */
  public String description() {
    return description;
  }

  /**
   * Whether it only uses memory that it was given or that {@code memory.grow} yielded to it, and
   * does not need the one to follow the other. Other code of its module may do otherwise.
   */
  public boolean copesWithGaps() {
    return copesWithGaps;
  }

  /** Whether the functions of a family are its, where a module has it. */
  boolean serves(HeapFunction.Family family) {
    return switch (this) {
      case RUST, RUST_FROM_HEAP_BASE -> family == HeapFunction.Family.RUST;
      case MIMALLOC -> family != HeapFunction.Family.RUST;
      case EMSCRIPTEN_DLMALLOC, EMMALLOC, WALLOC, WASI_LIBC, RELEASING ->
          family == HeapFunction.Family.C;
      case WEE_ALLOC -> false;
    };
  }

  /** Whether it serves Rust code. */
  public boolean isOfRust() {
    return this == WEE_ALLOC || serves(HeapFunction.Family.RUST);
  }

  /** Whether functions of it could be replaced at all. */
  boolean canBeReplaced() {
    return !state.isEmpty();
  }

  /** Whether a size can be read off a block without a look at the allocator's static data. */
  boolean hasSizesBesideBlocks() {
    return switch (this) {
      case EMSCRIPTEN_DLMALLOC, EMMALLOC, MIMALLOC, WASI_LIBC, RELEASING -> true;
      case WALLOC, RUST_FROM_HEAP_BASE, RUST, WEE_ALLOC -> false;
    };
  }

  /** Whether static data is part of its state. */
  boolean isState(String symbol) {
    return state.stream().anyMatch(part -> part.matcher(symbol).matches());
  }

  /**
   * Whether a function prepares it when the module is initialized and hands out nothing, so that
   * there is nothing to do where it is replaced.
   */
  boolean isInitializer(String symbol) {
    return this == EMMALLOC && symbol.equals("initialize_emmalloc_heap");
  }

  /** Whether a function is one of its own. */
  boolean isOwn(String symbol) {
    return own.matcher(symbol).matches();
  }
}
