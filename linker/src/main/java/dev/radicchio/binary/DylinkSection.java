package dev.radicchio.binary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code dylink.0} section of a shared library, or the {@code dylink} section that LLVM 12 and
 * older wrote in its place. That one has no subsections: it is the four numbers and then the needed
 * libraries, and nothing says which imports and exports are weak.
 *
 * @param memorySize bytes of memory that start at {@code __memory_base}, unsigned
 * @param memoryAlignment power of two that {@code __memory_base} is a multiple of
 * @param tableSize elements of the table that start at {@code __table_base}, unsigned
 * @param tableAlignment power of two that {@code __table_base} is a multiple of
 * @param needed names of the libraries that this one depends on
 * @param weakImports imports that may stay unresolved
 * @param weakExports exports that any other definition of the name replaces
 * @param exportsThreadLocals whether an export is the offset of thread-local data
 * @see <a
 *     href="https://github.com/WebAssembly/tool-conventions/blob/main/DynamicLinking.md#the-dylink0-section">
 *     DynamicLinking: The "dylink.0" Section</a>
 */
public record DylinkSection(
    int memorySize,
    int memoryAlignment,
    int tableSize,
    int tableAlignment,
    List<String> needed,
    List<WeakImport> weakImports,
    Set<String> weakExports,
    boolean exportsThreadLocals) {
  private static final int MEMORY_INFO = 1;
  private static final int NEEDED = 2;
  private static final int EXPORT_INFO = 3;
  private static final int IMPORT_INFO = 4;
  private static final int MAX_ALIGNMENT_EXPONENT = 30;

  public DylinkSection {
    needed = List.copyOf(needed);
    weakImports = List.copyOf(weakImports);
    weakExports = Set.copyOf(weakExports);
  }

  /** An import that may stay unresolved. */
  public record WeakImport(String module, String name) {}

  /** The section of a module that has one. */
  public static Optional<DylinkSection> of(WasmBinary module) {
    return module
        .custom("dylink.0")
        .map(DylinkSection::read)
        .or(() -> module.custom("dylink").map(DylinkSection::readOld));
  }

  private static DylinkSection readOld(WasmReader in) {
    int[] info = memoryInfo(in);
    List<String> needed = in.atEnd() ? List.of() : names(in);
    if (!in.atEnd()) {
      throw new MalformedWasmException(
          in.position(), in.remaining() + " bytes too many in section dylink");
    }
    return new DylinkSection(
        info[0], info[1], info[2], info[3], needed, List.of(), Set.of(), false);
  }

  private static DylinkSection read(WasmReader in) {
    int[] info = {0, 1, 0, 1};
    List<String> needed = new ArrayList<>();
    List<WeakImport> weak = new ArrayList<>();
    Set<String> weakExports = new HashSet<>();
    boolean threadLocals = false;
    while (!in.atEnd()) {
      int id = in.u8();
      WasmReader subsection = in.at(in.sized());
      switch (id) {
        case MEMORY_INFO -> info = memoryInfo(subsection);
        case NEEDED -> needed.addAll(names(subsection));
        case EXPORT_INFO -> {
          for (int i = subsection.count(); i > 0; i--) {
            String name = subsection.name();
            int flags = subsection.u32();
            threadLocals |= (flags & Symbol.TLS) != 0;
            if ((flags & Symbol.BINDING_WEAK) != 0) {
              weakExports.add(name);
            }
          }
        }
        case IMPORT_INFO -> {
          for (int i = subsection.count(); i > 0; i--) {
            WeakImport candidate = new WeakImport(subsection.name(), subsection.name());
            if ((subsection.u32() & Symbol.BINDING_WEAK) != 0) {
              weak.add(candidate);
            }
          }
        }
        default -> {} // the run-time path says nothing that linking into one image needs
      }
    }
    return new DylinkSection(
        info[0], info[1], info[2], info[3], needed, weak, weakExports, threadLocals);
  }

  private static int[] memoryInfo(WasmReader in) {
    return new int[] {in.u32(), alignment(in), in.u32(), alignment(in)};
  }

  private static List<String> names(WasmReader in) {
    List<String> names = new ArrayList<>();
    for (int i = in.count(); i > 0; i--) {
      names.add(in.name());
    }
    return names;
  }

  private static int alignment(WasmReader in) {
    int start = in.position();
    int exponent = in.u32();
    if (Integer.compareUnsigned(exponent, MAX_ALIGNMENT_EXPONENT) > 0) {
      throw new MalformedWasmException(start, "alignment 2^" + Integer.toUnsignedString(exponent));
    }
    return 1 << exponent;
  }
}
