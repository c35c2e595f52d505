package dev.radicchio.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WasmReaderTest {
  private static WasmReader reader(int... bytes) {
    WasmWriter out = new WasmWriter();
    for (int b : bytes) {
      out.u8(b);
    }
    return new WasmReader(out.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 127, 128, 16383, 16384, 0x7FFFFFFF, 0x80000000, -1})
  void readsUnsignedNumbersAsWritten(int value) {
    WasmReader in = new WasmReader(new WasmWriter().u32(value).toByteArray());
    assertThat(in.u32()).isEqualTo(value);
    assertThat(in.atEnd()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, -1, 63, 64, -64, -65, 8191, 8192, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void readsSignedNumbersAsWritten(long value) {
    byte[] bytes = new WasmWriter().s64(value).toByteArray();
    assertThat((long) new WasmReader(bytes).s32()).isEqualTo(value);
    assertThat(new WasmReader(bytes).s33()).isEqualTo(value);
    assertThat(new WasmReader(bytes).s64()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62, -1L << 62})
  void readsLongNumbersAsWritten(long value) {
    assertThat(new WasmReader(new WasmWriter().s64(value).toByteArray()).s64()).isEqualTo(value);
  }

  @Test
  void readsPaddedNumbers() {
    assertThat(reader(0x83, 0x80, 0x80, 0x80, 0x00).u32()).isEqualTo(3);
    assertThat(reader(0xFF, 0xFF, 0xFF, 0xFF, 0x7F).s32()).isEqualTo(-1);
    assertThat(reader(0x83, 0x80, 0x80, 0x80, 0x00).s32()).isEqualTo(3);
  }

  @Test
  void refusesNumbersThatAreTooLong() {
    assertThatThrownBy(() -> reader(0x80, 0x80, 0x80, 0x80, 0x80, 0x00).u32())
        .isInstanceOf(MalformedWasmException.class)
        .hasMessage("unsigned 32-bit LEB128 is too large or too long at offset 0x0");
    assertThatThrownBy(() -> reader(0xFF, 0xFF, 0xFF, 0xFF, 0x1F).u32())
        .isInstanceOf(MalformedWasmException.class);
    assertThatThrownBy(() -> reader(0xFF, 0xFF, 0xFF, 0xFF, 0x4F).s32())
        .isInstanceOf(MalformedWasmException.class);
    assertThatThrownBy(
            () -> reader(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02).s64())
        .isInstanceOf(MalformedWasmException.class);
  }

  @Test
  void refusesCountsAndLengthsThatTheFileCannotHold() {
    assertThatThrownBy(() -> reader(0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1).count())
        .isInstanceOf(MalformedWasmException.class)
        .hasMessage("a count of 4294967295 items with 1 bytes left at offset 0x0");
    assertThatThrownBy(() -> reader(3, 'a', 'b').name()).isInstanceOf(MalformedWasmException.class);
    assertThatThrownBy(() -> reader().u8())
        .isInstanceOf(MalformedWasmException.class)
        .hasMessage("unexpected end at offset 0x0");
  }

  @Test
  void refusesNamesThatAreNotUtf8() {
    assertThatThrownBy(() -> reader(2, 0xC3, 0x28).name())
        .isInstanceOf(MalformedWasmException.class)
        .hasMessageContaining("not UTF-8");
    assertThat(reader(4, 0xF0, 0x9F, 0xA5, 0xAC).name()).isEqualTo("\ud83e\udd6c");
  }
}
