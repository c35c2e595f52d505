package dev.radicchio.engine.chicory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.Engine;
import dev.radicchio.GuestTrapException;
import dev.radicchio.LentFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Linker;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Guests move functions that Java lent them from slot to slot, as they may their own. */
final class ForeignFunctionsTest {
  private static final FunctionType NUMBER = new FunctionType(List.of(), List.of(ValType.I32));

  private static LinkedProgram program(Engine engine) {
    return engine
        .executable(Linker.create().add("a", Fixture.wasm("moves_pointers")).link())
        .instantiate();
  }

  private static long call(LinkedProgram program, String export, long... arguments) {
    long[] results = program.function("a", export).call(arguments);
    return results == null || results.length == 0 ? 0 : results[0];
  }

  @ParameterizedTest
  @EnumSource
  void copiesOfSlotsHaveTheSameFunctions(Engine engine) {
    try (LinkedProgram program = program(engine);
        LentFunction five = program.lend(NUMBER, arguments -> new long[] {5});
        LentFunction six = program.lend(NUMBER, arguments -> new long[] {6})) {
      int first = (int) call(program, "room", 8);
      call(program, "copy", first, five.pointer(), 1);
      call(program, "copy", first + 1, six.pointer(), 1);
      call(program, "copy", first + 2, first, 2);
      assertThat(call(program, "call", first + 2)).isEqualTo(5);
      assertThat(call(program, "call", first + 3)).isEqualTo(6);
      call(program, "copy", first + 1, first, 3); // overlaps
      assertThat(call(program, "call", first + 3)).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theyGoThroughTablesOfOtherSizes(Engine engine) {
    try (LinkedProgram program = program(engine);
        LentFunction five = program.lend(NUMBER, arguments -> new long[] {5})) {
      int first = (int) call(program, "room", 100);
      call(program, "copy_to_own", 3, five.pointer());
      assertThat(call(program, "call_own", 3)).isEqualTo(5);
      call(program, "copy_from_own", first + 90, 3);
      assertThat(call(program, "call", first + 90)).isEqualTo(5);
      call(program, "copy_from_own", five.pointer(), 0); // where a lent function is
      assertThat(call(program, "call", five.pointer())).isEqualTo(-7);
    }
  }

  @ParameterizedTest
  @EnumSource
  void referencesThatWereTakenOutOfASlotAreToTheSameFunction(Engine engine) {
    try (LinkedProgram program = program(engine);
        LentFunction five = program.lend(NUMBER, arguments -> new long[] {5})) {
      int first = (int) call(program, "room", 8);
      call(program, "set", first, five.pointer());
      assertThat(call(program, "call", first)).isEqualTo(5);
      call(program, "fill", first + 2, first, 3);
      assertThat(call(program, "call", first + 4)).isEqualTo(5);
      long grown = call(program, "grow", first);
      assertThat(call(program, "call", grown)).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCopyIsNeverAnotherFunction(Engine engine) {
    try (LinkedProgram program = program(engine)) {
      LentFunction five = program.lend(NUMBER, arguments -> new long[] {5});
      int first = (int) call(program, "room", 1);
      call(program, "copy", first, five.pointer(), 1);
      five.close();
      int pointer = -1;
      for (int i = 0; pointer != five.pointer(); i++) {
        assertThat(i).isLessThan(3000);
        LentFunction six = program.lend(NUMBER, arguments -> new long[] {6});
        pointer = six.pointer();
        if (pointer != five.pointer()) {
          six.close();
        }
      }
      assertThat(call(program, "call", pointer)).isEqualTo(6);
      assertThatThrownBy(() -> call(program, "call", first)).hasMessageContaining("is over");
    }
  }

  @ParameterizedTest
  @EnumSource
  void copiesOfWhatIsTakenBackTrap(Engine engine) {
    try (LinkedProgram program = program(engine)) {
      LentFunction five = program.lend(NUMBER, arguments -> new long[] {5});
      int first = (int) call(program, "room", 1);
      call(program, "copy", first, five.pointer(), 1);
      int pointer = five.pointer();
      five.close();
      assertThatThrownBy(() -> call(program, "call", pointer))
          .isInstanceOf(GuestTrapException.class);
      assertThatThrownBy(() -> call(program, "call", first)).hasMessageContaining("is over");
    }
  }
}
