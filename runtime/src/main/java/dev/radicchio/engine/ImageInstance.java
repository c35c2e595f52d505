package dev.radicchio.engine;

import dev.radicchio.memory.FlatMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running image. */
public interface ImageInstance {
  /** The memory, which guests and Java share. */
  FlatMemory memory();

  /** The stack pointers that the layout names. */
  StackPointers stackPointers();

  /** The function that is exported under a name; null if there is none. */
  @Nullable ImageFunction function(String name);

  /**
   * The global that is exported under a name; null if there is none.
   *
   * @throws IllegalArgumentException if its values are no numbers
   */
  @Nullable GlobalVariable global(String name);

  /** The names under which it exports globals. */
  List<String> globals();

  /**
   * The table that is exported under a name, the same for all its names; null if there is none.
   *
   * @throws IllegalArgumentException if it has no functions, but other references
   */
  @Nullable FunctionTable table(String name);

  /** The names under which it exports tables. */
  List<String> tables();

  /** Lets go of the memory, where code that was compiled ahead of time would keep it. */
  void close();
}
