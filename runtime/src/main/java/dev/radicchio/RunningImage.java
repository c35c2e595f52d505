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
import dev.radicchio.memory.AddressSpace;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.HostHeap;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What an open program has: its image's instance, its functions, and its heap. */
final class RunningImage {
  private static final String INITIALIZE = "_initialize";

  /** What stands for the program where its function pointers are those of no instance. */
  static final String PROGRAM = "";

  private static final String ALIGNED_ALLOC = "aligned_alloc";

  private final LoadedImage image;
  private final Layout layout;
  private final List<String> instances;
  private final HostImports hosts;
  private final ImageInstance instance;

  /** Those that were given away, by their names. */
  private final Map<String, ProgramFunction> functions = new HashMap<>();

  /** What has run of the commands, by the names of their {@code _start}. */
  private final Map<String, CommandStart> commands = new HashMap<>();

  private final Map<String, FunctionPointers> pointers = new HashMap<>();

  private final Map<String, GuestGlobal> globals = new HashMap<>();
  private final Map<String, GuestTable> tables = new HashMap<>();

  private @Nullable Heap heap;

  /**
   * Instantiates an image; {@link #initialize()} is to be called before anything else.
   *
   * @param hosts what the image imports
   * @throws dev.radicchio.link.LinkException if an import is missing or of another type, or the
   *     image cannot be instantiated
   */
  RunningImage(LoadedImage image, HostImports hosts, LinkedProgram program) {
    this.image = image;
    this.layout = image.layout();
    this.instances = names(layout);
    this.hosts = hosts;
    this.instance =
        image.instantiate(
            new ProgramImports(hosts, () -> (HostHeap) heap(), program),
            new GuestFaults(image, new WeakReference<>(this)));
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
      new ProgramFunction(INITIALIZE, initialize, instance.stackPointers(), null).call();
    }
  }

  /** What the engine makes of the image. */
  ImageInstance instance() {
    return instance;
  }

  /** The exported function of that name, until this is closed; null if there is none. */
  @Nullable GuestFunction function(String name) {
    CommandStart command = commands.get(name);
    ProgramFunction given = functions.get(name);
    if (given != null) {
      return command == null ? given : command;
    }
    ImageFunction function = instance.function(name);
    if (function == null) {
      return null;
    }
    ProgramFunction exported = new ProgramFunction(name, function, instance.stackPointers(), null);
    functions.put(name, exported);
    if (ImageNaming.isStart(name, function.type())) {
      command = new CommandStart(ImageNaming.instanceOf(name), exported);
      commands.put(name, command);
      return command;
    }
    return exported;
  }

  /** See {@link LinkedProgram#run}. */
  int run(String owner) {
    layout.instance(owner);
    if (!(function(ImageNaming.exportName(owner, ImageNaming.START))
        instanceof CommandStart command)) {
      throw new IllegalArgumentException(
          owner + " is no command: it exports no _start without parameters and results");
    }
    try {
      command.call();
      return 0;
    } catch (RuntimeException e) {
      OptionalInt code = image.exitCode(e);
      if (code.isPresent()) {
        return code.getAsInt();
      }
      throw e;
    }
  }

  /** The type of an exported function. */
  FunctionType type(String name) {
    return Objects.requireNonNull(instance.function(name), name).type();
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
      given = new GuestGlobal(name, variable, addresses(place));
      globals.put(name, given);
    }
    return given;
  }

  /** See {@link LinkedProgram#addresses}. */
  static AddressSpace addresses(InstanceLayout place) {
    return AddressSpace.of(place.name(), (int) place.base(), place.reachesBelow());
  }

  /** See {@link LinkedProgram#table}. */
  GuestTable table(String owner, String export) {
    layout.instance(owner);
    String name = ImageNaming.exportName(owner, export);
    GuestTable given = tables.get(name);
    if (given == null) {
      FunctionTable exported = instance.table(name);
      if (exported != null) {
        given = new GuestTable(exported, pointers(exported, name));
      } else if (export.equals(ImageNaming.TABLE_EXPORT) && hasPointers(owner)) {
        given = pointers(owner).asTable();
      } else {
        throw unknown("table", owner, export, instance.tables());
      }
      tables.put(name, given);
    }
    return given;
  }

  private boolean hasPointers(String owner) {
    return instance.table(ImageNaming.ownTable(owner)) != null
        || instance.table(ImageNaming.TABLE_EXPORT) != null;
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
          allocator(guest.instance(), guest.malloc(), guest.free()),
          alignedAlloc(guest.instance()));
    }
    return new HostHeap(instance.memory(), (int) managed.start(), (int) managed.end(), instances);
  }

  /**
   * The functions of an instance that allocate and free.
   *
   * @throws IllegalArgumentException if the instance exports no such function
   */
  GuestAllocator allocator(String owner, String malloc, String free) {
    String allocates = ImageNaming.exportName(owner, malloc);
    String frees = ImageNaming.exportName(owner, free);
    return new GuestAllocator(
        exported(allocates),
        GuestAllocator.shape(allocates, type(allocates), AllocatorShape.allocating()),
        exported(frees),
        GuestAllocator.shape(frees, type(frees), AllocatorShape.freeing()));
  }

  /**
   * The exported function of that name, until this is closed.
   *
   * @throws IllegalArgumentException if there is none
   */
  GuestFunction exported(String name) {
    GuestFunction function = function(name);
    if (function == null) {
      throw new IllegalArgumentException("no exported function " + name);
    }
    return function;
  }

  private Optional<GuestFunction> alignedAlloc(String owner) {
    String name = ImageNaming.exportName(owner, ALIGNED_ALLOC);
    ImageFunction function = instance.function(name);
    return function != null && function.hasType(HeapFunction.ALIGNED_ALLOC.type())
        ? Optional.ofNullable(function(name))
        : Optional.empty();
  }

  /**
   * The function pointers that an instance gives and takes.
   *
   * @param name the instance; empty for those of the program's table
   * @throws IllegalArgumentException if there is no such instance
   * @throws IllegalStateException if it has no table, and the program neither
   */
  FunctionPointers pointers(String name) {
    FunctionPointers existing = pointers.get(name);
    if (existing == null) {
      existing = findPointers(name);
      pointers.put(name, existing);
    }
    return existing;
  }

  private FunctionPointers findPointers(String name) {
    if (name.isEmpty()) {
      FunctionTable table = instance.table(ImageNaming.TABLE_EXPORT);
      if (table == null) {
        throw new IllegalStateException("no module of the program has function pointers");
      }
      return new FunctionPointers(instance, table, name);
    } else if (!instances.contains(name)) {
      throw new IllegalArgumentException("no instance " + name);
    }
    FunctionTable own = instance.table(ImageNaming.ownTable(name));
    if (own == null) {
      return pointers(PROGRAM);
    }
    return pointers(own, name);
  }

  /** Those of a table, which may have several names. */
  private FunctionPointers pointers(FunctionTable table, String name) {
    for (FunctionPointers others : pointers.values()) {
      if (others.areOf(table)) {
        return others;
      }
    }
    FunctionPointers found = new FunctionPointers(instance, table, name);
    pointers.put(name, found);
    return found;
  }

  /** Takes back all functions that were given away, and closes what came with the hosts. */
  void close() {
    functions.values().forEach(ProgramFunction::close);
    pointers.values().forEach(FunctionPointers::close);
    globals.values().forEach(GuestGlobal::close);
    tables.values().forEach(GuestTable::close);
    if (heap instanceof GuestHeap guest) {
      guest.close();
    }
    instance.close();
    hosts.close();
  }
}
