package test;

import dev.radicchio.GuestFunction;
import dev.radicchio.LentFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.memory.AddressSpace;
import dev.radicchio.memory.Arena;
import dev.radicchio.memory.Slice;
import dev.radicchio.memory.StructView;
import java.lang.Float;
import java.lang.Integer;
import java.lang.Override;
import java.lang.String;
import java.nio.ByteBuffer;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * {@link Trade.Everything} as a function pointer.
 */
@Generated("dev.radicchio.processor.RadicchioProcessor")
public final class Trade_EverythingFunction implements Trade.Everything {
  /**
   * The type that guests know it by.
   */
  public static final FunctionType TYPE = new FunctionType(List.of(ValType.I32, ValType.I32, ValType.I32, ValType.I32, ValType.I32, ValType.I32, ValType.I32, ValType.I32, ValType.I32, ValType.I32, ValType.I32, ValType.F32), List.of(ValType.I32));

  private final LinkedProgram program;

  private final String instance;

  private final AddressSpace addresses;

  private final int pointer;

  private final GuestFunction function;

  private Trade_EverythingFunction(LinkedProgram program, String instance, int pointer) {
    this.program = program;
    this.instance = instance;
    this.addresses = program.addresses(instance);
    this.pointer = pointer;
    this.function = program.pointer(instance, pointer, TYPE);
  }

  /**
   * Lends a function to the guests that share a program's table.
   *
   * @param program the program
   * @param function what guests are to call
   * @return the pointer, which guests may keep until it is closed
   */
  public static LentFunction lend(LinkedProgram program, Trade.Everything function) {
    return lend(program, "", function);
  }

  /**
   * Lends a function to an instance, which may have a table of its own.
   *
   * @param program the program
   * @param instance the instance's name; empty for those that share the program's table
   * @param function what the instance is to call
   * @return the pointer, which the instance may keep until it is closed
   */
  public static LentFunction lend(LinkedProgram program, String instance,
      Trade.Everything function) {
    AddressSpace addresses = program.addresses(instance);
    GuestFunction adapter = arguments -> {
      return new long[] {function.all(program.memory().readUtf8(addresses.toProgram((int) arguments[0], (int) arguments[1]), (int) arguments[1]), (int) arguments[2] == 0 ? null : program.memory().readCString(addresses.toProgram((int) arguments[2])), program.memory().slice(addresses.toProgram((int) arguments[3], (int) arguments[4]), (int) arguments[4]).toByteArray(), program.memory().view(addresses.toProgram((int) arguments[5], (int) arguments[6]), (int) arguments[6]), program.memory().slice(addresses.toProgram((int) arguments[7], (int) arguments[8]), (int) arguments[8]), (int) arguments[9] == 0 ? null : Trade_PointStruct.at(program.memory(), addresses.toProgram((int) arguments[9])), (int) arguments[10] == 0 ? null : Trade_ComparatorFunction.at(program, instance, (int) arguments[10]), Float.intBitsToFloat((int) arguments[11])) ? 1 : 0};
    };
    if (function instanceof Trade_EverythingFunction own && own.program == program) {
      return program.lend(instance, TYPE, own.function, adapter);
    }
    return program.lend(instance, TYPE, adapter);
  }

  /**
   * The function that a pointer points to, of a guest that shares a program's table.
   *
   * @param program the program
   * @param pointer the pointer, as the guest gave it
   * @return the function
   * @throws dev.radicchio.memory.GuestDataException if it points to no function, or to one of another type
   */
  public static Trade_EverythingFunction at(LinkedProgram program, int pointer) {
    return at(program, "", pointer);
  }

  /**
   * The function that a pointer of an instance points to.
   *
   * @param program the program
   * @param instance the instance's name; empty for those that share the program's table
   * @param pointer the pointer, as the instance gave it
   * @return the function
   * @throws dev.radicchio.memory.GuestDataException if it points to no function, or to one of another type
   */
  public static Trade_EverythingFunction at(LinkedProgram program, String instance, int pointer) {
    return new Trade_EverythingFunction(program, instance, pointer);
  }

  @Override
  public boolean all(String text, String string, byte[] bytes, ByteBuffer buffer, Slice slice,
      Trade.Point point, Trade.Comparator comparator, float number) {
    try (Arena arena = program.heap().arena(); LentFunction comparatorPointer = comparator == null ? null : Trade_ComparatorFunction.lend(program, instance, comparator)) {
      Slice textSlice = arena.utf8(text);
      Slice stringSlice = arena.cString(string);
      Slice bytesSlice = arena.bytes(bytes);
      Slice bufferSlice = arena.bytes(buffer);
      return (int) function.call(this.addresses.toInstance(textSlice.address(), textSlice.length()), textSlice.length(), this.addresses.toInstance(stringSlice.address()), this.addresses.toInstance(bytesSlice.address(), bytesSlice.length()), bytesSlice.length(), this.addresses.toInstance(bufferSlice.address(), bufferSlice.length()), bufferSlice.length(), this.addresses.toInstance(slice.addressIn(program.memory()), slice.length()), slice.length(), StructView.addressOf(point, program.memory(), this.addresses), comparatorPointer == null ? 0 : comparatorPointer.pointer("Everything.all"), Integer.toUnsignedLong(Float.floatToRawIntBits(number)))[0] != 0;
    }
  }

  /**
   * The function pointer, a slot of the table that it is from.
   *
   * @return the pointer
   */
  public int pointer() {
    return pointer;
  }
}
