package dev.radicchio.engine.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.ByteClassCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.compiler.internal.CompilerResult;
import com.dylibso.chicory.wasm.WasmModule;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.engine.CompiledImage;
import dev.radicchio.link.ImageFile;
import dev.radicchio.link.plan.Layout;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compiles images ahead of time. */
final class ImageCompiler {
  private ImageCompiler() {}

  /**
   * Compiles an image.
   *
   * @param form its form for the compiler
   * @param machine the class that is to run it; the names of others begin with its
   * @throws RuntimeException if Chicory 1.7.5 cannot compile it, though it is valid
   */
  static CompiledImage compile(ImageForm form, Layout layout, String machine) {
    WasmModule module = form.module();
    Compiler compiler =
        Compiler.builder(module)
            .withClassName(machine)
            .withClassCollectorFactory(ByteClassCollector::new)
            .withInterpreterFallback(InterpreterFallback.SILENT)
            .build();
    CompilerResult result = DeepStack.call(compiler::compile);
    List<String> interpreted =
        result.interpretedFunctions().stream()
            .sorted()
            .map(module.nameSection()::nameOfFunction)
            .toList();
    SortedMap<String, byte[]> classes = new TreeMap<>();
    // Chicory has some of the names with slashes.
    result.classBytes().forEach((name, file) -> classes.put(name.replace('/', '.'), file));
    WasmBinary binary = WasmBinary.read(form.bytes());
    byte[] file = ImageFile.write(binary, layout, kept(binary, result.interpretedFunctions()));
    return new CompiledClasses(
        machine, binary, module, classes, GarbageCollection.mark(file, module), interpreted);
  }

  /**
   * The functions whose code the interpreter needs. It goes on with functions that are compiled
   * where Chicory 1.7.5's comes to a tail call or the call of a reference, and then needs the code
   * of any function.
   */
  private static Set<Integer> kept(WasmBinary image, Set<Integer> interpreted) {
    int imported = image.imported(ExternType.Kind.FUNCTION);
    boolean interpretsCallees =
        interpreted.stream()
            .map(function -> image.bodies().get(function - imported))
            .anyMatch(
                body ->
                    InstructionWalker.anyInstruction(
                        image.reader(body),
                        opcode -> Opcode.isReturnCall(opcode) || opcode == Opcode.CALL_REF));
    if (!interpretsCallees) {
      return interpreted;
    }
    Set<Integer> all = new TreeSet<>();
    for (int function = imported; function < image.functions().size(); function++) {
      all.add(function);
    }
    return all;
  }
}
