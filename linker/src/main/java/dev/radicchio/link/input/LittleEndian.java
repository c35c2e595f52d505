package dev.radicchio.link.input;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Words of static data. */
public final class LittleEndian {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  public static int readInt(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  public static void writeInt(byte[] bytes, int offset, int value) {
    INT.set(bytes, offset, value);
  }
}
