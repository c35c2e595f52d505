package test;

import java.lang.String;
import javax.annotation.processing.Generated;

/**
 * Where everything is in the memory and the table of {@link Choices}.
 *
 * <pre>
 * 0x00000000  0x00000400        1024  guard
 * 0x00000400  0x00010800       66560  stack
 * 0x00010800  0x00010874         116  data data
 * 0x00020400  0x00040000      130048  data plain
 * 0x00040000  0x00040000           0  heap
 * memory: 4 pages, heap from 0x00040000
 * table: 1 slots
 * data: wasm/named_data.wasm, relocs, table slots none
 * plain: wasm/plain.wasm, pic-static, table slots none
 * one: wasm/level_one.wasm, relocs, table slots none
 * two: wasm/level_two.wasm, relocs, table slots none
 * user: wasm/uses_level.wasm, relocs, table slots none
 * </pre>
 */
@Generated("dev.radicchio.processor.RadicchioProcessor")
public final class ChoicesLayout {
  /**
   * The lowest address of the stack.
   */
  public static final int STACK_LOW = 0x00000400;

  /**
   * The address after the stack, which grows down from here.
   */
  public static final int STACK_HIGH = 0x00010800;

  /**
   * The address of the heap.
   */
  public static final int HEAP_BASE = 0x00040000;

  /**
   * How many pages of 64 KiB the memory has at first.
   */
  public static final int INITIAL_PAGES = 4;

  /**
   * How many slots the function table has.
   */
  public static final int TABLE_SLOTS = 1;

  private ChoicesLayout() {
  }

  /**
   * The memory map of this layout.
   *
   * @return a line for each region, then one for each instance
   */
  public static String describe() {
    return "0x00000000  0x00000400        1024  guard\n"
            + "0x00000400  0x00010800       66560  stack\n"
            + "0x00010800  0x00010874         116  data data\n"
            + "0x00020400  0x00040000      130048  data plain\n"
            + "0x00040000  0x00040000           0  heap\n"
            + "memory: 4 pages, heap from 0x00040000\n"
            + "table: 1 slots\n"
            + "data: wasm/named_data.wasm, relocs, table slots none\n"
            + "plain: wasm/plain.wasm, pic-static, table slots none\n"
            + "one: wasm/level_one.wasm, relocs, table slots none\n"
            + "two: wasm/level_two.wasm, relocs, table slots none\n"
            + "user: wasm/uses_level.wasm, relocs, table slots none\n";
  }

  /**
   * The instance {@link Choices#data()}.
   */
  public static final class Data {
    /**
     * The address of its data.
     */
    public static final int DATA_START = 0x00010800;

    /**
     * The address after its data.
     */
    public static final int DATA_END = 0x00010874;

    /**
     * Its first table slot.
     */
    public static final int TABLE_START = 1;

    /**
     * The table slot after its last.
     */
    public static final int TABLE_END = 1;

    /**
     * The SHA-256 of the file that this layout was made from.
     */
    public static final String SHA256 = "813260d7cf5ad9225a7770ef17ebd7925c32a4e075bce4687e5f1e39110165c7";

    /**
     * The address of counterValue, 4 bytes.
     */
    public static final int COUNTER_VALUE = 0x00010800;

    /**
     * The address of counter_value, 4 bytes.
     */
    public static final int COUNTER_VALUE_2 = 0x00010804;

    /**
     * The address of data_start, 4 bytes.
     */
    public static final int DATA_START_2 = 0x00010808;

    /**
     * The address of buffer, 100 bytes.
     */
    public static final int BUFFER = 0x00010810;

    private Data() {
    }
  }

  /**
   * The instance {@link Choices#plain()}.
   */
  public static final class Plain {
    /**
     * The address of its data.
     */
    public static final int DATA_START = 0x00020400;

    /**
     * The address after its data.
     */
    public static final int DATA_END = 0x00040000;

    /**
     * Its first table slot.
     */
    public static final int TABLE_START = 0;

    /**
     * The table slot after its last.
     */
    public static final int TABLE_END = 0;

    /**
     * The SHA-256 of the file that this layout was made from.
     */
    public static final String SHA256 = "876e0a3efea07c74eed35aa42cb3ad958b84fbe7aabd5f325ed57d5dd38f3ad6";

    private Plain() {
    }
  }

  /**
   * The instance {@link Choices#one()}.
   */
  public static final class One {
    /**
     * The address of its data.
     */
    public static final int DATA_START = 0x00040000;

    /**
     * The address after its data.
     */
    public static final int DATA_END = 0x00040000;

    /**
     * Its first table slot.
     */
    public static final int TABLE_START = 1;

    /**
     * The table slot after its last.
     */
    public static final int TABLE_END = 1;

    /**
     * The SHA-256 of the file that this layout was made from.
     */
    public static final String SHA256 = "8d591fca89895dc8f353d87ebc7646564b3f425eadf3a8f8e4ac6b40952d0e54";

    private One() {
    }
  }

  /**
   * The instance {@link Choices#two()}.
   */
  public static final class Two {
    /**
     * The address of its data.
     */
    public static final int DATA_START = 0x00040000;

    /**
     * The address after its data.
     */
    public static final int DATA_END = 0x00040000;

    /**
     * Its first table slot.
     */
    public static final int TABLE_START = 1;

    /**
     * The table slot after its last.
     */
    public static final int TABLE_END = 1;

    /**
     * The SHA-256 of the file that this layout was made from.
     */
    public static final String SHA256 = "c274756e15d229e8872d1e778d8ded8e5e6148c8e4fd7699c3ebe9228d32e8e3";

    private Two() {
    }
  }

  /**
   * The instance {@link Choices#user()}.
   */
  public static final class User {
    /**
     * The address of its data.
     */
    public static final int DATA_START = 0x00040000;

    /**
     * The address after its data.
     */
    public static final int DATA_END = 0x00040000;

    /**
     * Its first table slot.
     */
    public static final int TABLE_START = 1;

    /**
     * The table slot after its last.
     */
    public static final int TABLE_END = 1;

    /**
     * The SHA-256 of the file that this layout was made from.
     */
    public static final String SHA256 = "a9b7d976c30b7584f29937dee2e6b174ad659bbd44765f0247e900bc4cb6da6f";

    private User() {
    }
  }
}
