package dev.radicchio.link.bind;

import org.jspecify.annotations.Nullable;

/** Which table, tag and global of the image each of an instance is. */
public final class InstanceBindings {
  private final int[] tables;
  private final int functionTable;
  private final int[] tags;
  private final GlobalBinding[] globals;
  private final @Nullable OwnMemorySize memorySize;

  InstanceBindings(
      int[] tables,
      int functionTable,
      int[] tags,
      GlobalBinding[] globals,
      @Nullable OwnMemorySize memorySize) {
    this.tables = tables;
    this.functionTable = functionTable;
    this.tags = tags;
    this.globals = globals;
    this.memorySize = memorySize;
  }

  /** The index in the image of a table; -1 if nothing defines it. */
  public int table(int table) {
    return tables[table];
  }

  /**
   * The index in the image of the table that function pointers of the instance index, if that is
   * not the program's; else -1.
   */
  public int functionTable() {
    return functionTable;
  }

  /** The index in the image of a tag. */
  public int tag(int tag) {
    return tags[tag];
  }

  /** What a global is in the image. */
  public GlobalBinding global(int global) {
    return globals[global];
  }

  /** How the instance sees the memory's size, or null if as it is. */
  public @Nullable OwnMemorySize memorySize() {
    return memorySize;
  }
}
