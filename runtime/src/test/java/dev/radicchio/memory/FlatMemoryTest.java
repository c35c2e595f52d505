package dev.radicchio.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FlatMemoryTest {
  private final FlatMemory memory = new FlatMemory(1, 3);

  @Test
  void valuesAreLittleEndianAndNeedNoAlignment() {
    memory.writeLong(3, 0x0102030405060708L);
    assertThat(memory.readByte(3)).isEqualTo((byte) 8);
    assertThat(memory.readShort(4)).isEqualTo((short) 0x0607);
    assertThat(memory.readInt(7)).isEqualTo(0x01020304);
    memory.writeDouble(17, -0.5);
    assertThat(memory.readDouble(17)).isEqualTo(-0.5);
    memory.writeFloat(101, 1.25f);
    assertThat(memory.readInt(101)).isEqualTo(Float.floatToRawIntBits(1.25f));
    assertThat(memory.readFloat(101)).isEqualTo(1.25f);
  }

  @ParameterizedTest
  @ValueSource(ints = {65533, 65536, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void anAccessOutsideThrowsAndChangesNothing(int address) {
    assertThatThrownBy(() -> memory.readInt(address)).isInstanceOf(MemoryAccessException.class);
    assertThatThrownBy(() -> memory.writeInt(address, -1))
        .isInstanceOf(MemoryAccessException.class)
        .hasMessageContaining("0x" + Integer.toHexString(address));
    assertThatThrownBy(() -> memory.write(address, new byte[4], 0, 4))
        .isInstanceOf(MemoryAccessException.class);
    assertThatThrownBy(() -> memory.fill(address, 4, (byte) 1))
        .isInstanceOf(MemoryAccessException.class);
    assertThatThrownBy(() -> memory.copy(0, address, 4)).isInstanceOf(MemoryAccessException.class);
    assertThatThrownBy(() -> memory.view(address, 4)).isInstanceOf(MemoryAccessException.class);
    assertThatThrownBy(() -> memory.checkRange(address, 4))
        .isInstanceOf(MemoryAccessException.class);
    assertThat(memory.readInt(65532)).isZero();
  }

  @Test
  void anEmptyRangeAtTheEndIsInside() {
    memory.fill(65536, 0, (byte) 1);
    assertThat(memory.view(65536, 0).remaining()).isZero();
    assertThatThrownBy(() -> memory.fill(65537, 0, (byte) 1))
        .isInstanceOf(MemoryAccessException.class);
  }

  @Test
  void aRangeMayBeLongerThanAnIntSays() {
    memory.checkRange(0, 65536);
    assertThatThrownBy(() -> memory.checkRange(16, 1L << 32))
        .isInstanceOf(MemoryAccessException.class)
        .hasMessageContaining("4294967296 bytes at 0x10");
    assertThatThrownBy(() -> memory.checkRange(16, -1L)).isInstanceOf(MemoryAccessException.class);
  }

  @Test
  void growsToItsLimitAndKeepsItsBytes() {
    memory.writeInt(65532, 77);
    assertThat(memory.grow(2)).isEqualTo(1);
    assertThat(memory.size()).isEqualTo(3 * 65536);
    assertThat(memory.readInt(65532)).isEqualTo(77);
    assertThat(memory.readInt(65536)).isZero();
    assertThat(memory.grow(1)).isEqualTo(-1);
    assertThat(memory.grow(-1)).isEqualTo(-1);
    assertThat(memory.grow(0)).isEqualTo(3);
  }

  @Test
  void aViewSharesTheBytesUntilTheMemoryGrows() {
    ByteBuffer view = memory.view(16, 8);
    memory.writeInt(20, 5);
    assertThat(view.getInt(4)).isEqualTo(5);
    view.putInt(0, 9);
    assertThat(memory.readInt(16)).isEqualTo(9);
    memory.grow(1);
    memory.writeInt(16, 10);
    assertThat(view.getInt(0)).isEqualTo(9);
  }

  @Test
  void copiesRangesThatOverlap() {
    for (int i = 0; i < 8; i++) {
      memory.writeByte(i, (byte) i);
    }
    memory.copy(2, 0, 6);
    byte[] bytes = new byte[8];
    memory.read(0, bytes, 0, 8);
    assertThat(bytes).containsExactly(0, 1, 0, 1, 2, 3, 4, 5);
  }

  @Test
  void refusesSizesThatNoArrayHolds() {
    assertThatThrownBy(() -> new FlatMemory(FlatMemory.MAX_PAGES + 1, 65536))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FlatMemory(-1, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
