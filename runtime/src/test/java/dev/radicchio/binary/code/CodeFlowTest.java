package dev.radicchio.binary.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.WasmWriter;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CodeFlowTest {
  private static final int PARAMETER = -1;

  /** Which constants local 0 may hold. */
  private static final class Constants extends CodeFlow<Set<Integer>> {
    private final Deque<Integer> operands = new ArrayDeque<>();
    private final BitSet followed = new BitSet();
    private Set<Integer> held = Set.of();
    private @Nullable Set<Integer> returned;

    Constants(FunctionBody body) {
      super(body);
      follow();
    }

    @Override
    protected Set<Integer> entry() {
      return Set.of(PARAMETER);
    }

    @Override
    protected Set<Integer> here() {
      return held;
    }

    @Override
    protected Set<Integer> leaving(int block) {
      return held;
    }

    @Override
    protected Set<Integer> join(Set<Integer> one, Set<Integer> other) {
      Set<Integer> both = new HashSet<>(one);
      both.addAll(other);
      return both;
    }

    @Override
    protected boolean isSame(Set<Integer> one, Set<Integer> other) {
      return one.equals(other);
    }

    @Override
    protected void resume(Set<Integer> known) {
      held = known;
    }

    @Override
    protected void enter(int block) {}

    @Override
    protected void enterArm(int block) {}

    @Override
    protected void leave(int block, Set<Integer> known) {
      held = known;
    }

    @Override
    protected void finish(@Nullable Set<Integer> known) {
      returned = known;
    }

    @Override
    protected void popOperand() {}

    @Override
    protected Set<Integer> splitByCondition() {
      return held;
    }

    @Override
    protected void mayThrow() {
      arriveAtHandlers();
    }

    @Override
    protected Set<Integer> thrown(int target) {
      return held;
    }

    @Override
    protected void call(int instruction) {}

    @Override
    protected void compute(int instruction) {
      followed.set(instruction);
      if (body.opcode(instruction) == Opcode.I32_CONST) {
        operands.push(body.immediate(instruction));
      } else if (body.opcode(instruction) == Opcode.LOCAL_SET) {
        held = Set.of(operands.pop());
      }
    }

    @Override
    protected void forgetOperands() {}
  }

  private static WasmWriter set(WasmWriter code, int value) {
    return code.u8(Opcode.I32_CONST).s64(value).u8(Opcode.LOCAL_SET).u32(0);
  }

  private static WasmWriter block(WasmWriter code, int opcode) {
    return code.u8(opcode).u8(Opcode.EMPTY_BLOCK_TYPE);
  }

  private static WasmWriter condition(WasmWriter code) {
    return code.u8(Opcode.LOCAL_GET).u32(0);
  }

  private static Constants follow(WasmWriter code) {
    return new Constants(OneFunction.body(code));
  }

  @Test
  void joinsBothArmsOfAnIf() {
    WasmWriter code = block(condition(new WasmWriter()), Opcode.IF);
    set(set(code, 1).u8(Opcode.ELSE), 2).u8(Opcode.END);
    assertThat(follow(code).returned).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void goesPastAnIfWithoutElse() {
    WasmWriter code = block(condition(new WasmWriter()), Opcode.IF);
    assertThat(follow(set(code, 1).u8(Opcode.END)).returned)
        .containsExactlyInAnyOrder(PARAMETER, 1);
  }

  @Test
  void followsALoopUntilItsBeginningStaysTheSame() {
    WasmWriter code = block(new WasmWriter(), Opcode.LOOP);
    block(condition(code), Opcode.IF); // leaves with what the loop begins with
    code.u8(Opcode.RETURN).u8(Opcode.END);
    set(code, 7).u8(Opcode.BR).u32(0).u8(Opcode.END);
    assertThat(follow(code).returned).containsExactlyInAnyOrder(PARAMETER, 7);
  }

  @Test
  void followsNoCodeThatNoPathLeadsTo() {
    WasmWriter code = block(new WasmWriter(), Opcode.BLOCK).u8(Opcode.BR).u32(0);
    block(set(code, 1), Opcode.BLOCK); // not reached, nor what is in it
    set(code, 2).u8(Opcode.END).u8(Opcode.END);
    Constants flow = follow(set(code, 3));
    assertThat(flow.returned).containsExactly(3);
    assertThat(flow.followed.cardinality()).isEqualTo(2);
  }

  @Test
  void knowsThatAFunctionNeverReturns() {
    WasmWriter code = block(new WasmWriter(), Opcode.LOOP).u8(Opcode.BR).u32(0).u8(Opcode.END);
    assertThat(follow(code).returned).isNull();
    assertThat(follow(new WasmWriter().u8(Opcode.UNREACHABLE)).returned).isNull();
  }

  @Test
  void branchesToEveryLabelOfATable() {
    WasmWriter code = block(block(new WasmWriter(), Opcode.BLOCK), Opcode.BLOCK);
    condition(set(code, 1)).u8(Opcode.BR_TABLE).u32(1).u32(0).u32(2).u8(Opcode.END);
    set(code, 2).u8(Opcode.END);
    assertThat(follow(code).returned).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void leadsFromWhatMayThrowToHandlersAround() {
    WasmWriter code = block(new WasmWriter(), Opcode.BLOCK);
    block(code, Opcode.TRY_TABLE).u32(1).u8(2).u32(0);
    set(set(code, 1).u8(Opcode.CALL).u32(0), 2).u8(Opcode.RETURN).u8(Opcode.END);
    code.u8(Opcode.END); // where the handler is
    assertThat(follow(code).returned).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void leadsFromWhatMayThrowToLegacyHandlersAround() {
    WasmWriter code = block(new WasmWriter(), Opcode.TRY);
    set(set(code, 1).u8(Opcode.CALL).u32(0), 2).u8(Opcode.RETURN);
    code.u8(Opcode.CATCH_ALL);
    set(block(code, Opcode.TRY), 3).u8(Opcode.CALL).u32(0).u8(Opcode.RETURN);
    code.u8(Opcode.DELEGATE).u32(0).u8(Opcode.END);
    assertThat(follow(code).returned).containsExactlyInAnyOrder(2, 3);
  }

  /** What an arm throws comes to no arm of the same block. */
  @Test
  void leadsFromArmsToHandlersFurtherOutOnly() {
    WasmWriter code = block(block(new WasmWriter(), Opcode.TRY), Opcode.TRY);
    set(code, 1).u8(Opcode.CALL).u32(0).u8(Opcode.RETURN);
    set(code.u8(Opcode.CATCH).u32(0), 2).u8(Opcode.CALL).u32(0).u8(Opcode.RETURN);
    code.u8(Opcode.CATCH_ALL).u8(Opcode.RETURN).u8(Opcode.END).u8(Opcode.UNREACHABLE);
    set(code.u8(Opcode.CATCH_ALL), 5).u8(Opcode.END);
    assertThat(follow(code).returned).containsExactlyInAnyOrder(1, 2, 5);
  }
}
