package dev.radicchio.engine.chicory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TypesTest {
  @Test
  void numbersComeBack() {
    FunctionType type =
        FunctionType.of(
            List.of(ValType.I32, ValType.I64, ValType.F32, ValType.F64), List.of(ValType.F64));

    assertThat(Types.of(type)).hasToString("(i32, i64, f32, f64) -> f64");
    assertThat(Types.of(Types.of(type))).isEqualTo(type);
  }

  @Test
  void referencesAreNamedAndAreNoNumbers() {
    FunctionType type =
        FunctionType.of(
            List.of(ValType.FuncRef, ValType.builder().withOpcode(0x64).withTypeIdx(3).build()),
            List.of());

    assertThat(Types.of(type)).hasToString("((ref null func), (ref 3)) -> ()");
    assertThatThrownBy(() -> Types.of(Types.of(type)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("(ref null func) is no type of numbers");
  }
}
