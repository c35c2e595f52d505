package dev.radicchio.engine;

import com.dylibso.chicory.runtime.TagInstance;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.radicchio.GuestTrapException;
import dev.radicchio.memory.MemoryAccessException;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * What goes out of a program when an exception leaves it.
 *
 * <p>What a host threw goes on as it is, and so do errors of the JVM that no guest causes. All else
 * is a guest's fault and becomes a {@link GuestTrapException}, in the words of the specification's
 * tests where they have any. Chicory 1.7.5 has others for some faults, and throws exceptions of the
 * JDK for some.
 */
public final class GuestFault {
  private static final String UNREACHABLE = "Trapped on unreachable instruction";
  private static final String NULL_CALLEE = "Trapped on call_ref on null function reference";
  private static final String NULL_REFERENCE = "Trapped on ref_as_non_null on null reference";

  private GuestFault() {}

  /**
   * What is to be thrown instead of {@code thrown}.
   *
   * @param function the function that was called from outside
   */
  public static RuntimeException thrown(String function, Throwable thrown) {
    if (thrown instanceof HostException host) {
      return GuestFault.<RuntimeException>unchanged(host.thrown());
    } else if (thrown instanceof StackOverflowError) {
      return trap(function, "call stack exhausted", thrown);
    } else if (thrown instanceof OutOfMemoryError || thrown instanceof NegativeArraySizeException) {
      return trap(function, "allocation size too large", thrown);
    } else if (thrown instanceof WasmException exception) {
      return trap(function, "no module caught the exception " + text(exception), thrown);
    } else if (thrown instanceof ChicoryException || thrown instanceof MemoryAccessException) {
      return trap(function, specified(String.valueOf(thrown.getMessage())), thrown);
    } else if (thrown instanceof RuntimeException) {
      return trap(function, "the engine failed with " + thrown, thrown);
    }
    return GuestFault.<RuntimeException>unchanged(thrown);
  }

  private static GuestTrapException trap(String function, String fault, Throwable cause) {
    return new GuestTrapException(function, fault, cause);
  }

  private static String specified(String message) {
    return switch (message) {
      case UNREACHABLE -> "unreachable";
      case NULL_CALLEE -> "null function reference";
      case NULL_REFERENCE -> "null reference";
      default -> message;
    };
  }

  /** As {@code a!error(7, 2.5)}, or with the tag's number where it is not exported. */
  private static String text(WasmException exception) {
    TagInstance tag = exception.instance().tag(exception.tagIdx());
    List<ValType> types = tag.type().params();
    StringJoiner text = new StringJoiner(", ", tagName(exception) + "(", ")");
    for (int i = 0; i < types.size(); i++) {
      text.add(text(types.get(i), exception.args()[i]));
    }
    return text.toString();
  }

  private static String tagName(WasmException exception) {
    ExportSection exports = exception.instance().module().exportSection();
    for (int i = 0; i < exports.exportCount(); i++) {
      Export export = exports.getExport(i);
      if (export.exportType() == ExternalType.TAG && export.index() == exception.tagIdx()) {
        return export.name();
      }
    }
    return "tag " + exception.tagIdx();
  }

  private static String text(ValType type, long value) {
    if (type.equals(ValType.I32)) {
      return Integer.toString((int) value);
    } else if (type.equals(ValType.I64)) {
      return Long.toString(value);
    } else if (type.equals(ValType.F32)) {
      return Float.toString(Float.intBitsToFloat((int) value));
    } else if (type.equals(ValType.F64)) {
      return Double.toString(Double.longBitsToDouble(value));
    }
    return type.toString().toLowerCase(Locale.ROOT);
  }

  /** Hosts that are written in Kotlin, for one, throw checked exceptions without declaring them. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <T extends Throwable> T unchanged(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
