package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.UnlinkableException;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import dev.radicchio.binary.ValType;
import dev.radicchio.engine.CallDepth;
import dev.radicchio.engine.Faults;
import dev.radicchio.engine.FunctionTable;
import dev.radicchio.engine.GlobalVariable;
import dev.radicchio.engine.ImageFunction;
import dev.radicchio.engine.ImageImports;
import dev.radicchio.engine.ImageInstance;
import dev.radicchio.engine.StackPointers;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.memory.FlatMemory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An image that runs on Chicory. */
final class ChicoryInstance implements ImageInstance {
  /** As Chicory has a {@code funcref}, see {@link Types}. */
  private static final ValType FUNCTIONS = ValType.FUNCREF.nonNull().nullable();

  private final ChicoryImage image;
  private final Instance instance;
  private final ChicoryMemory memory;
  private final CallDepth depth;
  private final GlobalStackPointers stackPointers;
  private final Faults faults;
  private final Map<Integer, PointerTable> tables = new HashMap<>();
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
        instance, instance.exportType(name), method == null ? instance.export(name) : method);
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
  public @Nullable GlobalVariable global(String name) {
    if (image.export(ExternalType.GLOBAL, name) == null) {
      return null;
    }
    ChicoryGlobal global = new ChicoryGlobal(instance.exports().global(name));
    if (global.type().isReference() || global.type().equals(ValType.V128)) {
      throw new IllegalArgumentException(
          "the global " + name + " is of type " + global.type() + ", which is no number");
    }
    return global;
  }

  @Override
  public List<String> globals() {
    return image.exports(ExternalType.GLOBAL);
  }

  @Override
  public @Nullable FunctionTable table(String name) {
    Export export = image.export(ExternalType.TABLE, name);
    if (export == null) {
      return null;
    }
    ProgramTable table = (ProgramTable) instance.table(export.index());
    ValType elements = Types.value(table.elementType());
    if (!elements.equals(FUNCTIONS)) {
      throw new IllegalArgumentException(
          "the table " + name + " has elements of type " + elements + ", which are no functions");
    }
    return tables.computeIfAbsent(
        export.index(), index -> new PointerTable(image, instance, table, depth));
  }

  @Override
  public List<String> tables() {
    return image.exports(ExternalType.TABLE);
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
