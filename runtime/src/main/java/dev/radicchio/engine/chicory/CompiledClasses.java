package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.engine.CompiledImage;
import dev.radicchio.engine.Shortcoming;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** What Chicory's compiler makes of an image. Its methods take the memory and the instance last. */
final class CompiledClasses implements CompiledImage {
  /** Of the parameters of a method, which are 255 at most, the memory and the instance take two. */
  private static final int MOST_SLOTS = 253;

  private final String machine;
  private final SortedMap<String, byte[]> classes;
  private final byte[] file;
  private final List<String> interpreted;
  private final Map<String, Integer> exports = new HashMap<>();
  private final boolean collectsGarbage;
  private final int functionsOfClass;

  /** Functions that leave a tail call to be made by who calls them, which a stub does not. */
  private final BitSet tailCalling = new BitSet();

  CompiledClasses(
      String machine,
      WasmBinary image,
      WasmModule module,
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
    this.collectsGarbage = GarbageCollection.isNeeded(module);
    long groups =
        classes.keySet().stream().filter(name -> CompiledNames.isGroup(machine, name)).count();
    this.functionsOfClass = CompiledNames.functionsOfClass(image.functions().size(), groups);
    if (!EngineVersion.has(Shortcoming.TAIL_CALLS)) {
      findTailCalling(image);
    }
  }

  private void findTailCalling(WasmBinary image) {
    int function = image.imported(ExternType.Kind.FUNCTION);
    for (Span body : image.bodies()) {
      tailCalling.set(
          function++, InstructionWalker.anyInstruction(image.reader(body), Opcode::isReturnCall));
    }
  }

  @Override
  public SortedMap<String, byte[]> classes() {
    return classes;
  }

  @Override
  public byte[] file() {
    return file;
  }

  @Override
  public Linkage linkage() {
    return new Linkage(
        Precompiled.class.getName(),
        DirectCalls.class.getName(),
        Machine.class.getName(),
        Instance.class.getName());
  }

  @Override
  public List<String> interpreted() {
    return interpreted;
  }

  /**
   * Empty for functions with parameters that are too many, for those that leave a tail call to
   * their caller, and in a program whose garbage Chicory collects where it is called from outside.
   */
  @Override
  public Optional<Method> method(String export, FunctionType type) {
    Integer function = exports.get(export);
    int slots = type.params().stream().mapToInt(CompiledClasses::slots).sum();
    if (function == null || collectsGarbage || slots > MOST_SLOTS || tailCalling.get(function)) {
      return Optional.empty();
    }
    String owner = CompiledNames.group(machine, function / functionsOfClass);
    return Optional.of(
        new Method(owner.substring(owner.lastIndexOf('.') + 1), CompiledNames.method(function)));
  }

  private static int slots(ValType type) {
    return type.equals(ValType.I64) || type.equals(ValType.F64) ? 2 : 1;
  }
}
