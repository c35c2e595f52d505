package dev.radicchio.link.input;

import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.MemoryRequest;
import dev.radicchio.link.plan.RelocationModel;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One copy of a module in a program, as it was asked for.
 *
 * @param number its number in the program, by which the stages keep what they find out about it
 * @param name its name, unlike that of all others
 * @param module the module
 * @param memory what the program says of its memory
 */
public record Instance(int number, String name, InputModule module, MemoryRequest memory) {
  /** Where its data must be, if the program says so. */
  public OptionalLong base() {
    return memory.base();
  }

  /** Pages of memory that it has for its own, if the program says so. */
  public OptionalInt pages() {
    return memory.pages();
  }

  /** Bytes from its address 0 on that the program says it has for its own; 0 if it does not. */
  public long ownBytes() {
    return pages().orElse(0) * (long) Layout.PAGE_BYTES;
  }

  /** Whether its addresses are its own, to which a base is added in the program. */
  public boolean isRebased() {
    return module.relocatability().model() == RelocationModel.REBASED;
  }

  /** The name of its module's file. */
  public String file() {
    return module.name();
  }

  /** The same instance, relocated in another way. */
  Instance as(Relocatability other) {
    return other.equals(module.relocatability())
        ? this
        : new Instance(number, name, module.as(other), memory);
  }

  /** The module's sections. */
  public WasmBinary binary() {
    return module.binary();
  }

  /** Its file and its name, for messages. */
  public String described() {
    return file() + " (" + name + ")";
  }

  /** There is one of a number in a program. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Instance instance
        && instance.number == number
        && instance.module == module;
  }

  @Override
  public int hashCode() {
    return number;
  }
}
