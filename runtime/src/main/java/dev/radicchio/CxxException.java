package dev.radicchio;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.engine.FunctionTable;
import dev.radicchio.engine.ImageInstance;
import dev.radicchio.link.plan.DataSymbol;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.MemoryAccessException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An exception of C++'s that no guest caught: what its type is called, and what its {@code what()}
 * says, as far as the memory tells.
 *
 * <p>A guest throws the address of what libc++abi has in front of the object. Offsets from there,
 * in bytes:
 *
 * <pre>
 *   -48  type information       0  LLVM's mark for C++       32  the object
 * </pre>
 *
 * <p>Of type information, the word at 4 is the address of the type's name. At 8 is that of the base
 * class, if there is one, or else a list of them begins there: flags, their number, and for each
 * its type information and a word with its offset in the object, times 256, and two flags.
 *
 * @see <a href="https://itanium-cxx-abi.github.io/cxx-abi/abi.html#rtti-layout">Itanium C++ ABI:
 *     Run-Time Type Information</a>
 */
final class CxxException {
  /** The tag of such exceptions, under the name that the image exports it by. */
  static final String TAG = "__cpp_exception";

  private static final long MARK = 0x434C4E47432B2B00L;
  private static final int TYPE = -48;
  private static final int OBJECT = 32;

  /** Where a virtual table has {@code what()}, behind two destructors. */
  private static final int WHAT = 8;

  private static final FunctionType WHAT_TYPE =
      new FunctionType(List.of(ValType.I32), List.of(ValType.I32));

  private static final String STANDARD = "St9exception";
  private static final String ONE_BASE = "_ZTVN10__cxxabiv120__si_class_type_infoE";
  private static final String SEVERAL_BASES = "_ZTVN10__cxxabiv121__vmi_class_type_infoE";
  private static final int VIRTUAL = 1;
  private static final int MOST_BASES = 1000;

  private static final String CODES = "vbcahstijlmxyfde";
  private static final List<String> TYPES =
      List.of(
          "void",
          "bool",
          "char",
          "signed char",
          "unsigned char",
          "short",
          "unsigned short",
          "int",
          "unsigned int",
          "long",
          "unsigned long",
          "long long",
          "unsigned long long",
          "float",
          "double",
          "long double");

  private static final Pattern PART = Pattern.compile("(St|[1-9]\\d{0,3})");

  private final Layout layout;
  private final ImageInstance instance;
  private final FlatMemory memory;

  CxxException(Layout layout, ImageInstance instance) {
    this.layout = layout;
    this.instance = instance;
    this.memory = instance.memory();
  }

  /**
   * The type's name, and what {@code what()} returns where it has that.
   *
   * @param thrown what the guest threw
   * @return null if it is not what libc++abi throws
   */
  @Nullable String text(int thrown) {
    try {
      if (memory.readLong(thrown) != MARK) {
        return null;
      }
      int type = memory.readInt(thrown + TYPE);
      String what = what(type, thrown + OBJECT);
      String name = readable(name(type));
      return what == null ? name : name + ": " + what;
    } catch (MemoryAccessException outside) {
      return null; // then it is another's exception, and its number is all there is to tell
    }
  }

  private String name(int type) {
    return memory.readCString(memory.readInt(type + 4));
  }

  private @Nullable String what(int type, int object) {
    OptionalInt standard = standard(type, object, new Bases());
    FunctionTable table = instance.table(ImageNaming.TABLE_EXPORT);
    if (standard.isEmpty() || table == null) {
      return null;
    }
    int slot = memory.readInt(memory.readInt(standard.getAsInt()) + WHAT);
    FunctionTable.Reference what = slot > 0 && slot < table.size() ? table.get(slot) : null;
    if (what == null || !what.hasType(WHAT_TYPE)) {
      return null;
    }
    return memory.readCString((int) what.function().call(standard.getAsInt())[0]);
  }

  /** Where the {@code std::exception} in an object is; empty if it is none. */
  private OptionalInt standard(int type, int object, Bases bases) {
    if (name(type).equals(STANDARD)) {
      return OptionalInt.of(object);
    }
    int kind = memory.readInt(type) - 8;
    if (bases.one.contains(kind)) {
      return standard(memory.readInt(type + 8), object, bases);
    }
    int count = bases.several.contains(kind) ? memory.readInt(type + 12) : 0;
    for (int i = 0; i < Math.min(count, MOST_BASES); i++) {
      int base = type + 16 + 8 * i;
      int place = memory.readInt(base + 4);
      OptionalInt found =
          (place & VIRTUAL) != 0
              ? OptionalInt.empty()
              : standard(memory.readInt(base), object + (place >> 8), bases);
      if (found.isPresent()) {
        return found;
      }
    }
    return OptionalInt.empty();
  }

  /** The virtual tables of the type information of classes, of which each module has its own. */
  private final class Bases {
    final Set<Integer> one = named(ONE_BASE);
    final Set<Integer> several = named(SEVERAL_BASES);

    private Set<Integer> named(String name) {
      Set<Integer> addresses = new HashSet<>();
      for (InstanceLayout each : layout.instances()) {
        for (DataSymbol symbol : each.symbols()) {
          if (symbol.name().equals(name)) {
            addresses.add((int) symbol.address());
          }
        }
      }
      return addresses;
    }
  }

  /** A type's name as in C++, if it is not a template's; else as it is. */
  static String readable(String mangled) {
    if (mangled.length() == 1 && CODES.contains(mangled)) {
      return TYPES.get(CODES.indexOf(mangled));
    }
    boolean nested = mangled.startsWith("N") && mangled.endsWith("E");
    String parts = nested ? mangled.substring(1, mangled.length() - 1) : mangled;
    StringBuilder name = new StringBuilder();
    Matcher part = PART.matcher(parts);
    int at = 0;
    while (at < parts.length()) {
      if (!part.region(at, parts.length()).lookingAt()) {
        return mangled;
      }
      boolean std = part.group().equals("St");
      int length = std ? 0 : Integer.parseInt(part.group());
      int end = part.end() + length;
      if (end > parts.length()) {
        return mangled;
      }
      name.append(name.length() == 0 ? "" : "::")
          .append(std ? "std" : parts.substring(part.end(), end));
      at = end;
    }
    return name.length() == 0 ? mangled : name.toString();
  }
}
