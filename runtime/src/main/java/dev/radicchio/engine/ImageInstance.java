package dev.radicchio.engine;

import dev.radicchio.memory.FlatMemory;
import org.jspecify.annotations.Nullable;

/** A running image. */
public interface ImageInstance {
  /** The memory, which guests and Java share. */
  FlatMemory memory();

  /** The stack pointers that the layout names. */
  StackPointers stackPointers();

  /** The function that is exported under a name; null if there is none. */
  @Nullable ImageFunction function(String name);

  /** The table that function pointers index; null if there is none. */
  @Nullable FunctionTable table();

  /** Lets go of the memory, where code that was compiled ahead of time would keep it. */
  void close();
}
