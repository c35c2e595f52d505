package dev.radicchio.link.pass;

import static dev.radicchio.fixture.ModuleBytes.I32;
import static dev.radicchio.fixture.ModuleBytes.I64;
import static dev.radicchio.fixture.ModuleBytes.bytes;
import static dev.radicchio.fixture.ModuleBytes.export;

import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.ModuleBytes;
import java.util.ArrayList;
import java.util.List;

/** Writes steps as code with legacy exception handling. */
final class StepCode {
  private static final int TRACE = 0;
  private static final int FUEL = 1;
  private static final int NOTE = 0;
  private static final int TAKES_NUMBER = 1;
  private static final int NUMBER_TO_NUMBER = 4;

  private final WasmWriter out = new WasmWriter();

  /** Of each block around, whether it is a loop, and whether it has a result. */
  private final List<Boolean> loops = new ArrayList<>();

  private final List<Boolean> results = new ArrayList<>();

  private StepCode() {}

  /** A module that exports for each function one that calls it and returns the trace. */
  static byte[] module(List<List<Step>> functions) {
    int count = functions.size();
    WasmWriter[] types = new WasmWriter[1 + 2 * count];
    WasmWriter[] exports = new WasmWriter[count];
    WasmWriter[] bodies = new WasmWriter[1 + 2 * count];
    types[NOTE] = bytes(TAKES_NUMBER);
    bodies[NOTE] = note();
    for (int i = 0; i < count; i++) {
      types[1 + i] = bytes(0);
      bodies[1 + i] = function(functions.get(i));
      types[1 + count + i] = bytes(2);
      bodies[1 + count + i] = traced(1 + i);
      exports[i] = export("trace" + i, ModuleBytes.FUNCTION, 1 + count + i);
    }
    WasmWriter zero = bytes(I32, 1, Opcode.I32_CONST, 0, Opcode.END);
    return new ModuleBytes()
        .section(
            Section.TYPE,
            bytes(0x60, 0, 0),
            bytes(0x60, 1, I32, 0),
            bytes(0x60, 0, 1, I32),
            bytes(0x60, 2, I32, I64, 0),
            bytes(0x60, 1, I32, 1, I32))
        .section(Section.FUNCTION, types)
        .section(Section.TAG, bytes(0, 0), bytes(0, 1), bytes(0, 3))
        .section(Section.GLOBAL, zero, zero)
        .section(Section.EXPORT, exports)
        .code(bodies)
        .toByteArray();
  }

  private static WasmWriter note() {
    return bytes(Opcode.GLOBAL_GET, TRACE, Opcode.I32_CONST, 31, Opcode.I32_MUL)
        .append(bytes(Opcode.LOCAL_GET, 0, Opcode.I32_ADD, Opcode.GLOBAL_SET, TRACE));
  }

  private static WasmWriter function(List<Step> steps) {
    StepCode code = new StepCode();
    steps.forEach(code::step);
    return code.out;
  }

  private static WasmWriter traced(int function) {
    StepCode code = new StepCode();
    code.number(0).op(Opcode.GLOBAL_SET, TRACE).number(StepModel.FUEL).op(Opcode.GLOBAL_SET, FUEL);
    code.op(Opcode.TRY, Opcode.EMPTY_BLOCK_TYPE).op(Opcode.CALL, function);
    code.arm(1).arm(2).arm(Step.ANY).noted(StepModel.UNKNOWN).op(Opcode.END);
    return code.op(Opcode.GLOBAL_GET, TRACE).out;
  }

  private StepCode op(int... code) {
    out.append(bytes(code));
    return this;
  }

  private StepCode number(int number) {
    out.u8(Opcode.I32_CONST).s64(number);
    return this;
  }

  private StepCode noted(int number) {
    return number(number).op(Opcode.CALL, NOTE);
  }

  private StepCode arm(int tag) {
    if (tag == Step.ANY) {
      return op(Opcode.CATCH_ALL);
    }
    op(Opcode.CATCH, tag);
    if (tag == 2) {
      op(Opcode.I32_WRAP_I64, Opcode.CALL, NOTE);
    }
    return tag == 0 ? this : op(Opcode.CALL, NOTE);
  }

  private void step(Step step) {
    if (step instanceof Step.Note note) {
      noted(note.number());
    } else if (step instanceof Step.Throw thrown) {
      raise(thrown);
    } else if (step instanceof Step.Call call) {
      burn().op(Opcode.IF, Opcode.EMPTY_BLOCK_TYPE);
      op(Opcode.CALL, 1 + call.function(), Opcode.END);
    } else if (step instanceof Step.Jump jump) {
      jump(jump);
    } else if (step instanceof Step.Rethrow rethrow) {
      op(Opcode.RETHROW, rethrow.label());
    } else if (step instanceof Step.Block block) {
      op(block.loop() ? Opcode.LOOP : Opcode.BLOCK, type(false, block.result()));
      inside(block.loop(), block.result(), block.steps(), block.number());
      op(Opcode.END);
      behind(block.result());
    } else {
      attempt((Step.Try) step);
    }
  }

  private void raise(Step.Throw thrown) {
    if (thrown.tag() > 0) {
      number(thrown.number());
    }
    if (thrown.tag() == 2) {
      out.u8(Opcode.I64_CONST).s64(2L * thrown.number());
    }
    op(Opcode.THROW, thrown.tag());
  }

  /** Leaves whether there is still fuel. */
  private StepCode burn() {
    op(Opcode.GLOBAL_GET, FUEL, Opcode.I32_CONST, 1, Opcode.I32_SUB, Opcode.GLOBAL_SET, FUEL);
    return op(Opcode.GLOBAL_GET, FUEL, Opcode.I32_CONST, 0, Opcode.I32_GT_S);
  }

  private void jump(Step.Jump jump) {
    int target = loops.size() - 1 - jump.label();
    boolean result = target >= 0 && results.get(target);
    boolean loop = target >= 0 && loops.get(target);
    if (result) {
      number(jump.number());
    }
    boolean always = jump.remainder() == Step.Jump.ALWAYS;
    if (!always) {
      op(Opcode.GLOBAL_GET, TRACE, Opcode.I32_CONST, 3, Opcode.I32_REM_U);
      number(jump.remainder()).op(Opcode.I32_EQ);
    }
    if (loop) {
      burn();
      op(always ? Opcode.NOP : Opcode.I32_AND);
    }
    op(always && !loop ? Opcode.BR : Opcode.BR_IF, jump.label());
    if (result && !always) {
      op(Opcode.DROP);
    }
  }

  private static int type(boolean parameter, boolean result) {
    if (parameter) {
      return result ? NUMBER_TO_NUMBER : TAKES_NUMBER;
    }
    return result ? I32 : Opcode.EMPTY_BLOCK_TYPE;
  }

  private void inside(boolean loop, boolean result, List<Step> steps, int number) {
    loops.add(loop);
    results.add(result);
    steps.forEach(this::step);
    loops.remove(loops.size() - 1);
    results.remove(results.size() - 1);
    if (result) {
      number(number);
    }
  }

  private void behind(boolean result) {
    if (result) {
      op(Opcode.CALL, NOTE);
    }
  }

  private void attempt(Step.Try attempt) {
    if (attempt.parameter()) {
      number(attempt.number());
    }
    op(Opcode.TRY, type(attempt.parameter(), attempt.result()));
    if (attempt.parameter()) {
      op(Opcode.CALL, NOTE);
    }
    inside(false, attempt.result(), attempt.steps(), attempt.number());
    for (Step.Arm arm : attempt.arms()) {
      arm(arm.tag());
      inside(false, attempt.result(), arm.steps(), arm.number());
    }
    if (attempt.delegate() == Step.NONE) {
      op(Opcode.END);
    } else {
      op(Opcode.DELEGATE, attempt.delegate());
    }
    behind(attempt.result());
  }
}
