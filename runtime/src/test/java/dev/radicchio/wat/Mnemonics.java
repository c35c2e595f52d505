package dev.radicchio.wat;

import com.dylibso.chicory.wasm.types.OpCode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What instructions are called. */
final class Mnemonics {
  private static final Map<Integer, String> BY_OPCODE = new HashMap<>();
  private static final Map<String, Integer> BY_NAME = new HashMap<>();

  static {
    for (OpCode op : OpCode.values()) {
      String name =
          op.name()
              .toLowerCase(Locale.ROOT)
              .replaceFirst("^(i32|i64|f32|f64|local|global|table|memory|ref|elem|data)_", "$1.");
      BY_OPCODE.put(op.opcode(), name);
      BY_NAME.put(name, op.opcode());
    }
  }

  private Mnemonics() {}

  static String of(int opcode) {
    return BY_OPCODE.get(opcode);
  }

  static int opcode(String name) {
    Integer opcode = BY_NAME.get(name);
    if (opcode == null) {
      throw new IllegalArgumentException("no instruction " + name);
    }
    return opcode;
  }

  /** Log2 of the bytes that a load or store accesses, which aligns it. */
  static int alignment(String name) {
    String access = name.substring(name.indexOf('.'));
    for (int log = 0; log < 3; log++) {
      if (access.contains(Integer.toString(8 << log))) {
        return log;
      }
    }
    return name.charAt(1) == '6' ? 3 : 2;
  }

  static boolean isAccess(String name) {
    return name.contains(".load") || name.contains(".store");
  }
}
