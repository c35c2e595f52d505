package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.engine.FunctionTable;
import dev.radicchio.engine.JavaFunction;
import dev.radicchio.engine.Trap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Java functions in a table that has room for 40 of them. */
final class CallbacksTest {
  private static final FunctionType COMPARATOR =
      new FunctionType(List.of(ValType.I32, ValType.I32), List.of(ValType.I32));
  private static final FunctionType FUNCTION =
      new FunctionType(List.of(ValType.F64, ValType.I64, ValType.F32), List.of(ValType.F64));
  private static final FunctionType UNKNOWN = new FunctionType(List.of(), List.of());
  private static final int ROOM = 40;

  private final Table table = new Table();
  private final Callbacks callbacks = new Callbacks(table, "");

  /** A table without an engine, whose functions are called at once. */
  private static final class Table implements FunctionTable {
    private final Map<Integer, JavaFunction> functions = new HashMap<>();
    private int size = 5;

    @Override
    public int size() {
      return size;
    }

    @Override
    public long limit() {
      return 5 + ROOM;
    }

    @Override
    public int grow(int slots) {
      size += slots;
      return size - slots;
    }

    @Override
    public Lender lender(FunctionType type) {
      return type.equals(UNKNOWN)
          ? null
          : (slot, function) -> {
            assertThat(functions.put(slot, function)).isNull();
            return () -> functions.remove(slot);
          };
    }

    @Override
    public Reference get(int slot) {
      throw new AssertionError("nobody looks");
    }

    @Override
    public int find(Reference function) {
      throw new AssertionError("nobody looks");
    }

    @Override
    public void put(int slot, Reference function) {
      throw new AssertionError("there are no guests");
    }
  }

  private int add(FunctionType type, int result) {
    return callbacks.add(type, arguments -> new long[] {result});
  }

  private long call(int pointer) {
    return table.functions.get(pointer).call(new long[2])[0];
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
    assertThatThrownBy(() -> call(pointers.get(3)))
        .isInstanceOf(Trap.class)
        .hasMessageContaining("is over");
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

  @Test
  void aTypeThatNoCodeCallsTakesNoSlot() {
    assertThatThrownBy(() -> add(UNKNOWN, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no module of the program has a function type () -> ()");
    assertThat(table.size()).isEqualTo(5);
  }
}
