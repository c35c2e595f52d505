package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.ExecutionListener;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.types.Instruction;
import dev.radicchio.engine.Shortcoming;

/**
 * Traps where an interpreted store of one byte, or of half an {@code i64}, is out of bounds because
 * base and offset together are 2^32 or more.
 *
 * <p>Chicory 1.7.5's interpreter computes the address of these stores modulo 2^32, so that {@code
 * i32.store8 offset=16} with a base of 2^32-8 writes to address 8. It tells a listener of every
 * instruction before it executes it; compiled code tells of none, and computes addresses right.
 *
 * @see <a href="https://webassembly.github.io/spec/core/exec/instructions.html">Execution:
 *     Instructions, t.storeN memarg</a>
 * @see Shortcoming#NARROW_STORES
 */
final class NarrowStores implements ExecutionListener {
  @Override
  public void onExecution(Instruction instruction, MStack stack) {
    switch (instruction.opcode()) {
      case I32_STORE8, I64_STORE8, I64_STORE32 -> check((int) instruction.operand(1), stack);
      default -> {}
    }
  }

  /** No memory has 2^31 bytes, so it is enough that neither number is so large. */
  private static void check(int offset, MStack stack) {
    long value = stack.pop();
    int base = (int) stack.peek();
    stack.push(value);
    if ((base | offset) < 0) {
      throw new WasmRuntimeException("out of bounds memory access");
    }
  }
}
