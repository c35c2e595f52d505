package dev.radicchio.processor.compile;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.ByteClassCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.compiler.internal.CompilerResult;
import com.dylibso.chicory.wasm.WasmModule;
import com.palantir.javapoet.ClassName;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.Image;
import dev.radicchio.link.ImageFile;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compiles images. */
public final class ImageCompiler {
  private ImageCompiler() {}

  /**
   * Compiles an image.
   *
   * @param machine the class that is to run it; the names of others begin with its
   * @throws RuntimeException if Chicory 1.7.5 cannot compile it, though it is valid
   */
  public static CompiledImage compile(Image image, ClassName machine) {
    Image.Form form = image.compilable();
    WasmModule module = form.module();
    CompilerResult result =
        Compiler.builder(module)
            .withClassName(machine.canonicalName())
            .withClassCollectorFactory(ByteClassCollector::new)
            .withInterpreterFallback(InterpreterFallback.SILENT)
            .build()
            .compile();
    List<String> interpreted =
        result.interpretedFunctions().stream()
            .sorted()
            .map(module.nameSection()::nameOfFunction)
            .toList();
    SortedMap<String, byte[]> classes = new TreeMap<>();
    // Chicory has some of the names with slashes.
    result.classBytes().forEach((name, file) -> classes.put(name.replace('/', '.'), file));
    return new CompiledImage(
        machine,
        WasmBinary.read(form.bytes()),
        classes,
        ImageFile.write(form.bytes(), image.layout(), result.interpretedFunctions()),
        interpreted);
  }
}
