package dev.radicchio;

import dev.radicchio.memory.AddressSpace;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;
import org.jspecify.annotations.Nullable;

/** An instance of a program that calls a host. */
final class InstanceCaller implements Caller {
  private final LinkedProgram program;
  private final String instance;

  /** Looked up when it is first asked for. */
  private @Nullable AddressSpace addresses;

  /**
   * @param instance empty where the image does not tell it
   */
  InstanceCaller(LinkedProgram program, String instance) {
    this.program = program;
    this.instance = instance;
  }

  @Override
  public String instance() {
    return instance;
  }

  @Override
  public AddressSpace addresses() {
    AddressSpace known = addresses;
    if (known == null) {
      known = program.addresses(instance);
      addresses = known;
    }
    return known;
  }

  @Override
  public FlatMemory memory() {
    return program.memory();
  }

  @Override
  public int grow(int pages) {
    return program.grow(instance, pages);
  }

  @Override
  public Heap heap() {
    return program.heap();
  }

  @Override
  public LinkedProgram program() {
    return program;
  }
}
