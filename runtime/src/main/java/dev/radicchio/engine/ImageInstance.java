package dev.radicchio.engine;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.ExternalType;
import dev.radicchio.GuestFunction;
import dev.radicchio.GuestTrapException;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.Problem;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.MemoryAccessException;
import java.util.List;
import java.util.Optional;

/** A running image. */
public final class ImageInstance {
  private static final String INITIALIZE = "_initialize";

  private final Instance instance;
  private final ChicoryMemory memory;

  private ImageInstance(Instance instance, ChicoryMemory memory) {
    this.instance = instance;
    this.memory = memory;
  }

  /**
   * Instantiates and initializes an image.
   *
   * @param hosts what the image imports
   * @throws LinkException if the image is larger than a Java array, or cannot be instantiated
   * @throws GuestTrapException if a constructor traps
   */
  public static ImageInstance of(Image image, ImportValues hosts) {
    int pages = image.layout().initialPages();
    if (pages > FlatMemory.MAX_PAGES) {
      throw refused(
          "the program needs "
              + pages
              + " pages of 64 KiB; the JVM allows "
              + FlatMemory.MAX_PAGES);
    }
    if (!image.vectorUsers().isEmpty()) {
      throw refused(
          String.join(", ", image.vectorUsers())
              + " uses vector instructions (SIMD), which Chicory 1.7.5 does not run; compile it without"
              + " -msimd128");
    }
    WasmModule module = image.module();
    Instance instance;
    try {
      instance =
          Instance.builder(module)
              .withMemoryFactory(ChicoryMemory::new)
              .withMachineFactory(MachineFactory.of(module))
              .withImportValues(hosts)
              .withStart(false)
              .build();
    } catch (RuntimeException e) {
      // besides its own exceptions, Chicory throws those of the JDK for images that it cannot hold
      throw refused("the image cannot be instantiated: " + e);
    }
    ImageInstance running = new ImageInstance(instance, (ChicoryMemory) instance.memory());
    running.function(INITIALIZE).ifPresent(GuestFunction::call);
    return running;
  }

  private static LinkException refused(String why) {
    return new LinkException(List.of(new Problem(Problem.Severity.ERROR, null, why)));
  }

  /** The exported function of that name, if there is one. */
  public Optional<GuestFunction> function(String export) {
    ExportSection exports = instance.module().exportSection();
    for (int i = 0; i < exports.exportCount(); i++) {
      Export candidate = exports.getExport(i);
      if (candidate.exportType() == ExternalType.FUNCTION && candidate.name().equals(export)) {
        return Optional.of(guarded(export, instance.export(export)));
      }
    }
    return Optional.empty();
  }

  private static GuestFunction guarded(String name, ExportFunction function) {
    return arguments -> {
      try {
        return function.apply(arguments);
      } catch (ChicoryException | WasmException | MemoryAccessException e) {
        throw new GuestTrapException(name, e);
      }
    };
  }

  /** The memory, which guests and Java share. */
  public FlatMemory memory() {
    return memory;
  }
}
