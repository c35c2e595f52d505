package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.TagInstance;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.radicchio.engine.Shortcoming;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What Chicory's exceptions say that a guest did. Chicory 1.7.5 has other words than the
 * specification's tests for some faults.
 *
 * @see Shortcoming#WORDS
 */
final class ChicoryFault {
  private static final String UNREACHABLE = "Trapped on unreachable instruction";
  private static final String NULL_CALLEE = "Trapped on call_ref on null function reference";
  private static final String NULL_REFERENCE = "Trapped on ref_as_non_null on null reference";

  private static final String NO_MEMORY = "out of memory";

  private ChicoryFault() {}

  /** The specification's words; null if it is no exception of Chicory's. */
  static @Nullable String words(Throwable thrown) {
    if (thrown instanceof WasmException exception) {
      return "no module caught the exception " + text(exception);
    } else if (thrown instanceof ChicoryException) {
      return specified(String.valueOf(thrown.getMessage()));
    }
    return null;
  }

  /** See {@link dev.radicchio.engine.LoadedImage#argument}. */
  static OptionalInt argument(Throwable thrown, String tag) {
    return thrown instanceof WasmException exception
            && tagName(exception).equals(tag)
            && exception.args().length == 1
        ? OptionalInt.of((int) exception.args()[0])
        : OptionalInt.empty();
  }

  private static String specified(String message) {
    return switch (message) {
      case UNREACHABLE -> "unreachable";
      case NULL_CALLEE -> "null function reference";
      case NULL_REFERENCE -> "null reference";
      case NO_MEMORY -> "allocation size too large";
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
}
