package dev.radicchio.link.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a pass says of where code is now, compared with where it is. */
final class MovedCode {
  private final List<Integer> changed = new ArrayList<>();

  /** Looks at each instruction of a module, and at what is where it is said to be now. */
  static MovedCode of(byte[] module, RewrittenModule rewritten) {
    MovedCode moved = new MovedCode();
    Map<Integer, Integer> after = instructions(rewritten.bytes());
    instructions(module)
        .forEach(
            (offset, opcode) -> {
              assertThat(after).containsKey(rewritten.code().map(offset));
              if (!opcode.equals(after.get(rewritten.code().map(offset)))) {
                moved.changed.add(opcode);
              }
            });
    return moved;
  }

  /** The opcodes of those that others stand in front of now. */
  List<Integer> changed() {
    return changed;
  }

  private static Map<Integer, Integer> instructions(byte[] module) {
    WasmBinary binary = WasmBinary.read(module);
    Map<Integer, Integer> instructions = new HashMap<>();
    for (Span body : binary.bodies()) {
      InstructionWalker.walkBody(
          binary.reader(body),
          new ImmediateVisitor() {
            @Override
            public void instruction(int opcode, int offset) {
              instructions.put(offset, opcode);
            }
          });
    }
    return instructions;
  }
}
