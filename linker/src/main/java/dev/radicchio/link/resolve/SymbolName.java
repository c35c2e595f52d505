package dev.radicchio.link.resolve;

import dev.radicchio.link.plan.HeapFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a symbol tells about what it stands for.
 *
 * @see <a href="https://itanium-cxx-abi.github.io/cxx-abi/abi.html#mangling">Itanium C++ ABI:
 *     External Names</a>
 */
final class SymbolName {
  /**
   * What comes before the name of the entity: special names (guard variables, tables, thread
   * wrappers, thunks, temporaries), functions that the entity is local to, nested names and their
   * qualifiers.
   */
  private static final Pattern PREFIX =
      Pattern.compile(
          "GV|GR|T[VTCWH]|T[hv]n?\\d+_(?:n?\\d+_)?|Tc(?:hn?\\d+_|vn?\\d+_n?\\d+_){2}|Z|NK?[rV]?[RO]?|L");

  private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");

  private SymbolName() {}

  /**
   * Whether it is that of C++'s type information, or of the type's name in it: their addresses are
   * the type's identity.
   */
  static boolean isTypeInformation(String name) {
    return name.startsWith("_ZTI") || name.startsWith("_ZTS");
  }

  /** Whether it is that of one of C++'s virtual tables, or of a table of such tables. */
  static boolean isVirtualTable(String name) {
    return name.startsWith("_ZTV") || name.startsWith("_ZTT") || name.startsWith("_ZTC");
  }

  /**
   * Whether a library that toolchains link into each module has it: C's, what compilers call
   * themselves, C++'s ({@code std}, which is {@code St} and, for some of its members, {@code S} and
   * another letter; what it keeps to itself; the operators that allocate; the wrapper of a
   * thread-local variable of C's), or what a heap serves. All that such a library defines belongs
   * together.
   */
  static boolean isOfLibrary(String name) {
    if (HeapFunction.named(name).isPresent()) {
      return true;
    }
    if (name.startsWith("_Z")) {
      return isOfCxxLibrary(name.substring(2));
    }
    return !name.startsWith("_R") && CLibrary.has(name);
  }

  private static boolean isOfCxxLibrary(String encoding) {
    Matcher prefix = PREFIX.matcher(encoding);
    int start = 0;
    while (prefix.region(start, encoding.length()).lookingAt()) {
      start = prefix.end();
    }
    String name = encoding.substring(start);
    if (name.matches("(?s)S[tabsiod].*|n[wa].*|d[la].*")) {
      return true;
    }
    String first = firstIdentifier(name);
    return first.startsWith("_") || (encoding.matches("(T[WH]|G[VR])\\d.*") && CLibrary.has(first));
  }

  /** The first of the identifiers in a name, each of which comes after its length; may be empty. */
  private static String firstIdentifier(String name) {
    Matcher length = LENGTH.matcher(name);
    if (!length.lookingAt()) {
      return "";
    }
    long end = length.end() + Long.parseLong(length.group());
    return end <= name.length() ? name.substring(length.end(), (int) end) : "";
  }
}
