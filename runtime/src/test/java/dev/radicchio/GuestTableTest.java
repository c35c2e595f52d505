package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.memory.GuestDataException;
import dev.radicchio.wat.WatModule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that instances export, as Java reads them. */
final class GuestTableTest {
  private static final FunctionType NUMBER = new FunctionType(List.of(), List.of(ValType.I32));

  private static final WasmFile ABSOLUTE =
      wasm(
          "absolute",
          """
          (module
            (memory 1)
            (table $handlers (export "handlers") 4 funcref)
            (table (export "others") 1 externref)
            (func $first (result i32) (i32.load8_u (i32.const 1024)))
            (func $second (result i32) (i32.const 2))
            (func (export "swap")
              (table.set $handlers (i32.const 1) (table.get $handlers (i32.const 2))))
            (func (export "grow") (result i32)
              (table.grow $handlers (ref.null func) (i32.const 3)))
            (elem (i32.const 1) func $first $second)
            (data (i32.const 1024) "h"))
          """);

  private static final WasmFile MOVED =
      wasm(
          "moved",
          """
          (module
            (memory 1)
            (table (export "__indirect_function_table") 2 funcref)
            (func $level (result i32) (i32.const 3))
            (func (export "pointer") (result i32) (i32.const 1 (@reloc functable $level)))
            (elem (i32.const 1) func $level))
          """);

  private final LinkedProgram program =
      LinkedProgram.instantiate(
          Linker.create().add("home", ABSOLUTE).add("away", ABSOLUTE).add("moved", MOVED).link());

  private static WasmFile wasm(String name, String text) {
    return WasmFile.read(name + ".wasm", WatModule.encode(text));
  }

  private static int call(GuestFunction function) {
    return (int) function.call()[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"home", "away"})
  void hasTheFunctionsOfItsSlots(String instance) {
    GuestTable handlers = program.table(instance, "handlers");

    assertThat(handlers.size()).isEqualTo(4);
    assertThat(handlers.isNull(0)).isTrue();
    assertThat(handlers.isNull(1)).isFalse();
    assertThat(call(handlers.function(1, NUMBER))).isEqualTo('h');
    assertThat(call(handlers.function(2, NUMBER))).isEqualTo(2);
  }

  @Test
  void followsWhatTheGuestDoes() {
    GuestTable handlers = program.table("away", "handlers");
    GuestFunction first = handlers.function(1, NUMBER);
    program.function("away", "swap").call();
    program.function("away", "grow").call();

    assertThat(call(handlers.function(1, NUMBER))).isEqualTo(2);
    assertThat(call(first)).isEqualTo('h');
    assertThat(handlers.size()).isEqualTo(7);
    assertThat(handlers.isNull(6)).isTrue();
    assertThat(program.table("home", "handlers").size()).isEqualTo(4);
  }

  @Test
  void thatOfFunctionPointersIsFoundByItsUsualName() {
    int pointer = call(program.function("moved", "pointer"));
    GuestTable table = program.table("moved", "__indirect_function_table");

    assertThat(call(table.function(pointer, NUMBER))).isEqualTo(3);
    assertThat(table.isNull(0)).isTrue();
  }

  @Test
  void aSlotOfNoFunctionOrAnotherIsRefused() {
    GuestTable handlers = program.table("away", "handlers");

    assertThatThrownBy(() -> handlers.function(0, NUMBER))
        .isInstanceOf(GuestDataException.class)
        .hasMessage("function pointer 0 of away!handlers points to no function");
    assertThatThrownBy(() -> handlers.function(1, new FunctionType(List.of(), List.of())))
        .isInstanceOf(GuestDataException.class)
        .hasMessageContaining("function pointer 1 of away!handlers points to a function of type");
    assertThatThrownBy(() -> handlers.isNull(4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> handlers.function(-1, NUMBER))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void anUnknownNameIsToldWithThoseThatThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program.table("home", "handler"))
        .withMessage("home exports no table handler; it exports handlers, others");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program.table("moved", "handlers"))
        .withMessage("moved exports no table handlers, and none at all");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program.table("nobody", "handlers"))
        .withMessage("no instance named nobody");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program.table("home", "others"))
        .withMessageContaining("which are no functions");
  }

  @Test
  void aProgramThatIsClosedHasNone() {
    GuestTable handlers = program.table("home", "handlers");
    GuestFunction first = handlers.function(1, NUMBER);
    program.close();

    for (Runnable use :
        new Runnable[] {
          handlers::size,
          () -> handlers.isNull(0),
          first::call,
          () -> program.table("home", "handlers")
        }) {
      assertThatThrownBy(use::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the program is closed");
    }
  }
}
