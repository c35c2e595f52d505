package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.UnlinkableException;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import dev.radicchio.engine.CallDepth;
import dev.radicchio.engine.Faults;
import dev.radicchio.engine.FunctionTable;
import dev.radicchio.engine.ImageFunction;
import dev.radicchio.engine.ImageImports;
import dev.radicchio.engine.ImageInstance;
import dev.radicchio.engine.StackPointers;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.memory.FlatMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image that runs on Chicory. */
final class ChicoryInstance implements ImageInstance {
  private final ChicoryImage image;
  private final Instance instance;
  private final ChicoryMemory memory;
  private final CallDepth depth;
  private final GlobalStackPointers stackPointers;
  private final Faults faults;
  private @Nullable DirectCalls directCalls;

  ChicoryInstance(ChicoryImage image, ImageImports imports, Faults faults) {
    this.image = image;
    this.faults = faults;
    List<Integer> globals = image.layout().stackPointers();
    this.depth = new CallDepth(globals.size() > 1);
    ForeignFunctions foreign = new ForeignFunctions();
    try {
      this.instance =
          Instance.builder(image.module())
              .withMemoryFactory(ChicoryMemory::new)
              .withTableFactory((table, initial) -> new ProgramTable(table, initial, foreign))
              .withMachineFactory(image.machines())
              .withUnsafeExecutionListener(new NarrowStores())
              .withImportValues(HostFunctions.of(image, imports, depth))
              .withStart(false)
              .build();
    } catch (LinkException e) {
      throw e;
    } catch (UnlinkableException e) {
      throw refused(ProblemCode.HOST_IMPORT_MISSING, String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      // besides its own exceptions, Chicory throws those of the JDK for images that it cannot hold
      throw refused(ProblemCode.NOT_INSTANTIATED, e, e);
    }
    this.memory = (ChicoryMemory) instance.memory();
    this.stackPointers = new GlobalStackPointers(instance, globals, depth, faults);
  }

  private static LinkException refused(ProblemCode code, Object reason, Throwable cause) {
    return new LinkException(List.of(code.of(null, reason)), cause);
  }

  /** The stack pointers, as globals of the image. */
  private static final class GlobalStackPointers extends StackPointers {
    private final GlobalInstance[] globals;

    GlobalStackPointers(Instance instance, List<Integer> indices, CallDepth depth, Faults faults) {
      super(indices.size(), depth, faults);
      this.globals = new GlobalInstance[indices.size()];
      for (int i = 0; i < globals.length; i++) {
        globals[i] = instance.global(indices.get(i));
      }
    }

    @Override
    protected long value(int pointer) {
      return globals[pointer].getValue();
    }

    @Override
    protected void set(int pointer, long value) {
      globals[pointer].setValue(value);
    }

    @Nullable GlobalInstance only() {
      return globals.length == 1 ? globals[0] : null;
    }
  }

  @Override
  public @Nullable ImageFunction function(String name) {
    Export export = image.export(ExternalType.FUNCTION, name);
    if (export == null) {
      return null;
    }
    ExportFunction method = image.functions().find(instance, export.index());
    return new ChicoryFunction(
        instance.exportType(name), method == null ? instance.export(name) : method);
  }

  @Override
  public StackPointers stackPointers() {
    return stackPointers;
  }

  /** What Chicory makes of the image. */
  Instance instance() {
    return instance;
  }

  @Override
  public FlatMemory memory() {
    return memory;
  }

  @Override
  public @Nullable FunctionTable table() {
    return image.export(ExternalType.TABLE, ImageNaming.TABLE_EXPORT) == null
        ? null
        : new PointerTable(
            image,
            instance,
            (ProgramTable) instance.exports().table(ImageNaming.TABLE_EXPORT),
            depth);
  }

  /** What stubs call compiled functions with; the same for all of them. */
  DirectCalls directCalls() {
    DirectCalls existing = directCalls;
    if (existing == null) {
      existing = new DirectCalls(instance, stackPointers, stackPointers.only(), faults);
      directCalls = existing;
    }
    return existing;
  }

  @Override
  public void close() {
    if (directCalls != null) {
      directCalls.close();
    }
  }
}
