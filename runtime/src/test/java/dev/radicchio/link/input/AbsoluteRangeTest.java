package dev.radicchio.link.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.wat.WatModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the range of a module begins that has data at 1024 and a mutable global below. */
final class AbsoluteRangeTest {
  private static final String DATA = "(data (i32.const 1024) \"radicchio\")";

  private static LinkedMemory range(String global, String functions, String data) {
    byte[] module =
        WatModule.encode(
            "(module (memory 1) (global $g (mut i32) (i32.const "
                + global
                + ")) (func $use (param i32)) "
                + functions
                + data
                + ")");
    return Modules.of("test.wasm", module).relocatability().fixed().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "16", "1024"})
  void aCounterIsNoStackPointer(String first) {
    String counts =
        "(func (export \"count\") (result i32) global.get $g i32.const 1 i32.add global.set $g"
            + " global.get $g)";

    assertThat(range(first, counts, DATA).start()).isEqualTo(1024);
  }

  @Test
  void aModuleWithACounterAndNoDataIsPositionFree() {
    byte[] module =
        WatModule.encode(
            "(module (memory 1) (global $g (mut i32) (i32.const 5)) (func (export \"count\")"
                + " (param i32) local.get 0 global.get $g i32.store global.get $g i32.const 1"
                + " i32.add global.set $g))");

    assertThat(Modules.of("test.wasm", module).relocatability().model())
        .isEqualTo(RelocationModel.POSITION_FREE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // a frame whose address is passed on
        "(func (export \"frame\") (local i32) global.get $g i32.const 16 i32.sub local.tee 0"
            + " global.set $g local.get 0 call $use local.get 0 i32.const 16 i32.add global.set $g)",
        // one that goes up
        "(func (export \"frame\") (local i32) global.get $g local.tee 0 i32.const 16 i32.add"
            + " global.set $g local.get 0 call $use local.get 0 global.set $g)",
        // a leaf that moves nothing
        "(func (export \"leaf\") global.get $g i32.const 16 i32.sub i32.const 1 i32.store)",
        // an index that is added
        "(func (export \"index\") (param i32) global.get $g local.get 0 i32.add i32.const 1"
            + " i32.store8)"
      })
  void whatAddressesAreMadeOfMayReachDownToNull(String function) {
    assertThat(range("1020", function, DATA).start()).isZero();
  }
}
