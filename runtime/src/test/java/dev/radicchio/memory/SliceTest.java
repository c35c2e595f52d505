package dev.radicchio.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SliceTest {
  private final FlatMemory memory = new FlatMemory(1, 2);
  private final Slice slice = memory.slice(1001, 16);

  @Test
  void readsAndWritesWhatTheMemoryHas() {
    slice.setLong(3, 0x0102030405060708L);
    assertThat(memory.readLong(1004)).isEqualTo(0x0102030405060708L);
    assertThat(slice.getByte(3)).isEqualTo((byte) 8);
    assertThat(slice.getShort(3)).isEqualTo((short) 0x0708);
    assertThat(slice.getInt(3)).isEqualTo(0x05060708);
    slice.setDouble(8, 1.5);
    assertThat(slice.getDouble(8)).isEqualTo(1.5);
    slice.setFloat(12, 2.5f);
    assertThat(slice.getFloat(12)).isEqualTo(2.5f);
    slice.setInt(12, -2);
    slice.setShort(12, (short) 5);
    slice.setByte(15, (byte) 9);
    assertThat(slice.getInt(12)).isEqualTo(0x09ff0005);
  }

  @Test
  void isStillItselfWhenTheMemoryHasGrown() {
    slice.setInt(0, 7);
    ByteBuffer shared = slice.asByteBuffer();
    shared.putInt(4, 8);
    assertThat(slice.getInt(4)).isEqualTo(8);
    memory.grow(1);
    assertThat(slice.getInt(0)).isEqualTo(7);
    slice.setInt(0, 9);
    assertThat(memory.readInt(1001)).isEqualTo(9);
  }

  @Test
  void checksBounds() {
    List<Consumer<Slice>> outside =
        List.of(
            s -> s.getByte(16),
            s -> s.getByte(-1),
            s -> s.getShort(15),
            s -> s.getInt(13),
            s -> s.getLong(9),
            s -> s.getDouble(Integer.MAX_VALUE),
            s -> s.setByte(16, (byte) 1),
            s -> s.setLong(Integer.MIN_VALUE, 1),
            s -> s.write(10, new byte[7], 0, 7),
            s -> s.read(10, new byte[7], 0, 7),
            s -> s.slice(10, 7),
            s -> s.slice(-1, 2));
    for (Consumer<Slice> access : outside) {
      assertThatThrownBy(() -> access.accept(slice)).isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThat(memory.slice(0, 65536).toByteArray()).containsOnly(0);
    assertThat(slice.slice(4, 12).slice(4, 8).address()).isEqualTo(1009);
  }

  @ParameterizedTest
  @CsvSource({"65536, 1", "0, 65537", "-16, 32", "16, -1", "65535, 2147483647", "-1, -1"})
  void isNeverOutsideTheMemory(int address, int length) {
    assertThatThrownBy(() -> memory.slice(address, length))
        .isInstanceOf(MemoryAccessException.class);
    assertThatThrownBy(() -> memory.readUtf8(address, length))
        .isInstanceOf(MemoryAccessException.class);
  }

  @Test
  void saysWhatIsNoText() {
    slice.setByte(0, (byte) 0xC0);
    assertThatThrownBy(slice::utf8)
        .isInstanceOf(GuestDataException.class)
        .hasMessage("the 16 bytes at 0x3e9 are not UTF-8");
    assertThatThrownBy(() -> memory.readCString(1001)).isInstanceOf(GuestDataException.class);
    memory.fill(65530, 6, (byte) 'a');
    assertThatThrownBy(() -> memory.readCString(65530))
        .isInstanceOf(GuestDataException.class)
        .hasMessage("the string at 0xfffa does not end before the memory does");
    assertThatThrownBy(() -> memory.readCString(65536)).isInstanceOf(MemoryAccessException.class);
    assertThatThrownBy(() -> memory.readCString(-1)).isInstanceOf(MemoryAccessException.class);
  }
}
