package dev.radicchio.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class StructViewTest {
  private final FlatMemory memory = new FlatMemory(1, 1);

  private record View(FlatMemory memory, int address) implements StructView {
    @Override
    public String toString() {
      return "View@0x" + Integer.toHexString(address);
    }
  }

  @Test
  void hasTheAddressOfItsStruct() {
    assertThat(StructView.addressOf(new View(memory, 0x1000), memory)).isEqualTo(0x1000);
  }

  @Test
  void takesNullForAddress0() {
    assertThat(StructView.addressOf(null, memory)).isZero();
  }

  @Test
  void refusesAStructInAnotherMemory() {
    StructView other = new View(new FlatMemory(1, 1), 0x1000);

    assertThatThrownBy(() -> StructView.addressOf(other, memory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "View@0x1000 belongs to another program's memory; copy its fields to a struct in this"
                + " one");
  }

  @Test
  void refusesWhatIsNoView() {
    assertThatThrownBy(() -> StructView.addressOf("text", memory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "java.lang.String is not in the program's memory; pass what the struct's generated"
                + " class gives, as PointStruct.at or PointStruct.allocate do for Point");
  }
}
