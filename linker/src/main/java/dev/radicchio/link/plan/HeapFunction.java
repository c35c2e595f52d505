package dev.radicchio.link.plan;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The functions that a program's heap serves guests with: C's, C++'s operators, and those that
 * Rust's standard library allocates with. Sizes, alignments and addresses are {@code i32}.
 *
 * @see <a href="https://itanium-cxx-abi.github.io/cxx-abi/abi.html#mangling-operator">Itanium C++
 *     ABI: Operator Encodings</a>
 */
public enum HeapFunction {
  /** {@code (size) -> address}. */
  MALLOC(Family.C, 1, true, "malloc"),
  /** {@code (address)}. */
  FREE(Family.C, 1, false, "free"),
  /** {@code (count, size) -> address} of zeros. */
  CALLOC(Family.C, 2, true, "calloc"),
  /** {@code (address, size) -> address}. */
  REALLOC(Family.C, 2, true, "realloc"),
  /** {@code (alignment, size) -> address}. */
  ALIGNED_ALLOC(Family.C, 2, true, "aligned_alloc memalign"),
  /** {@code (address of the result, alignment, size) -> error number}. */
  POSIX_MEMALIGN(Family.C, 3, true, "posix_memalign"),
  /** {@code (address) -> size}. */
  USABLE_SIZE(Family.C, 1, true, "malloc_usable_size"),

  /** {@code (size) -> address}. */
  NEW(Family.CPP, 1, true, "_Znwm _Znam"),
  /** {@code (size, nothrow) -> address}. */
  NEW_NOTHROW(Family.CPP, 2, true, "_ZnwmRKSt9nothrow_t _ZnamRKSt9nothrow_t"),
  /** {@code (size, alignment) -> address}. */
  NEW_ALIGNED(Family.CPP, 2, true, "_ZnwmSt11align_val_t _ZnamSt11align_val_t"),
  /** {@code (size, alignment, nothrow) -> address}. */
  NEW_ALIGNED_NOTHROW(
      Family.CPP, 3, true, "_ZnwmSt11align_val_tRKSt9nothrow_t _ZnamSt11align_val_tRKSt9nothrow_t"),
  /** {@code (address)}. */
  DELETE(Family.CPP, 1, false, "_ZdlPv _ZdaPv"),
  /** {@code (address, size, alignment or nothrow)}. */
  DELETE_SIZED(
      Family.CPP,
      2,
      false,
      "_ZdlPvm _ZdaPvm _ZdlPvSt11align_val_t _ZdaPvSt11align_val_t _ZdlPvRKSt9nothrow_t _ZdaPvRKSt9nothrow_t"),
  /** {@code (address, two of size, alignment and nothrow)}. */
  DELETE_SIZED_ALIGNED(
      Family.CPP,
      3,
      false,
      "_ZdlPvmSt11align_val_t _ZdaPvmSt11align_val_t _ZdlPvSt11align_val_tRKSt9nothrow_t _ZdaPvSt11align_val_tRKSt9nothrow_t"),

  /** {@code (size, alignment) -> address}. */
  RUST_ALLOC(Family.RUST, 2, true, "__rdl_alloc"),
  /** {@code (address, size, alignment)}. */
  RUST_DEALLOC(Family.RUST, 3, false, "__rdl_dealloc"),
  /** {@code (address, old size, alignment, new size) -> address}. */
  RUST_REALLOC(Family.RUST, 4, true, "__rdl_realloc"),
  /** {@code (size, alignment) -> address} of zeros. */
  RUST_ALLOC_ZEROED(Family.RUST, 2, true, "__rdl_alloc_zeroed");

  /** The functions that a module has together: what one allocates, another frees. */
  public enum Family {
    C,
    CPP,
    RUST
  }

  private static final Pointers RESULT = Pointers.NONE.result(0, Pointers.Kind.ADDRESS);

  private static final Map<String, HeapFunction> BY_SYMBOL = new HashMap<>();

  static {
    for (HeapFunction function : values()) {
      for (String symbol : function.symbols.split(" ", -1)) {
        BY_SYMBOL.put(symbol, function);
      }
    }
  }

  private final Family family;
  private final int params;
  private final boolean hasResult;

  /** With spaces between them. */
  private final String symbols;

  HeapFunction(Family family, int params, boolean hasResult, String symbols) {
    this.family = family;
    this.params = params;
    this.hasResult = hasResult;
    this.symbols = symbols;
  }

  /** The function that a symbol of that name and type means, if any. */
  public static Optional<HeapFunction> of(String symbol, FunctionType type) {
    return named(symbol).filter(function -> function.type().equals(type));
  }

  /** The function that a symbol of that name means, whatever its type. */
  public static Optional<HeapFunction> named(String symbol) {
    return Optional.ofNullable(BY_SYMBOL.get(unmangled(symbol)));
  }

  /**
   * Newer compilers mangle the names of Rust's functions; the plain name, with its length, is last.
   */
  private static String unmangled(String symbol) {
    int start = symbol.lastIndexOf("___rdl_");
    return symbol.startsWith("_R") && start >= 0 ? symbol.substring(start + 1) : symbol;
  }

  public Family family() {
    return family;
  }

  /** Its type. */
  public FunctionType type() {
    return new FunctionType(
        Collections.nCopies(params, ValType.I32), hasResult ? List.of(ValType.I32) : List.of());
  }

  /** Which of its parameters and results are addresses that are read, or freed by someone. */
  public Pointers pointers() {
    Pointers param = Pointers.NONE.param(0, Pointers.Kind.ADDRESS);
    return switch (this) {
      case MALLOC, CALLOC, ALIGNED_ALLOC, RUST_ALLOC, RUST_ALLOC_ZEROED -> RESULT;
      case NEW, NEW_NOTHROW, NEW_ALIGNED, NEW_ALIGNED_NOTHROW -> RESULT;
      case REALLOC, RUST_REALLOC -> RESULT.and(param);
      case FREE, DELETE, DELETE_SIZED, DELETE_SIZED_ALIGNED, RUST_DEALLOC -> param;
      case POSIX_MEMALIGN, USABLE_SIZE -> param;
    };
  }

  /** Whether it only takes memory back. */
  public boolean frees() {
    return !hasResult;
  }

  /** Whether it yields new memory. */
  public boolean allocates() {
    return hasResult && this != USABLE_SIZE;
  }
}
