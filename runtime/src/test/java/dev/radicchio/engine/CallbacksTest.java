package dev.radicchio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.Value;
import dev.radicchio.Fixture;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.Linker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Java functions in a table that has room for 40 of them. */
final class CallbacksTest {
  private static final FunctionType COMPARATOR =
      new FunctionType(List.of(ValType.I32, ValType.I32), List.of(ValType.I32));
  private static final FunctionType FUNCTION =
      new FunctionType(List.of(ValType.F64, ValType.I64, ValType.F32), List.of(ValType.F64));
  private static final int ROOM = 40;

  private final ProgramTable table =
      new ProgramTable(
          new Table(
              com.dylibso.chicory.wasm.types.ValType.FuncRef,
              new TableLimits(5, 5 + ROOM),
              List.of()),
          Value.REF_NULL_VALUE,
          new ForeignFunctions());
  private final Callbacks callbacks =
      new Callbacks(
          LoadedImage.of(Linker.create().add("a", Fixture.wasm("callbacks")).link()), table);

  private int add(FunctionType type, int result) {
    return callbacks.add(type, arguments -> new long[] {result});
  }

  private long call(int pointer) {
    return table.instance(pointer).getMachine().call(table.requiredRef(pointer), new long[2])[0];
  }

  @Test
  void theOneThatRestsLongestIsReplacedWhereThereIsNoRoom() {
    List<Integer> pointers = new ArrayList<>();
    for (int i = 0; i < ROOM; i++) {
      pointers.add(add(COMPARATOR, i));
    }
    callbacks.remove(pointers.get(7), null);
    callbacks.remove(pointers.get(3), null);
    assertThat(add(COMPARATOR, 70)).isEqualTo(pointers.get(7));
    assertThat(call(pointers.get(7))).isEqualTo(70);
    assertThatThrownBy(() -> call(pointers.get(3))).hasMessageContaining("is over");
    assertThat(call(pointers.get(8))).isEqualTo(8);
  }

  @Test
  void slotsGoFromOneTypeToAnother() {
    for (int round = 0; round < 3; round++) {
      for (FunctionType type : List.of(COMPARATOR, FUNCTION)) {
        for (int i = 0; i < ROOM; i++) {
          int pointer = add(type, i);
          assertThat(call(pointer)).isEqualTo(i);
          callbacks.remove(pointer, null);
        }
      }
    }
    assertThat(table.size()).isEqualTo(5 + ROOM);
  }

  @Test
  void aTableWithoutRoomIsAnException() {
    for (int i = 0; i < ROOM; i++) {
      add(FUNCTION, i);
    }
    assertThatThrownBy(() -> add(COMPARATOR, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the program's table is full: 40 Java functions are lent at one time");
  }
}
