package dev.radicchio;

import dev.radicchio.engine.Faults;
import dev.radicchio.engine.HostException;
import dev.radicchio.engine.LoadedImage;
import dev.radicchio.engine.Trap;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.memory.MemoryAccessException;
import java.lang.ref.WeakReference;
import java.util.Locale;
import java.util.OptionalInt;
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
  private final WeakReference<RunningImage> running;

  /**
   * @param running what runs the image, which functions that outlive it must not keep
   */
  GuestFaults(LoadedImage image, WeakReference<RunningImage> running) {
    this.image = image;
    this.running = running;
  }

  @Override
  public RuntimeException thrown(String function, Throwable thrown) {
    if (thrown instanceof HostException host) {
      return Faults.<RuntimeException>unchanged(host.thrown());
    }
    String fault = fault(function, thrown);
    return fault == null
        ? Faults.<RuntimeException>unchanged(thrown)
        : new GuestTrapException(function, fault, thrown);
  }

  private @Nullable String fault(String function, Throwable thrown) {
    if (thrown instanceof StackOverflowError) {
      return "call stack exhausted";
    } else if (thrown instanceof OutOfMemoryError || thrown instanceof NegativeArraySizeException) {
      return "allocation size too large";
    } else if (thrown instanceof MemoryAccessException access) {
      return access.getMessage() + inside(ImageNaming.instanceOf(function), access.address());
    } else if (thrown instanceof Trap) {
      return String.valueOf(thrown.getMessage());
    }
    OptionalInt exception = image.argument(thrown, CxxException.TAG);
    RunningImage program = running.get();
    if (exception.isPresent() && program != null) {
      String text = new CxxException(image.layout(), program.instance()).text(exception.getAsInt());
      if (text != null) {
        return "no module caught the exception " + text;
      }
    }
    String fault = image.fault(thrown);
    if (fault == null && thrown instanceof RuntimeException) {
      return "the engine failed with " + thrown;
    }
    return fault;
  }

  /** The same address as the instance has it that was called, if that is another one. */
  private String inside(String called, int address) {
    for (InstanceLayout instance : image.layout().instances()) {
      if (instance.name().equals(called) && instance.base() != 0) {
        return String.format(
            Locale.ROOT, " (to %s it is 0x%x)", called, address - (int) instance.base());
      }
    }
    return "";
  }

  @Override
  public IllegalStateException closed() {
    return LinkedProgram.closed();
  }
}
