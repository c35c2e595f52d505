package dev.radicchio;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.engine.FunctionTable;
import dev.radicchio.engine.GlobalVariable;
import dev.radicchio.engine.ImageFunction;
import dev.radicchio.engine.ImageInstance;
import dev.radicchio.engine.LoadedImage;
import dev.radicchio.link.plan.AllocatorShape;
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

  private final Map<String, GuestGlobal> globals = new HashMap<>();
  private final Map<String, GuestTable> tables = new HashMap<>();

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

  /** See {@link LinkedProgram#global}. */
  GuestGlobal global(String owner, String export) {
    InstanceLayout place = layout.instance(owner);
    String name = ImageNaming.exportName(owner, export);
    GuestGlobal given = globals.get(name);
    if (given == null) {
      GlobalVariable variable = instance.global(name);
      if (variable == null) {
        throw unknown("global", owner, export, instance.globals());
      }
      given = new GuestGlobal(name, variable, (int) place.base());
      globals.put(name, given);
    }
    return given;
  }

  /** See {@link LinkedProgram#table}. */
  GuestTable table(String owner, String export) {
    layout.instance(owner);
    String name = ImageNaming.exportName(owner, export);
    GuestTable given = tables.get(name);
    if (given == null) {
      FunctionTable exported = instance.table(name);
      if (exported == null && export.equals(ImageNaming.TABLE_EXPORT)) {
        exported = pointerTable(owner);
      }
      if (exported == null) {
        throw unknown("table", owner, export, instance.tables());
      }
      given = new GuestTable(name, exported, this);
      tables.put(name, given);
    }
    return given;
  }

  /** The table that an instance's function pointers index: its own, or the program's. */
  private @Nullable FunctionTable pointerTable(String owner) {
    FunctionTable own = instance.table(ImageNaming.ownTable(owner));
    return own == null ? instance.table() : own;
  }

  private static IllegalArgumentException unknown(
      String what, String owner, String export, List<String> names) {
    List<String> own = new ArrayList<>();
    for (String name : names) {
      if (ImageNaming.instanceOf(name).equals(owner)) {
        own.add(ImageNaming.nameOf(name));
      }
    }
    return new IllegalArgumentException(
        owner
            + " exports no "
            + what
            + " "
            + export
            + (own.isEmpty() ? ", and none at all" : "; it exports " + String.join(", ", own)));
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
          allocator(guest),
          alignedAlloc(guest.instance()));
    }
    return new HostHeap(instance.memory(), (int) managed.start(), (int) managed.end(), instances);
  }

  private GuestAllocator allocator(HeapPolicy.Guest guest) {
    return new GuestAllocator(
        exported(guest.instance(), guest.malloc()),
        shape(guest.instance(), guest.malloc(), AllocatorShape.allocating()),
        exported(guest.instance(), guest.free()),
        shape(guest.instance(), guest.free(), AllocatorShape.freeing()));
  }

  private AllocatorShape shape(String owner, String export, List<AllocatorShape> shapes) {
    String name = ImageNaming.exportName(owner, export);
    return GuestAllocator.shape(Objects.requireNonNull(instance.function(name), name), shapes);
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
    FunctionTable.Reference target = checked(name, table().get(slot), type);
    if (target.isLent() && callbacks().has(slot)) {
      return callbacks().at(slot);
    }
    return at(new Pointer(ImageNaming.TABLE_EXPORT, slot, target), name);
  }

  /**
   * The function in a slot of a table that an instance exports.
   *
   * @param table the name of the table
   * @param target what is in the slot
   */
  GuestFunction at(
      String table, int slot, FunctionTable.@Nullable Reference target, FunctionType type) {
    String name = "slot " + slot + " of the table " + table;
    return at(new Pointer(table, slot, checked(name, target, type)), name);
  }

  private static FunctionTable.Reference checked(
      String name, FunctionTable.@Nullable Reference target, FunctionType type) {
    if (target == null) {
      throw new GuestDataException(name + " points to no function");
    }
    if (!target.hasType(type)) {
      throw new GuestDataException(
          name + " points to a function of type " + target.type() + ", and not " + type);
    }
    return target;
  }

  private ProgramFunction at(Pointer pointer, String name) {
    ProgramFunction given = functions.get(pointer);
    return given == null ? give(pointer, name, pointer.target.function()) : given;
  }

  /** What a slot of a table points to: a guest may put another function there. */
  private record Pointer(String table, int slot, FunctionTable.Reference target) {}

  /** Takes back all functions that were given away, and closes what came with the hosts. */
  void close() {
    functions.values().forEach(ProgramFunction::close);
    globals.values().forEach(GuestGlobal::close);
    tables.values().forEach(GuestTable::close);
    if (heap instanceof GuestHeap guest) {
      guest.close();
    }
    instance.close();
    hosts.close();
  }
}
