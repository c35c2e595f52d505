package dev.radicchio.engine;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.UnlinkableException;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.radicchio.Caller;
import dev.radicchio.GuestFunction;
import dev.radicchio.GuestTrapException;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.link.plan.HeapLayout;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.GuestDataException;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.HostHeap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A running image. */
public final class ImageInstance {
  private static final String INITIALIZE = "_initialize";
  private static final String ALIGNED_ALLOC = "aligned_alloc";

  private final LoadedImage image;
  private final Instance instance;
  private final ChicoryMemory memory;
  private final StackPointer stackPointer;
  private final CallDepth depth;
  private final HostImports hosts;
  private final ForeignFunctions foreign = new ForeignFunctions();

  /** Those that were given away, by their names, or by what points to them. */
  private final Map<Object, OpenFunction> functions = new HashMap<>();

  private @Nullable Heap heap;
  private @Nullable Callbacks callbacks;

  /**
   * Instantiates an image; {@link #initialize()} is to be called before anything else.
   *
   * @param hosts what the image imports
   * @param callers the caller that stands for an instance
   * @throws LinkException if an import is missing or of another type, or the image cannot be
   *     instantiated
   */
  public ImageInstance(LoadedImage image, HostImports hosts, Function<String, Caller> callers) {
    this.image = image;
    this.hosts = hosts;
    List<Integer> stackPointers = image.layout().stackPointers();
    this.depth = new CallDepth(stackPointers.size() > 1);
    HeapFunctions heapFunctions = new HeapFunctions(image.instances(), () -> (HostHeap) heap());
    try {
      this.instance =
          Instance.builder(image.module())
              .withMemoryFactory(ChicoryMemory::new)
              .withTableFactory((table, initial) -> new ProgramTable(table, initial, foreign))
              .withMachineFactory(image.machines())
              .withUnsafeExecutionListener(new NarrowStores())
              .withImportValues(hosts.resolve(image, heapFunctions, callers, depth))
              .withStart(false)
              .build();
    } catch (LinkException e) {
      throw e;
    } catch (UnlinkableException e) {
      throw LoadedImage.refused(ProblemCode.HOST_IMPORT_MISSING, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // besides its own exceptions, Chicory throws those of the JDK for images that it cannot hold
      throw LoadedImage.refused(ProblemCode.NOT_INSTANTIATED, e);
    }
    this.memory = (ChicoryMemory) instance.memory();
    this.stackPointer = new StackPointer(instance, stackPointers, depth);
  }

  /**
   * Runs start functions, data relocations and constructors.
   *
   * @throws GuestTrapException if one traps
   */
  public void initialize() {
    if (image.export(ExternalType.FUNCTION, INITIALIZE) != null) {
      guarded(INITIALIZE, instance.export(INITIALIZE)).call();
    }
  }

  /** The exported function of that name, if there is one, until this is closed. */
  public Optional<GuestFunction> function(String name) {
    OpenFunction given = functions.get(name);
    if (given == null) {
      Export export = image.export(ExternalType.FUNCTION, name);
      if (export == null) {
        return Optional.empty();
      }
      ExportFunction method = image.functions().find(instance, export.index());
      ExportFunction function = method == null ? instance.export(name) : method;
      given = give(name, name, instance.exportType(name), function);
    }
    return Optional.of(given);
  }

  private OpenFunction give(
      Object key,
      String name,
      com.dylibso.chicory.wasm.types.FunctionType type,
      ExportFunction function) {
    OpenFunction given =
        new OpenFunction(new CheckedFunction(name, type, guarded(name, narrowing(type, function))));
    functions.put(key, given);
    return given;
  }

  /**
   * Chicory 1.7.5's interpreter takes branches on all 64 bits of an {@code i32} argument; it also
   * runs what is too large to be compiled.
   */
  private static ExportFunction narrowing(
      com.dylibso.chicory.wasm.types.FunctionType type, ExportFunction function) {
    if (!type.params().contains(ValType.I32)) {
      return function;
    }
    return arguments -> {
      long[] narrowed = arguments;
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] != (int) arguments[i] && type.params().get(i).equals(ValType.I32)) {
          narrowed = narrowed == arguments ? arguments.clone() : narrowed;
          narrowed[i] = (int) narrowed[i];
        }
      }
      return function.apply(narrowed);
    };
  }

  private GuestFunction guarded(String name, ExportFunction function) {
    return arguments -> {
      long before = stackPointer.remember();
      try {
        return function.apply(arguments);
      } catch (Throwable e) {
        throw stackPointer.left(name, before, e);
      }
    };
  }

  /** Where the guests' stacks end. */
  public StackPointer stackPointer() {
    return stackPointer;
  }

  /** What Chicory makes of the image. */
  public Instance instance() {
    return instance;
  }

  /** The memory, which guests and Java share. */
  public FlatMemory memory() {
    return memory;
  }

  /**
   * The heap.
   *
   * @throws IllegalStateException if Java cannot allocate from it
   */
  public Heap heap() {
    Heap existing = heap;
    if (existing == null) {
      existing = makeHeap();
      heap = existing;
    }
    return existing;
  }

  private Heap makeHeap() {
    HeapLayout layout = image.layout().heap();
    if (layout.unavailable() != null) {
      throw new IllegalStateException("the program has no heap for Java: " + layout.unavailable());
    }
    if (layout.policy() instanceof HeapPolicy.Guest guest) {
      return new GuestHeap(
          memory,
          guest.instance(),
          function(Image.exportName(guest.instance(), guest.malloc())).orElseThrow(),
          function(Image.exportName(guest.instance(), guest.free())).orElseThrow(),
          alignedAlloc(guest.instance()));
    }
    return new HostHeap(memory, (int) layout.start(), (int) layout.end(), image.instances());
  }

  private Optional<GuestFunction> alignedAlloc(String owner) {
    String name = Image.exportName(owner, ALIGNED_ALLOC);
    com.dylibso.chicory.wasm.types.FunctionType type =
        NumberTypes.of(HeapFunction.ALIGNED_ALLOC.type());
    return function(name).filter(function -> instance.exportType(name).equals(type));
  }

  /** See {@link dev.radicchio.LinkedProgram#lend}. */
  public int lend(FunctionType type, GuestFunction function) {
    return callbacks().add(type, depth.counted(function));
  }

  /**
   * Takes back what was lent.
   *
   * @param borrower what it was lent to for one call; null if it was lent until it was closed
   */
  public void takeBack(int slot, @Nullable String borrower) {
    callbacks().remove(slot, borrower);
  }

  /**
   * Whether guests reach a function by a pointer, which is what {@link #pointer} gave for it. Those
   * of guests keep theirs; one of Java may be over, and the pointer another one's.
   */
  public boolean isAt(int slot, GuestFunction function) {
    return !callbacks().has(slot) || callbacks().isLent(slot, function);
  }

  private Callbacks callbacks() {
    Callbacks existing = callbacks;
    if (existing == null) {
      existing = new Callbacks(image, table());
      callbacks = existing;
    }
    return existing;
  }

  private ProgramTable table() {
    if (image.export(ExternalType.TABLE, Image.TABLE_EXPORT) == null) {
      throw new IllegalStateException("no module of the program has function pointers");
    }
    return (ProgramTable) instance.exports().table(Image.TABLE_EXPORT);
  }

  /** See {@link dev.radicchio.LinkedProgram#pointer}. */
  public GuestFunction pointer(int slot, FunctionType type) {
    ProgramTable table = table();
    String name = "function pointer " + Integer.toUnsignedString(slot);
    int function;
    try {
      function = table.requiredRef(slot);
    } catch (ChicoryException e) {
      throw new GuestDataException(name + " points to no function");
    }
    Instance target = Objects.requireNonNullElse(table.instance(slot), instance);
    com.dylibso.chicory.wasm.types.FunctionType actual = target.type(target.functionType(function));
    if (!actual.equals(NumberTypes.of(type))) {
      throw new GuestDataException(
          name + " points to a function of type " + actual + ", and not " + type);
    }
    if (target != instance && callbacks().has(slot)) {
      return callbacks().at(slot);
    }
    Pointer key = new Pointer(slot, target, function);
    OpenFunction given = functions.get(key);
    return given != null
        ? given
        : give(key, name, actual, arguments -> target.getMachine().call(function, arguments));
  }

  /** What a slot points to: a guest may put another function there. */
  private record Pointer(int slot, Instance target, int function) {}

  /** What is thrown when a program is used that is closed. */
  public static IllegalStateException closed() {
    return new IllegalStateException("the program is closed");
  }

  /** Takes back all functions that were given away, and closes what came with the hosts. */
  public void close() {
    functions.values().forEach(OpenFunction::close);
    if (heap instanceof GuestHeap guest) {
      guest.close();
    }
    hosts.close();
  }
}
