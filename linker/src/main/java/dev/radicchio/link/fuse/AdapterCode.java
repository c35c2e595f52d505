package dev.radicchio.link.fuse;

import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.link.bind.SyntheticFunction;
import dev.radicchio.link.plan.Pointers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a function that calls another with the addresses of the other's instance.
 *
 * <p>An address of the caller is one of the function's once the difference of their bases is added.
 * With that of a caller at 0x20000 and of a function at 0x10000, which takes an address and returns
 * one:
 *
 * <pre>{@code
 * local.get 0  i32.const 0x10000  i32.add  local.get 0  local.get 0  select
 * call 7
 * local.set 1
 * local.get 1  i32.const -0x10000  i32.add  local.get 1  local.get 1  select
 * }</pre>
 */
final class AdapterCode {
  private static final int WORD_BYTES = 4;
  private static final int WORD_ALIGNMENT = 2;
  private static final long HIGH = 0xFFFF_FFFF_0000_0000L;
  private static final long LOW = 0xFFFF_FFFFL;

  /** As wasi-libc and Emscripten number errors. */
  private static final int ENOMEM = 48;

  private final WasmWriter code;

  private AdapterCode(WasmWriter code) {
    this.code = code;
  }

  /** The body without its size. */
  static WasmWriter of(SyntheticFunction.Adapter adapter) {
    List<ValType> params = adapter.signature().params();
    List<ValType> results = adapter.signature().results();
    Pointers pointers = adapter.pointers();
    // Results from the first on that is translated are set aside.
    int first = pointers.results().keySet().stream().findFirst().orElse(results.size());
    AdapterCode body = withLocals(results.subList(first, results.size()));
    for (int i = 0; i < params.size(); i++) {
      body.translate(i, pointers.params().get(i), adapter.difference());
    }
    body.code.u8(Opcode.CALL).u32(adapter.called());
    int saved = params.size() - first;
    for (int i = results.size() - 1; i >= first; i--) {
      body.set(saved + i);
    }
    for (int i = first; i < results.size(); i++) {
      body.translate(saved + i, pointers.results().get(i), -adapter.difference());
    }
    return body.code.u8(Opcode.END);
  }

  /**
   * The body without its size. In C:
   *
   * <pre>{@code
   * int adapter(void **result, size_t alignment, size_t size) {
   *   void **cell = malloc(sizeof *cell);
   *   if (cell == NULL) return ENOMEM;
   *   int error = posix_memalign(cell, alignment, size);
   *   if (error == 0) *result = *cell;
   *   free(cell);
   *   return error;
   * }
   * }</pre>
   */
  static WasmWriter of(SyntheticFunction.StoringAdapter adapter) {
    int result = 0;
    int alignment = 1;
    int size = 2;
    int cell = 3;
    int error = 4;
    int pointer = 5;
    AdapterCode body = withLocals(List.of(ValType.I32, ValType.I32, ValType.I32));
    WasmWriter code = body.code;
    code.u8(Opcode.I32_CONST).s64(WORD_BYTES).u8(Opcode.CALL).u32(adapter.malloc());
    body.set(cell);
    body.get(cell).u8(Opcode.I32_EQZ).u8(Opcode.IF).u8(Opcode.EMPTY_BLOCK_TYPE);
    code.u8(Opcode.I32_CONST).s64(ENOMEM).u8(Opcode.RETURN).u8(Opcode.END);
    body.get(cell);
    body.get(alignment);
    body.get(size).u8(Opcode.CALL).u32(adapter.called());
    body.set(error);
    body.get(error).u8(Opcode.I32_EQZ).u8(Opcode.IF).u8(Opcode.EMPTY_BLOCK_TYPE);
    body.add(cell, (int) adapter.ownerBase());
    code.u8(Opcode.I32_LOAD).u32(WORD_ALIGNMENT).u32(0);
    body.set(pointer);
    body.add(result, (int) adapter.callerBase());
    int difference = (int) (adapter.ownerBase() - adapter.callerBase());
    body.translate(pointer, Pointers.Kind.ADDRESS, difference);
    code.u8(Opcode.I32_STORE).u32(WORD_ALIGNMENT).u32(0).u8(Opcode.END);
    body.get(cell).u8(Opcode.CALL).u32(adapter.free());
    return body.get(error).u8(Opcode.END);
  }

  private static AdapterCode withLocals(List<ValType> locals) {
    WasmWriter out = new WasmWriter().u32(locals.size());
    locals.forEach(type -> type.write(out.u32(1), same -> same));
    return new AdapterCode(out);
  }

  /** Pushes what a local has, as the other side knows it. */
  private void translate(int local, Pointers.@Nullable Kind kind, int difference) {
    if (kind == null) {
      get(local);
      return;
    }
    switch (kind) {
      case ADDRESS -> {
        add(local, difference);
        get(local);
        get(local).u8(Opcode.SELECT);
      }
      case RANGE -> {
        add(local, difference);
        get(local);
        get(local);
        get(local + 1).u8(Opcode.I32_OR).u8(Opcode.SELECT);
      }
      case HIGH_HALF -> {
        get(local);
        wide(local, (long) difference << Integer.SIZE, Opcode.I64_ADD);
        orNull(local);
      }
      case LOW_HALF -> {
        get(local);
        wide(local, HIGH, Opcode.I64_AND);
        wide(local, difference, Opcode.I64_ADD);
        code.u8(Opcode.I64_CONST).s64(LOW).u8(Opcode.I64_AND).u8(Opcode.I64_OR);
        orNull(local);
      }
    }
  }

  /** Takes an {@code i64}, and what a local has below it, which is left if it is 0. */
  private void orNull(int local) {
    get(local).u8(Opcode.I64_EQZ).u8(Opcode.SELECT);
  }

  private void wide(int local, long operand, int opcode) {
    get(local).u8(Opcode.I64_CONST).s64(operand).u8(opcode);
  }

  private void add(int local, int difference) {
    get(local).u8(Opcode.I32_CONST).s64(difference).u8(Opcode.I32_ADD);
  }

  private WasmWriter get(int local) {
    return code.u8(Opcode.LOCAL_GET).u32(local);
  }

  private void set(int local) {
    code.u8(Opcode.LOCAL_SET).u32(local);
  }
}
