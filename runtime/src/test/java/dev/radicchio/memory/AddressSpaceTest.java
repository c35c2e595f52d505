package dev.radicchio.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressSpaceTest {
  private static final int BASE = 0x30000;
  private static final AddressSpace UPWARD = AddressSpace.of("b", BASE, false);
  private static final AddressSpace WHOLE = AddressSpace.of("b", BASE, true);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, BASE, 0x7fffffff, -1, Integer.MIN_VALUE})
  void thatOfTheProgramChangesNothing(int address) {
    AddressSpace program = AddressSpace.of("a", 0, false);

    assertThat(program).isSameAs(AddressSpace.PROGRAM);
    assertThat(program.toProgram(address)).isEqualTo(address);
    assertThat(program.toInstance(address)).isEqualTo(address);
    assertThat(program.toProgram(address, 4)).isEqualTo(address);
    assertThat(program.toInstance(address, 4)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 1023, 0x20000, 0x40000000})
  void addsItsBaseAndTakesItAway(int pointer) {
    for (AddressSpace addresses : new AddressSpace[] {UPWARD, WHOLE}) {
      assertThat(addresses.toProgram(pointer)).isEqualTo(pointer + BASE);
      assertThat(addresses.toInstance(pointer + BASE)).isEqualTo(pointer);
      assertThat(addresses.toProgram(pointer, 3)).isEqualTo(pointer + BASE);
      assertThat(addresses.toInstance(pointer + BASE, 3)).isEqualTo(pointer);
    }
  }

  @Test
  void nullStaysNull() {
    for (AddressSpace addresses : new AddressSpace[] {UPWARD, WHOLE}) {
      assertThat(addresses.toProgram(0)).isZero();
      assertThat(addresses.toInstance(0)).isZero();
      assertThat(addresses.toProgram(0, 0)).isZero();
      assertThat(addresses.toInstance(0, 0)).isZero();
    }
  }

  @Test
  void bytesMayBeginAtItsAddressZero() {
    assertThat(UPWARD.toProgram(0, 1)).isEqualTo(BASE);
    assertThat(UPWARD.toInstance(BASE, 1)).isZero();
    assertThatThrownBy(() -> UPWARD.toInstance(BASE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the address 0x30000 is address 0 to b, which is its null pointer");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "131072, 4", "0x2ffff, 0x7fffffff"})
  void refusesWhatIsBelowIfItReachesUpwardOnly(String address, String length) {
    int below = Integer.decode(address);
    assertThatThrownBy(() -> UPWARD.toInstance(below))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "the address 0x" + Integer.toHexString(below) + " is below 0x30000, the base of b")
        .hasMessageContaining("@WasmModule(reachBelow = true)");
    assertThatThrownBy(() -> UPWARD.toInstance(below, Integer.decode(length)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(WHOLE.toInstance(below)).isEqualTo(below - BASE);
    assertThat(WHOLE.toProgram(below - BASE)).isEqualTo(below);
  }

  @Test
  void noBytesAreNowhere() {
    assertThat(UPWARD.toInstance(8, 0)).isEqualTo(8 - BASE);
    assertThat(UPWARD.toProgram(1, 0)).isEqualTo(BASE + 1);
  }

  /** Java refuses them as the module's own, and -1 means failure on both sides. */
  @ParameterizedTest
  @ValueSource(ints = {-1, -16, -BASE})
  void whatIsBeyondItsReachStaysAsItIs(int number) {
    assertThat(UPWARD.toProgram(number)).isEqualTo(number);
    assertThat(UPWARD.toProgram(number, 4)).isEqualTo(number);
    assertThat(UPWARD.toInstance(number)).isEqualTo(number);
    assertThat(UPWARD.toInstance(number, 4)).isEqualTo(number);
  }
}
