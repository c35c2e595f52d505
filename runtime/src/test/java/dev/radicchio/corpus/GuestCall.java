package dev.radicchio.corpus;

import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasm.ChicoryException;
import dev.radicchio.GuestFunction;
import dev.radicchio.GuestTrapException;
import dev.radicchio.Host;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A call of an exported function.
 *
 * @param arguments as the line of the file writes them
 */
public record GuestCall(String export, List<String> arguments, FunctionType type) {
  private static final String PRINTED = " printed ";

  public GuestCall {
    arguments = List.copyOf(arguments);
  }

  /**
   * Reads a line of a file of calls.
   *
   * @throws IllegalArgumentException if there is no such function, or it takes other arguments
   */
  static GuestCall parse(String line, Map<String, FunctionType> functions) {
    List<String> words = Arrays.asList(line.trim().split("\\s+"));
    FunctionType type = functions.get(words.get(0));
    if (type == null) {
      throw new IllegalArgumentException("no exported function for the call: " + line);
    }
    GuestCall call = new GuestCall(words.get(0), words.subList(1, words.size()), type);
    if (call.arguments.size() != type.params().size()) {
      throw new IllegalArgumentException(line + ": the function's type is " + type);
    }
    return call;
  }

  /** The arguments' bits. */
  long[] values() {
    return IntStream.range(0, arguments.size())
        .mapToLong(i -> bits(type.params().get(i), arguments.get(i)))
        .toArray();
  }

  /** The arguments as results are written. */
  List<String> argumentTexts() {
    long[] values = values();
    return IntStream.range(0, values.length)
        .mapToObj(i -> text(type.params().get(i), values[i]))
        .toList();
  }

  private static long bits(ValType type, String argument) {
    return switch (type.toString()) {
      case "i32" -> (int) Long.parseLong(argument);
      case "i64" -> Long.parseLong(argument);
      case "f32" -> Float.floatToRawIntBits(Float.parseFloat(argument));
      case "f64" -> Double.doubleToRawLongBits(Double.parseDouble(argument));
      default -> throw new IllegalArgumentException("an argument of type " + type);
    };
  }

  /**
   * Calls the function.
   *
   * @param host what the guest prints to
   * @return what came of it, and what was printed: the same text means the same
   */
  String run(GuestFunction function, Host host) {
    String result;
    try {
      result = text(type.results(), function.call(values()));
    } catch (GuestTrapException e) {
      result = stop(e.getCause());
    } catch (ChicoryException e) {
      result = stop(e);
    }
    String output = printed(host);
    return output.isEmpty() ? result : result + PRINTED + output;
  }

  private static String stop(Throwable why) {
    return why instanceof WasiExitException exit
        ? "exit " + exit.exitCode()
        : Trap.of(why).toString();
  }

  /** What the guests printed since this was last asked, as text without line ends and quotes. */
  static String printed(Host host) {
    StringBuilder text = new StringBuilder();
    for (byte b : host.takeOutput()) {
      if (b < ' ' || b > '~' || b == '"' || b == '\\' || b == '%') {
        text.append(String.format("%%%02X", b));
      } else {
        text.append((char) b);
      }
    }
    return text.toString();
  }

  private static String text(List<ValType> types, long[] values) {
    return IntStream.range(0, types.size())
        .mapToObj(i -> text(types.get(i), values[i]))
        .collect(Collectors.joining(" "));
  }

  /**
   * A value with its type: integers in decimal, floats as their bits. All NaNs are one, since the
   * specification leaves their bits open.
   */
  private static String text(ValType type, long bits) {
    return type + ":" + value(type, bits);
  }

  private static String value(ValType type, long bits) {
    return switch (type.toString()) {
      case "i32" -> Integer.toString((int) bits);
      case "i64" -> Long.toString(bits);
      case "f32" ->
          Float.isNaN(Float.intBitsToFloat((int) bits)) ? "nan" : String.format("%08x", (int) bits);
      case "f64" ->
          Double.isNaN(Double.longBitsToDouble(bits)) ? "nan" : String.format("%016x", bits);
      default -> throw new IllegalArgumentException("a result of type " + type);
    };
  }

  /** The call as it is written. */
  @Override
  public String toString() {
    return (export + " " + String.join(" ", arguments)).trim();
  }
}
