package dev.radicchio;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.engine.FunctionTable;
import dev.radicchio.engine.ImageFunction;
import dev.radicchio.engine.ImageInstance;
import dev.radicchio.engine.LoadedImage;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.link.plan.HeapLayout;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.memory.GuestDataException;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.HostHeap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an open program has: its image's instance, its functions, and its heap. */
final class RunningImage {
  private static final String INITIALIZE = "_initialize";
  private static final String ALIGNED_ALLOC = "aligned_alloc";

  private final Layout layout;
  private final List<String> instances;
  private final HostImports hosts;
  private final ImageInstance instance;

  /** Those that were given away, by their names, or by what points to them. */
  private final Map<Object, ProgramFunction> functions = new HashMap<>();

  private @Nullable Heap heap;
  private @Nullable FunctionTable table;
  private @Nullable Callbacks callbacks;

  /**
   * Instantiates an image; {@link #initialize()} is to be called before anything else.
   *
   * @param hosts what the image imports
   * @throws dev.radicchio.link.LinkException if an import is missing or of another type, or the
   *     image cannot be instantiated
   */
  RunningImage(LoadedImage image, HostImports hosts, LinkedProgram program) {
    this.layout = image.layout();
    this.instances = names(layout);
    this.hosts = hosts;
    this.instance =
        image.instantiate(
            new ProgramImports(hosts, () -> (HostHeap) heap(), program), new GuestFaults(image));
  }

  private static List<String> names(Layout layout) {
    List<String> names = new ArrayList<>();
    for (InstanceLayout instance : layout.instances()) {
      names.add(instance.name());
    }
    return names;
  }

  /**
   * Runs start functions, data relocations and constructors.
   *
   * @throws GuestTrapException if one traps
   */
  void initialize() {
    ImageFunction initialize = instance.function(INITIALIZE);
    if (initialize != null) {
      new ProgramFunction(INITIALIZE, initialize, instance.stackPointers()).call();
    }
  }

  /** What the engine makes of the image. */
  ImageInstance instance() {
    return instance;
  }

  /** The exported function of that name, until this is closed; null if there is none. */
  @Nullable GuestFunction function(String name) {
    ProgramFunction given = functions.get(name);
    if (given != null) {
      return given;
    }
    ImageFunction function = instance.function(name);
    return function == null ? null : give(name, name, function);
  }

  private ProgramFunction give(Object key, String name, ImageFunction function) {
    ProgramFunction given = new ProgramFunction(name, function, instance.stackPointers());
    functions.put(key, given);
    return given;
  }

  /**
   * The heap.
   *
   * @throws IllegalStateException if Java cannot allocate from it
   */
  Heap heap() {
    Heap existing = heap;
    if (existing == null) {
      existing = makeHeap();
      heap = existing;
    }
    return existing;
  }

  private Heap makeHeap() {
    HeapLayout managed = layout.heap();
    if (managed.unavailable() != null) {
      throw new IllegalStateException("the program has no heap for Java: " + managed.unavailable());
    }
    if (managed.policy() instanceof HeapPolicy.Guest guest) {
      return new GuestHeap(
          instance.memory(),
          guest.instance(),
          layout.instance(guest.instance()).base(),
          exported(guest.instance(), guest.malloc()),
          exported(guest.instance(), guest.free()),
          alignedAlloc(guest.instance()));
    }
    return new HostHeap(instance.memory(), (int) managed.start(), (int) managed.end(), instances);
  }

  private GuestFunction exported(String owner, String export) {
    return Objects.requireNonNull(function(ImageNaming.exportName(owner, export)), export);
  }

  private Optional<GuestFunction> alignedAlloc(String owner) {
    String name = ImageNaming.exportName(owner, ALIGNED_ALLOC);
    ImageFunction function = instance.function(name);
    return function != null && function.hasType(HeapFunction.ALIGNED_ALLOC.type())
        ? Optional.ofNullable(function(name))
        : Optional.empty();
  }

  /** See {@link LinkedProgram#lend}. */
  int lend(FunctionType type, GuestFunction function) {
    return callbacks().add(type, function);
  }

  /**
   * Takes back what was lent.
   *
   * @param borrower what it was lent to for one call; null if it was lent until it was closed
   */
  void takeBack(int slot, @Nullable String borrower) {
    callbacks().remove(slot, borrower);
  }

  /**
   * Whether guests reach a function by a pointer, which is what {@link #pointer} gave for it. Those
   * of guests keep theirs; one of Java may be over, and the pointer another one's.
   */
  boolean isAt(int slot, GuestFunction function) {
    return !callbacks().has(slot) || callbacks().isLent(slot, function);
  }

  private Callbacks callbacks() {
    Callbacks existing = callbacks;
    if (existing == null) {
      existing = new Callbacks(table());
      callbacks = existing;
    }
    return existing;
  }

  private FunctionTable table() {
    FunctionTable existing = table;
    if (existing == null) {
      existing = instance.table();
      table = existing;
    }
    if (existing == null) {
      throw new IllegalStateException("no module of the program has function pointers");
    }
    return existing;
  }

  /** See {@link LinkedProgram#pointer}. */
  GuestFunction pointer(int slot, FunctionType type) {
    String name = "function pointer " + Integer.toUnsignedString(slot);
    FunctionTable.Reference target = table().get(slot);
    if (target == null) {
      throw new GuestDataException(name + " points to no function");
    }
    if (!target.hasType(type)) {
      throw new GuestDataException(
          name + " points to a function of type " + target.type() + ", and not " + type);
    }
    if (target.isLent() && callbacks().has(slot)) {
      return callbacks().at(slot);
    }
    Pointer key = new Pointer(slot, target);
    ProgramFunction given = functions.get(key);
    return given == null ? give(key, name, target.function()) : given;
  }

  /** What a slot points to: a guest may put another function there. */
  private record Pointer(int slot, FunctionTable.Reference target) {}

  /** Takes back all functions that were given away, and closes what came with the hosts. */
  void close() {
    functions.values().forEach(ProgramFunction::close);
    if (heap instanceof GuestHeap guest) {
      guest.close();
    }
    instance.close();
    hosts.close();
  }
}
