package dev.radicchio.link.input;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import java.util.ArrayDeque;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * Evaluates the constant expressions of offsets and of globals that hold addresses.
 *
 * @see <a
 *     href="https://webassembly.github.io/spec/core/valid/instructions.html#constant-expressions">Constant
 *     Expressions</a>
 */
public final class ConstantExpression {

  private ConstantExpression() {}

  /**
   * The value of an {@code i32} expression.
   *
   * @param globals the value of each global that is known
   * @return the value, or empty if the expression has another type or needs a global that is not
   *     known
   */
  public static OptionalInt evaluate(
      WasmBinary module, Span expression, IntFunction<OptionalInt> globals) {
    WasmReader in = module.reader(expression);
    ArrayDeque<Integer> stack = new ArrayDeque<>();
    while (!in.atEnd()) {
      int opcode = in.u8();
      switch (opcode) {
        case Opcode.I32_CONST -> stack.push(in.s32());
        case Opcode.GLOBAL_GET -> {
          OptionalInt value = globals.apply(in.u32());
          if (value.isEmpty()) {
            return value;
          }
          stack.push(value.getAsInt());
        }
        case Opcode.I32_ADD, Opcode.I32_SUB, Opcode.I32_MUL -> {
          if (stack.size() < 2) {
            return OptionalInt.empty();
          }
          int right = stack.pop();
          int left = stack.pop();
          stack.push(
              opcode == Opcode.I32_ADD
                  ? left + right
                  : opcode == Opcode.I32_SUB ? left - right : left * right);
        }
        case Opcode.END -> {
          return stack.size() == 1 ? OptionalInt.of(stack.pop()) : OptionalInt.empty();
        }
        default -> {
          return OptionalInt.empty();
        }
      }
    }
    return OptionalInt.empty();
  }

  /** The value of an expression that uses no global. */
  public static OptionalInt evaluate(WasmBinary module, Span expression) {
    return evaluate(module, expression, global -> OptionalInt.empty());
  }

  /**
   * The initial value of a defined {@code i32} global, if it is a plain constant; empty for an
   * index that names no such global, as one from a custom section may.
   */
  public static OptionalInt initialValue(WasmBinary module, int global) {
    int defined = global - module.imported(ExternType.Kind.GLOBAL);
    return defined < 0 || defined >= module.definedGlobals().size()
        ? OptionalInt.empty()
        : evaluate(module, module.definedGlobals().get(defined).initializer());
  }

  /** The function of a {@code ref.func} expression; empty for any other. */
  public static OptionalInt function(WasmBinary module, Span expression) {
    WasmReader in = module.reader(expression);
    return in.u8() == Opcode.REF_FUNC ? OptionalInt.of(in.u32()) : OptionalInt.empty();
  }
}
