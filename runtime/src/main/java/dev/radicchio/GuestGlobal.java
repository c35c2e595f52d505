package dev.radicchio;

import dev.radicchio.binary.ValType;
import dev.radicchio.engine.GlobalVariable;
import dev.radicchio.memory.AddressSpace;
import org.jspecify.annotations.Nullable;

/**
 * A global that an instance exports.
 *
 * <p>Its value is what the instance's code has there. If that is an address, it is one of the
 * instance's own, which differs from the program's if the instance is rebased; {@link #address()}
 * and {@link #setAddress} translate it. Nothing in a module says which globals are addresses.
 */
public final class GuestGlobal {
  private final String name;
  private final ValType type;
  private final boolean mutable;
  private final AddressSpace addresses;

  /** Null once the program is closed. */
  private @Nullable GlobalVariable variable;

  /**
   * @param name what exceptions call it
   * @param addresses those that the instance uses
   */
  GuestGlobal(String name, GlobalVariable variable, AddressSpace addresses) {
    this.name = name;
    this.type = variable.type();
    this.mutable = variable.isMutable();
    this.addresses = addresses;
    this.variable = variable;
  }

  /** Its type, which is one of numbers. */
  public ValType type() {
    return type;
  }

  /** Whether it may be set. */
  public boolean isMutable() {
    return mutable;
  }

  /**
   * The bits of its value: {@code i32} and {@code f32} in the low half, whose high half is
   * undefined.
   *
   * @throws IllegalStateException if the program is closed
   */
  public long get() {
    return open().get();
  }

  /**
   * Sets it.
   *
   * @param value the bits; the high half of an {@code i32} or {@code f32} is ignored
   * @throws UnsupportedOperationException if it is not mutable
   * @throws IllegalStateException if the program is closed
   */
  public void set(long value) {
    GlobalVariable open = open();
    if (!mutable) {
      throw new UnsupportedOperationException("the global " + name + " is not mutable");
    }
    open.set(value);
  }

  /**
   * The program's address that its value stands for; 0 stays 0.
   *
   * @throws UnsupportedOperationException if it is no {@code i32}
   * @throws IllegalStateException if the program is closed
   */
  public int address() {
    int own = (int) get();
    checkAddress();
    return addresses.toProgram(own);
  }

  /**
   * Sets it to an address of the program; 0 stays 0.
   *
   * @throws IllegalArgumentException if the instance does not reach it
   * @throws UnsupportedOperationException if it is no {@code i32}, or not mutable
   * @throws IllegalStateException if the program is closed
   */
  public void setAddress(int address) {
    checkAddress();
    set(addresses.toInstance(address));
  }

  private void checkAddress() {
    if (!type.equals(ValType.I32)) {
      throw new UnsupportedOperationException(
          "the global " + name + " is of type " + type + ", and an address is an i32");
    }
  }

  private GlobalVariable open() {
    if (variable == null) {
      throw LinkedProgram.closed();
    }
    return variable;
  }

  void close() {
    variable = null;
  }
}
