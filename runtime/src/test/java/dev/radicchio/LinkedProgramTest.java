package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Linker;
import dev.radicchio.memory.FlatMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinkedProgramTest {
  private final LinkedProgram program =
      LinkedProgram.instantiate(Linker.create().add("a", Fixture.wasm("stack.relocs")).link());

  @Test
  void anUnknownFunctionIsNamed() {
    assertThatThrownBy(() -> program.function("a", "no_such"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no exported function a!no_such");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void argumentsAreCounted(int count) {
    GuestFunction function = program.function("a", "use_stack");
    assertThatThrownBy(() -> function.call(new long[count]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a!use_stack is of type (i32) -> i32 and was called with %d arguments", count);
  }

  @Test
  void theMemoryIsAsLargeAsTheLayoutSaysAndGrows() {
    FlatMemory memory = program.memory();
    assertThat(memory.pages()).isEqualTo(program.layout().initialPages());
    assertThat(memory.grow(3)).isEqualTo(program.layout().initialPages());
    assertThat(program.function("a", "use_stack").call(3)).isNotEmpty();
  }

  @Test
  void twoProgramsOfOneImageAreIndependent() {
    var image = Linker.create().add("a", Fixture.wasm("pointers.relocs")).link();
    try (LinkedProgram one = LinkedProgram.instantiate(image);
        LinkedProgram two = LinkedProgram.instantiate(image)) {
      one.function("a", "count").call(5);
      assertThat(two.function("a", "count").call(1)[0]).isEqualTo(8);
    }
  }
}
