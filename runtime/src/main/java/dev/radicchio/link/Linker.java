package dev.radicchio.link;

import java.util.ArrayList;
import java.util.List;

/**
 * Links modules into one image with one memory, one function table and one stack.
 *
 * <pre>{@code
 * Image image = Linker.create()
 *     .add("codec", WasmFile.read("codec.wasm", codecBytes))
 *     .add("filter", WasmFile.read("filter.wasm", filterBytes))
 *     .link();
 * }</pre>
 *
 * <p>What an import means: functions and globals of the module {@code env} are those that any other
 * instance exports under the name, in the order in which instances were added; any other module
 * name is the name of an instance, or else the file name of its module without {@code .wasm}; every
 * memory is the program's memory, and {@code env.__indirect_function_table} the program's table.
 * {@code GOT.mem} and {@code GOT.func} mean the importing instance's own export first.
 *
 * <p>The result depends on the modules, their names and their order alone: the same input gives the
 * same bytes.
 */
public final class Linker {
  private final List<Entry> entries = new ArrayList<>();
  private long stackBytes;
  private int maxPages;
  private boolean alone;
  private long firstData = -1;

  /** An instance that was added. */
  record Entry(String name, WasmFile file) {}

  Linker() {}

  /** A linker without instances. */
  public static Linker create() {
    return new Linker();
  }

  /**
   * Adds one instance of a module.
   *
   * @param instance the instance's name, unlike that of all others and without {@code !}
   * @throws IllegalArgumentException if there is an instance of that name, or it has a {@code !}
   */
  public Linker add(String instance, WasmFile module) {
    if (instance.contains(Image.SEPARATOR)) {
      throw new IllegalArgumentException("instance name " + instance + " contains !");
    }
    if (entries.stream().anyMatch(entry -> entry.name.equals(instance))) {
      throw new IllegalArgumentException("two instances named " + instance);
    }
    entries.add(new Entry(instance, module));
    return this;
  }

  /**
   * Sets the size of the stack.
   *
   * @param bytes its size, or 0 (which is the default) for the largest that a module was linked
   *     with, at least 64 KiB
   * @throws IllegalArgumentException if it is negative or over 4 GiB
   */
  public Linker stackBytes(long bytes) {
    if (bytes < 0 || bytes > 1L << 32) {
      throw new IllegalArgumentException("stack of " + bytes + " bytes");
    }
    stackBytes = bytes;
    return this;
  }

  /**
   * Limits the memory.
   *
   * @param pages pages of 64 KiB that it may grow to, or 0 (which is the default) for no limit
   * @throws IllegalArgumentException if it is negative or over 65,536
   */
  public Linker maxPages(int pages) {
    if (pages < 0 || pages > Layout.PAGE_BYTES) {
      throw new IllegalArgumentException("limit of " + pages + " pages");
    }
    maxPages = pages;
    return this;
  }

  /** One module as a module again: exports keep their names and function imports stay imports. */
  Linker alone(long base) {
    alone = true;
    firstData = base;
    return this;
  }

  /** Works out everything that linking decides; never fails, problems are in the plan. */
  public LinkPlan plan() {
    return new Planner(entries, new Planner.Options(stackBytes, maxPages, alone, firstData)).plan();
  }

  /**
   * Plans and links.
   *
   * @throws LinkException with all problems, if there are errors
   */
  public Image link() {
    return plan().link();
  }
}
