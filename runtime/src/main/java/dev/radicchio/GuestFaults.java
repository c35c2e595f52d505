package dev.radicchio;

import dev.radicchio.engine.Faults;
import dev.radicchio.engine.HostException;
import dev.radicchio.engine.LoadedImage;
import dev.radicchio.engine.Trap;
import dev.radicchio.memory.MemoryAccessException;
import org.jspecify.annotations.Nullable;

/**
 * What goes out of a program when an exception leaves it.
 *
 * <p>What a host threw goes on as it is, and so do errors of the JVM that no guest causes. All else
 * is a guest's fault and becomes a {@link GuestTrapException}, in the words of the specification's
 * tests where they have any. Some engines throw exceptions of the JDK for some faults.
 */
final class GuestFaults implements Faults {
  private final LoadedImage image;

  GuestFaults(LoadedImage image) {
    this.image = image;
  }

  @Override
  public RuntimeException thrown(String function, Throwable thrown) {
    if (thrown instanceof HostException host) {
      return Faults.<RuntimeException>unchanged(host.thrown());
    }
    String fault = fault(thrown);
    return fault == null
        ? Faults.<RuntimeException>unchanged(thrown)
        : new GuestTrapException(function, fault, thrown);
  }

  private @Nullable String fault(Throwable thrown) {
    if (thrown instanceof StackOverflowError) {
      return "call stack exhausted";
    } else if (thrown instanceof OutOfMemoryError || thrown instanceof NegativeArraySizeException) {
      return "allocation size too large";
    } else if (thrown instanceof Trap || thrown instanceof MemoryAccessException) {
      return String.valueOf(thrown.getMessage());
    }
    String fault = image.fault(thrown);
    if (fault == null && thrown instanceof RuntimeException) {
      return "the engine failed with " + thrown;
    }
    return fault;
  }

  @Override
  public IllegalStateException closed() {
    return LinkedProgram.closed();
  }
}
