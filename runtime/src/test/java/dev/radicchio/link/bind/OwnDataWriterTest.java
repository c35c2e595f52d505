package dev.radicchio.link.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.WasmBinary;
import dev.radicchio.wat.WatModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which functions only put their module's own memory and globals in order. */
final class OwnDataWriterTest {
  private static boolean is(String locals, String code) {
    String module =
        """
        (module
          (import "env" "memory" (memory 1))
          (import "env" "__memory_base" (global $base i32))
          (import "GOT.mem" "counter" (global $counter (mut i32)))
          (import "other" "variable" (global $variable (mut i32)))
          (import "env" "f" (func $f))
          (global $own (mut i32) (i32.const 0))
          (func $writer %s %s)
          (data $passive "1234"))
        """
            .formatted(locals, code);
    return OwnDataWriter.is(WasmBinary.read(WatModule.encode(module)), 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(nop)",
        "(i32.store (i32.const 1024) (i32.const 7))",
        "(i32.store (global.get $base) (i32.const 7))",
        "(i32.store (i32.add (global.get $base) (i32.const 20)) (i32.const 7))",
        "(i32.store (i32.const 1024) (i32.add (global.get $counter) (i32.const 4)))",
        "(global.set $own (i32.add (global.get $base) (i32.const 8)))",
        "(memory.init $passive (global.get $base) (i32.const 0) (i32.const 4)) (data.drop $passive)",
        "(memory.fill (global.get $base) (i32.const 0) (i32.const 4))"
      })
  void writesOwnData(String code) {
    assertThat(is("", code)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(call $f)",
        "(drop (i32.const 1))",
        "(i32.store (i32.const 1024) (i32.load (i32.const 1024)))",
        "(i32.store (global.get $counter) (i32.const 7))",
        "(i32.store (i32.add (global.get $base) (global.get $counter)) (i32.const 7))",
        "(i32.store (i32.const 1024) (global.get $variable))",
        "(global.set $variable (i32.const 7))",
        "(memory.fill (global.get $own) (i32.const 0) (i32.const 4))",
        "(block (nop))"
      })
  void doesMoreThanThat(String code) {
    assertThat(is("", code)).isFalse();
  }

  @Test
  void aFunctionWithLocalsIsNone() {
    assertThat(is("(local i32)", "(nop)")).isFalse();
  }

  @Test
  void anImportedFunctionIsNone() {
    WasmBinary module = WasmBinary.read(WatModule.encode("(module (import \"env\" \"f\" (func)))"));

    assertThat(OwnDataWriter.is(module, 0)).isFalse();
  }
}
