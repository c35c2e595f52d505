package dev.radicchio.processor.compile;

import com.palantir.javapoet.ClassName;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An image as bytecode: a class that runs it, and classes with a static method for each function.
 */
public final class CompiledImage {
  /** How many functions Chicory 1.7.5 puts into a class, unless they are too large for one. */
  private static final int FUNCTIONS_OF_CLASS = 1024 * 12;

  /** Of the parameters of a method, which are 255 at most, the memory and the instance take two. */
  private static final int MOST_SLOTS = 253;

  private final ClassName machine;
  private final SortedMap<String, byte[]> classes;
  private final byte[] file;
  private final List<String> interpreted;
  private final Map<String, Integer> exports = new HashMap<>();
  private final boolean collectsGarbage;
  private final int functionsOfClass;

  CompiledImage(
      ClassName machine,
      WasmBinary image,
      SortedMap<String, byte[]> classes,
      byte[] file,
      List<String> interpreted) {
    this.machine = machine;
    this.classes = Collections.unmodifiableSortedMap(classes);
    this.file = file;
    this.interpreted = List.copyOf(interpreted);
    for (Export export : image.exports()) {
      if (export.kind() == ExternType.Kind.FUNCTION) {
        exports.put(export.name(), export.index());
      }
    }
    this.collectsGarbage = hasStructsOrArrays(image) || makesReferencesOfNumbers(image);
    this.functionsOfClass = functionsOfClass(image.functions().size());
  }

  private static boolean hasStructsOrArrays(WasmBinary image) {
    for (int type = 0; type < image.types().size(); type++) {
      if (image.types().function(type) == null) {
        return true;
      }
    }
    return false;
  }

  /** Chicory 1.7.5 keeps {@code i31} references among its objects. */
  private static boolean makesReferencesOfNumbers(WasmBinary image) {
    return image.bodies().stream()
        .anyMatch(
            body ->
                InstructionWalker.anyInstruction(
                    image.reader(body), opcode -> opcode == Opcode.REF_I31));
  }

  /** It is halved until no class is too large; how often, the number of classes tells. */
  private int functionsOfClass(int functions) {
    String prefix = machine.canonicalName() + "FuncGroup_";
    long groups = classes.keySet().stream().filter(name -> name.startsWith(prefix)).count();
    int each = FUNCTIONS_OF_CLASS;
    while ((functions + each - 1) / each < groups) {
      each /= 2;
    }
    return each;
  }

  /** The class that runs the image; it takes what Chicory makes of it. */
  public ClassName machine() {
    return machine;
  }

  /** The class files by binary names. */
  public SortedMap<String, byte[]> classes() {
    return classes;
  }

  /** The rest of the image; see {@link dev.radicchio.link.ImageFile}. */
  public byte[] file() {
    return file;
  }

  /** The names of functions that are too large for a method and so are interpreted. */
  public List<String> interpreted() {
    return interpreted;
  }

  /**
   * The static method of an exported function. It takes numbers as Java's types, then the memory
   * and the instance; and it returns nothing, a number, or the bits of several.
   *
   * @param owner its class
   * @param name its name
   */
  public record Method(ClassName owner, String name) {}

  /**
   * The method of the function that is exported under a name; empty if it cannot be called as it
   * is: with parameters that are too many, or in a program whose garbage Chicory collects where it
   * is called from outside.
   */
  public Optional<Method> method(String export, FunctionType type) {
    Integer function = exports.get(export);
    int slots = type.params().stream().mapToInt(CompiledImage::slots).sum();
    if (function == null || collectsGarbage || slots > MOST_SLOTS) {
      return Optional.empty();
    }
    String owner = machine.simpleName() + "FuncGroup_" + function / functionsOfClass;
    return Optional.of(new Method(machine.peerClass(owner), "func_" + function));
  }

  private static int slots(ValType type) {
    return type.equals(ValType.I64) || type.equals(ValType.F64) ? 2 : 1;
  }
}
