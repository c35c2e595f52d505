package dev.radicchio.link.fuse;

import dev.radicchio.binary.CodeLocation;
import dev.radicchio.binary.IndexRewriter;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.link.bind.GlobalBinding;
import dev.radicchio.link.bind.OwnMemorySize;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Copies the code of an instance as the image has it: with the image's indices, with constants in
 * place of globals that linking made constant, and with the size of the memory as the instance sees
 * it.
 *
 * <p>With global 1 bound to the constant 4096, and an own memory size of global 7 and function 90:
 *
 * <pre>{@code
 * global.get 1  memory.size    i32.const 1  memory.grow
 * i32.const 4096  global.get 7  i32.const 1  call 90
 * }</pre>
 */
class CodeRewriter extends IndexRewriter {

  private final byte[] source;
  private final IntFunction<GlobalBinding> globals;
  private final @Nullable OwnMemorySize memorySize;

  /**
   * @param globals what each global of the instance is in the image
   * @param memorySize how the instance sees the memory's size, or null if as it is
   */
  CodeRewriter(
      byte[] source,
      Indices indices,
      IntFunction<GlobalBinding> globals,
      @Nullable OwnMemorySize memorySize) {
    super(source, indices);
    this.source = source;
    this.globals = globals;
    this.memorySize = memorySize;
  }

  /**
   * Copies a body.
   *
   * @param parameters how many parameters its function has
   */
  void body(WasmWriter out, Span body, int parameters) {
    begin(out, body.start());
    InstructionWalker.walkBody(new WasmReader(source, body.start(), body.end()), this);
    end(body.end());
  }

  @Override
  public void index(IndexSpace space, int index, CodeLocation at) {
    if (space == IndexSpace.GLOBAL) {
      rewriteGlobal(index, at);
    } else if (memorySize != null && at.opcode() == Opcode.MEMORY_SIZE) {
      copyTo(at.instruction()).u8(Opcode.GLOBAL_GET).u32(memorySize.global());
    } else if (memorySize != null && at.opcode() == Opcode.MEMORY_GROW) {
      copyTo(at.instruction()).u8(Opcode.CALL).u32(memorySize.grow());
    } else {
      super.index(space, index, at);
    }
    skipTo(at.end());
  }

  private void rewriteGlobal(int index, CodeLocation at) {
    GlobalBinding binding = globals.apply(index);
    if (binding instanceof GlobalBinding.Index global) {
      copyTo(at.start()).u32(global.index());
    } else if (at.opcode() == Opcode.GLOBAL_GET
        && binding instanceof GlobalBinding.Constant constant) {
      copyTo(at.instruction()).u8(Opcode.I32_CONST).s64(constant.value());
    } else {
      throw new AssertionError("a global that code writes is never bound to a constant");
    }
  }
}
