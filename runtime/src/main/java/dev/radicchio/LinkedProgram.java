package dev.radicchio;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.engine.Engine;
import dev.radicchio.engine.ImageInstance;
import dev.radicchio.link.Image;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.Pointers;
import dev.radicchio.memory.AddressSpace;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A running program: one memory, all instances. Not safe for use by several threads at once.
 *
 * <p>Closing a program makes its functions and memory unavailable, and leaves the memory to the
 * garbage collector, even if the program and its functions are kept. Who keeps a {@link
 * FlatMemory}, a {@link Heap}, or what shows a part of them (slices, structs), keeps the memory.
 */
public final class LinkedProgram implements AutoCloseable {
  private final Layout layout;

  /** Null once the program is closed. */
  private @Nullable RunningImage image;

  private LinkedProgram(Executable executable, HostImports hosts) {
    this.layout = executable.layout();
    this.image = new RunningImage(executable.image(), hosts, this);
  }

  static LinkedProgram start(Executable executable, Hosts hosts) {
    HostImports imports = hosts.imports();
    LinkedProgram program = null;
    try {
      program = new LinkedProgram(executable, imports);
      program.open().initialize();
      return program;
    } catch (Throwable e) {
      closeAfter(e, program == null ? imports::close : program::close);
      throw e;
    }
  }

  /** Closes what does not come to be, which must not hide why. */
  private static void closeAfter(Throwable thrown, Runnable closing) {
    try {
      closing.run();
    } catch (RuntimeException e) {
      thrown.addSuppressed(e);
    }
  }

  /**
   * Runs an image once: {@link Executable#of}, then {@link Executable#instantiate()}.
   *
   * @throws dev.radicchio.link.LinkException if the image is larger than the JVM allows
   * @throws GuestTrapException if a constructor traps
   */
  public static LinkedProgram instantiate(Image image) {
    return instantiate(image, Hosts.none());
  }

  /**
   * Runs an image that imports from hosts, as {@link #instantiate(Image)} does.
   *
   * @param hosts what the image imports
   * @throws dev.radicchio.link.LinkException if one is missing or of another type
   */
  public static LinkedProgram instantiate(Image image, Hosts hosts) {
    return Executable.of(image).instantiate(hosts);
  }

  /**
   * Runs an image on one engine, whichever others are there, as {@link #instantiate(Image, Hosts)}
   * does.
   *
   * @param engine such as {@code Engine.named("endive")}
   */
  public static LinkedProgram instantiate(Image image, Hosts hosts, Engine engine) {
    return Executable.of(image, engine).instantiate(hosts);
  }

  /**
   * The caller that stands for an instance.
   *
   * @param instance its name; empty for one that is not known
   */
  Caller caller(String instance) {
    return new InstanceCaller(this, instance);
  }

  /** Grows the memory as an instance sees it, which is the program's for one without a name. */
  int grow(String instance, int pages) {
    GuestFunction grow = open().function(ImageNaming.ownGrow(instance));
    return grow == null ? memory().grow(pages) : (int) grow.call(pages)[0];
  }

  /**
   * The addresses that an instance uses: those of the program, unless it is rebased.
   *
   * @param instance the instance; empty for those of the program
   * @throws IllegalArgumentException if the program has no such instance
   */
  public AddressSpace addresses(String instance) {
    if (instance.isEmpty()) {
      return AddressSpace.PROGRAM;
    }
    return RunningImage.addresses(layout.instance(instance));
  }

  /**
   * The program's address for a pointer of an instance that was given as a plain number.
   *
   * @throws IllegalArgumentException if the program has no such instance
   */
  public int address(String instance, int pointer) {
    return addresses(instance).toProgram(pointer);
  }

  /**
   * The pointer by which an instance knows an address of the program, to be passed as a plain
   * number.
   *
   * @throws IllegalArgumentException if the instance does not reach it, or there is no such
   *     instance
   */
  public int pointerTo(String instance, int address) {
    return addresses(instance).toInstance(address);
  }

  /**
   * A function that an instance exports. Numbers are passed as they are, so that a pointer is the
   * instance's, which may not be the program's: {@link #function(String, String, Pointers)}
   * translates.
   *
   * @throws IllegalArgumentException if the instance exports no function of that name
   * @throws IllegalStateException if the program is closed, now or when the function is called
   */
  public GuestFunction function(String instance, String export) {
    return open().exported(ImageNaming.exportName(instance, export));
  }

  /**
   * Runs a command, as tools for WASI do: calls the {@code _start} of an instance, which calls
   * {@code main}. Arguments, environment and files are those of the program's WASI, which all
   * instances have in common.
   *
   * <p>Other instances may be called before and after. A command's own exports are not meant to be.
   *
   * @return the exit code: that of {@code proc_exit}, whichever instance calls it, or 0 if {@code
   *     _start} returns
   * @throws IllegalArgumentException if there is no such instance, or it exports no {@code _start}
   *     without parameters and results
   * @throws IllegalStateException if its {@code _start} was called before, be it from here or as
   *     any other function, or the program is closed
   * @throws GuestTrapException if the guest traps
   */
  public int run(String instance) {
    return open().run(instance);
  }

  /**
   * A global that an instance exports.
   *
   * @throws IllegalArgumentException if there is no such instance, it exports no global of that
   *     name, or its values are no numbers
   * @throws IllegalStateException if the program is closed
   */
  public GuestGlobal global(String instance, String export) {
    return open().global(instance, export);
  }

  /**
   * A table of functions that an instance exports. Under {@code __indirect_function_table} it is
   * the one that the instance's function pointers index, whether it exports it or not.
   *
   * @throws IllegalArgumentException if there is no such instance, it exports no table of that
   *     name, or its elements are no functions
   * @throws IllegalStateException if the program is closed
   */
  public GuestTable table(String instance, String export) {
    return open().table(instance, export);
  }

  /**
   * A function that an instance exports, some of whose parameters and results are addresses of the
   * program: where the instance has addresses of its own, they are translated both ways.
   *
   * @param pointers which they are
   * @throws IllegalArgumentException if the instance exports no function of that name, or that has
   *     no such parameters and results; when it is called, if the instance does not reach an
   *     address
   * @throws IllegalStateException if the program is closed, now or when the function is called
   */
  public GuestFunction function(String instance, String export, Pointers pointers) {
    GuestFunction function = function(instance, export);
    String name = ImageNaming.exportName(instance, export);
    FunctionType type = open().type(name);
    if (!pointers.fit(type)) {
      throw new IllegalArgumentException(
          name + " is of type " + type + ", and has no such addresses: " + pointers);
    }
    AddressSpace addresses = addresses(instance);
    return addresses.base() == 0
        ? function
        : new TranslatedFunction(type, function, pointers, addresses);
  }

  /**
   * The memory.
   *
   * @throws IllegalStateException if the program is closed
   */
  public FlatMemory memory() {
    return open().instance().memory();
  }

  /**
   * The heap.
   *
   * @throws IllegalStateException if Java cannot allocate from it, because each module brings an
   *     allocator of its own; or if the program is closed
   */
  public Heap heap() {
    return open().heap();
  }

  /**
   * The allocator that an instance exports, for blocks that the instance frees, or that it gives
   * away.
   *
   * @param malloc the export that allocates: it takes a size, or a size and an alignment, or is the
   *     Canonical ABI's {@code cabi_realloc}
   * @param free the export that frees: it takes an address, or its size as well, or both and the
   *     alignment, or is {@code cabi_realloc}
   * @throws IllegalArgumentException if the instance exports no such functions
   * @throws IllegalStateException if the program is closed
   */
  public InstanceAllocator allocator(String instance, String malloc, String free) {
    return new InstanceAllocator(
        this, instance, addresses(instance), open().allocator(instance, malloc, free));
  }

  /**
   * Lends a function to the guests that share the program's table, which call it through a function
   * pointer.
   *
   * @param type its type, of numbers only
   * @param function of Java; or what {@link #pointer} returned, which keeps the pointer that it has
   * @return the pointer, which guests may keep until it is closed
   * @throws IllegalArgumentException if no module of the program has functions of that type
   * @throws IllegalStateException if none has function pointers, the program's table is full, or
   *     the program is closed
   */
  public LentFunction lend(FunctionType type, GuestFunction function) {
    return lend(RunningImage.PROGRAM, type, function);
  }

  /**
   * Lends a function to an instance, which may have a table of its own, so that the same pointer
   * means another function to other instances. A guest's function that is lent to an instance with
   * another table gets a pointer there, the same each time.
   *
   * @param instance the instance; empty for those that share the program's table
   * @param type its type, of numbers only
   * @param function of Java; or what {@link #pointer} returned, for whatever instance
   * @return the pointer, which the instance may keep until it is closed
   * @throws IllegalArgumentException if no module of the program has functions of that type, or
   *     there is no such instance
   * @throws IllegalStateException if none has function pointers, the instance's table is full, or
   *     the program is closed
   */
  public LentFunction lend(String instance, FunctionType type, GuestFunction function) {
    return lend(instance, type, function, function);
  }

  /**
   * Lends a function to an instance, as {@link #lend(String, FunctionType, GuestFunction)} does,
   * that passes more than numbers: addresses or function pointers, which may mean something else to
   * the instance.
   *
   * @param function what {@link #pointer} returned, for whatever instance
   * @param adapter calls the function, and translates what is passed; it is what the instance calls
   *     if the function is not one of those that its own table has
   */
  public LentFunction lend(
      String instance, FunctionType type, GuestFunction function, GuestFunction adapter) {
    Objects.requireNonNull(function, "function");
    FunctionPointers pointers = open().pointers(instance);
    int slot = pointers.slotOf(type, function, adapter);
    return slot < 0
        ? new LentFunction(this, instance, pointers.lend(type, adapter))
        : new LentFunction(null, instance, slot);
  }

  /** What was lent to a program that is closed has gone with it. */
  void takeBack(String instance, int pointer, @Nullable String borrower) {
    if (image != null) {
      image.pointers(instance).takeBack(pointer, borrower);
    }
  }

  /**
   * The function that a pointer points to, of a guest that shares the program's table.
   *
   * @param pointer the pointer, as the guest gave it
   * @param type the type that the function must have
   * @throws dev.radicchio.memory.GuestDataException if it points to no function, to one of another
   *     type, or to one of Java that is not lent any more
   * @throws IllegalStateException if no module has function pointers, or the program is closed
   */
  public GuestFunction pointer(int pointer, FunctionType type) {
    return pointer(RunningImage.PROGRAM, pointer, type);
  }

  /**
   * The function that a function pointer of an instance points to, which may have a table of its
   * own.
   *
   * @param instance the instance; empty for those that share the program's table
   * @param pointer the pointer, as the instance gave it
   * @param type the type that the function must have
   * @throws dev.radicchio.memory.GuestDataException if it points to no function, to one of another
   *     type, or to one of Java that is not lent any more
   * @throws IllegalArgumentException if there is no such instance
   * @throws IllegalStateException if no module has function pointers, or the program is closed
   */
  public GuestFunction pointer(String instance, int pointer, FunctionType type) {
    return open().pointers(instance).at(pointer, type);
  }

  /**
   * What the engine makes of the image, for code that is generated for that engine. It is not meant
   * for code that is written by hand.
   *
   * @throws IllegalStateException if the program is closed
   */
  public ImageInstance instance() {
    return open().instance();
  }

  /** Where everything is. */
  public Layout layout() {
    return layout;
  }

  private RunningImage open() {
    if (image == null) {
      throw closed();
    }
    return image;
  }

  /** What is thrown when a program is used that is closed. */
  static IllegalStateException closed() {
    return new IllegalStateException("the program is closed");
  }

  /** Closes the program and WASI, if it has that; closing it again does nothing. */
  @Override
  public void close() {
    RunningImage closing = image;
    if (closing != null) {
      image = null;
      closing.close();
    }
  }
}
