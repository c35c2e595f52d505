package test;

import java.lang.String;
import javax.annotation.processing.Generated;

/**
 * Where everything is in the memory and the table of {@link Counters}.
 *
 * <pre>
 * 0x00000000  0x00000400        1024  guard
 * 0x00000400  0x00002400        8192  stack
 * 0x00002400  0x0000240c          12  data left
 * 0x00002410  0x0000241c          12  data right
 * 0x00002420  0x00010000       56288  heap
 * memory: 1 pages of at most 16, heap from 0x00002420
 * table: 3 slots
 * left: wasm/counter.wasm, relocs, table slots 1 to 1
 * right: wasm/counter.wasm, relocs, table slots 2 to 2
 * </pre>
 */
@Generated("dev.radicchio.processor.RadicchioProcessor")
public final class CountersLayout {
  /**
   * The lowest address of the stack.
   */
  public static final int STACK_LOW = 0x00000400;

  /**
   * The address after the stack, which grows down from here.
   */
  public static final int STACK_HIGH = 0x00002400;

  /**
   * The address of the heap.
   */
  public static final int HEAP_BASE = 0x00002420;

  /**
   * How many pages of 64 KiB the memory has at first.
   */
  public static final int INITIAL_PAGES = 1;

  /**
   * How many slots the function table has.
   */
  public static final int TABLE_SLOTS = 3;

  private CountersLayout() {
  }

  /**
   * The memory map of this layout.
   *
   * @return a line for each region, then one for each instance
   */
  public static String describe() {
    return "0x00000000  0x00000400        1024  guard\n"
            + "0x00000400  0x00002400        8192  stack\n"
            + "0x00002400  0x0000240c          12  data left\n"
            + "0x00002410  0x0000241c          12  data right\n"
            + "0x00002420  0x00010000       56288  heap\n"
            + "memory: 1 pages of at most 16, heap from 0x00002420\n"
            + "table: 3 slots\n"
            + "left: wasm/counter.wasm, relocs, table slots 1 to 1\n"
            + "right: wasm/counter.wasm, relocs, table slots 2 to 2\n";
  }

  /**
   * The instance {@link Counters#left()}.
   */
  public static final class Left {
    /**
     * The address of its data.
     */
    public static final int DATA_START = 0x00002400;

    /**
     * The address after its data.
     */
    public static final int DATA_END = 0x0000240c;

    /**
     * Its first table slot.
     */
    public static final int TABLE_START = 1;

    /**
     * The table slot after its last.
     */
    public static final int TABLE_END = 2;

    /**
     * The SHA-256 of the file that this layout was made from.
     */
    public static final String SHA256 = "6ade110aad3abe109a2279794bccefa4140b1597b35bdb489e7c1cb77e0eb439";

    private Left() {
    }
  }

  /**
   * The instance {@link Counters#right()}.
   */
  public static final class Right {
    /**
     * The address of its data.
     */
    public static final int DATA_START = 0x00002410;

    /**
     * The address after its data.
     */
    public static final int DATA_END = 0x0000241c;

    /**
     * Its first table slot.
     */
    public static final int TABLE_START = 2;

    /**
     * The table slot after its last.
     */
    public static final int TABLE_END = 3;

    /**
     * The SHA-256 of the file that this layout was made from.
     */
    public static final String SHA256 = "6ade110aad3abe109a2279794bccefa4140b1597b35bdb489e7c1cb77e0eb439";

    private Right() {
    }
  }
}
