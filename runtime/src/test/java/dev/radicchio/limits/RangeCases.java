package dev.radicchio.limits;

import dev.radicchio.Engine;
import dev.radicchio.GuestFunction;
import dev.radicchio.GuestTrapException;
import dev.radicchio.LinkedProgram;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.wat.WatModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Instructions on ranges of a rebased module's memory, at the limits. */
final class RangeCases {
  private static final int OWN_BYTES = 65536;
  private static final int SEGMENT_BYTES = 16;

  private static final byte[] MODULE =
      WatModule.encode(
          """
          (module
            (memory 1)
            (data (i32.const 0) "\\00")
            (data $passive "0123456789abcdef")
            (func (export "fill") (param i32 i32 i32)
              (memory.fill (local.get 0) (local.get 1) (local.get 2)))
            (func (export "copy") (param i32 i32 i32)
              (memory.copy (local.get 0) (local.get 1) (local.get 2)))
            (func (export "init") (param i32 i32 i32)
              (memory.init $passive (local.get 0) (local.get 1) (local.get 2))))
          """);

  private RangeCases() {}

  /** The calls that differ from the rule, with each limit as each number. */
  static List<String> differences(Engine engine, Between between) {
    List<String> differences = new ArrayList<>();
    try (LinkedProgram program = engine.executable(between.image(MODULE)).instantiate()) {
      FlatMemory memory = program.memory();
      int[] starts = between.limits(OWN_BYTES, memory.size());
      int[] lengths = {
        0, 1, 8, 17, OWN_BYTES, 2 * OWN_BYTES, memory.size(), 1 << 31, -OWN_BYTES, -8, -1
      };
      byte[] before = new byte[memory.size()];
      for (int i = 0; i < before.length; i++) {
        before[i] = AccessCases.before(i);
      }
      memory.write(0, before, 0, before.length);
      for (String name : List.of("fill", "copy", "init")) {
        GuestFunction function = program.function(Between.INSTANCE, name);
        for (int destination : starts) {
          for (int second : name.equals("init") ? new int[] {0, 3, 16, 17, -1} : starts) {
            for (int length : lengths) {
              byte[] expected = expected(between, before, name, destination, second, length);
              boolean trapped = traps(function, destination, second, length);
              byte[] found = new byte[before.length];
              memory.read(0, found, 0, found.length);
              if (trapped != (expected == null)
                  || !Arrays.equals(found, expected == null ? before : expected)) {
                differences.add(
                    "%s %s %s %s: %s"
                        .formatted(
                            name,
                            Integer.toUnsignedString(destination),
                            Integer.toUnsignedString(second),
                            Integer.toUnsignedString(length),
                            trapped ? "trapped" : "returned"));
              }
              if (!Arrays.equals(found, before)) {
                memory.write(0, before, 0, before.length);
              }
            }
          }
        }
      }
    }
    return differences;
  }

  private static boolean traps(GuestFunction function, int destination, int second, int length) {
    try {
      function.call(destination, second, length);
      return false;
    } catch (GuestTrapException e) {
      return true;
    }
  }

  /** The memory afterwards, or null for a trap. */
  private static byte[] expected(
      Between between, byte[] before, String name, int destination, int second, int length) {
    long bytes = Integer.toUnsignedLong(length);
    long to = between.range(Integer.toUnsignedLong(destination), bytes);
    long from =
        switch (name) {
          case "copy" -> between.range(Integer.toUnsignedLong(second), bytes);
          case "init" -> Integer.toUnsignedLong(second);
          default -> 0;
        };
    long available =
        switch (name) {
          case "copy" -> before.length;
          case "init" -> SEGMENT_BYTES;
          default -> Long.MAX_VALUE;
        };
    if (to + bytes > before.length || from + bytes > available) {
      return null;
    }
    byte[] after = before.clone();
    for (int i = 0; i < length; i++) {
      after[(int) to + i] =
          switch (name) {
            case "copy" -> before[(int) from + i];
            case "init" -> (byte) "0123456789abcdef".charAt((int) from + i);
            default -> (byte) second;
          };
    }
    return after;
  }
}
