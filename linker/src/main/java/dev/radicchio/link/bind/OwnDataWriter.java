package dev.radicchio.link.bind;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.link.input.ImportNames;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Recognises functions that write constants and addresses into their module's own memory and
 * globals, and do nothing else, as linkers make them:
 *
 * <pre>{@code
 * global.get $__memory_base    i32.const 20   i32.add       ;; where
 * global.get $GOT.mem.counter  i32.const 4    i32.add       ;; what
 * i32.store
 * }</pre>
 *
 * <p>Such a function neither sees nor changes anything of another instance, so that it may run
 * before all others. It has no branches, reads no memory and no variable of another module, and
 * where it writes is a constant, or {@code __memory_base} and a constant.
 */
final class OwnDataWriter {
  private final WasmBinary module;
  private final WasmReader in;
  private final Deque<Value> stack = new ArrayDeque<>();

  private OwnDataWriter(WasmBinary module, Span body) {
    this.module = module;
    this.in = module.reader(body);
  }

  /** What is known of a value. */
  private enum Value {
    CONSTANT,
    /** {@code __memory_base}, or that and a constant. */
    IN_OWN_DATA,
    ANY
  }

  /** Whether a function of a module is one; not if it is imported. */
  static boolean is(WasmBinary module, int function) {
    int body = function - module.imported(ExternType.Kind.FUNCTION);
    return body >= 0 && new OwnDataWriter(module, module.bodies().get(body)).writesOwnData();
  }

  private boolean writesOwnData() {
    if (in.u32() != 0) {
      return false;
    }
    while (in.peek() != Opcode.END) {
      if (!instruction()) {
        return false;
      }
    }
    in.u8();
    return in.atEnd();
  }

  private boolean instruction() {
    int opcode = Opcode.read(in);
    return switch (opcode) {
      case Opcode.NOP -> true;
      case Opcode.I32_CONST -> {
        in.s32();
        yield push(Value.CONSTANT);
      }
      case Opcode.I32_ADD -> push(sum(pop(), pop()));
      case Opcode.GLOBAL_GET -> read(in.u32());
      case Opcode.GLOBAL_SET -> {
        pop();
        yield in.u32() >= module.imported(ExternType.Kind.GLOBAL);
      }
      case Opcode.I32_STORE -> {
        in.u32();
        in.u32();
        pop();
        yield isOwn(pop());
      }
      case Opcode.DATA_DROP -> {
        in.u32();
        yield true;
      }
      case Opcode.MEMORY_INIT, Opcode.MEMORY_FILL -> {
        in.u32();
        if (opcode == Opcode.MEMORY_INIT) {
          in.u32();
        }
        pop();
        pop();
        yield isOwn(pop());
      }
      default -> false;
    };
  }

  /** A variable that is imported may be another module's; entries of the GOT are fixed. */
  private boolean read(int global) {
    boolean imported = global < module.imported(ExternType.Kind.GLOBAL);
    String name = ImportNames.ofGlobal(module, global);
    if (imported && module.globals().get(global).mutable() && !name.startsWith("GOT.")) {
      return false;
    }
    return push(name.equals("env.__memory_base") ? Value.IN_OWN_DATA : Value.ANY);
  }

  private boolean push(Value value) {
    stack.push(value);
    return true;
  }

  /** What is no valid code is left to the validation. */
  private Value pop() {
    return stack.isEmpty() ? Value.ANY : stack.pop();
  }

  private static boolean isOwn(Value address) {
    return address != Value.ANY;
  }

  private static Value sum(Value one, Value other) {
    if (one == Value.CONSTANT) {
      return other;
    }
    return other == Value.CONSTANT ? one : Value.ANY;
  }
}
