package dev.radicchio.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import dev.radicchio.processor.model.FunctionModel;
import dev.radicchio.processor.model.StructReader;
import java.util.List;
import javax.lang.model.util.Elements;

/** Generates the source of a function pointer that has passed its checks. */
public final class FunctionSources {
  private final GeneratedFiles files;
  private final StructReader structs;

  /**
   * @param generator the name that the generated classes give as their origin
   */
  public FunctionSources(Elements elements, StructReader structs, String generator) {
    this.structs = structs;
    this.files = new GeneratedFiles(elements, generator);
  }

  /** The class, in the package of the interface. */
  public JavaFile generate(FunctionModel function) {
    ClassName name = function.type().className();
    return files.of(
        name,
        new FunctionClass(function, name, structs::hasPointers).spec(),
        function.element(),
        List.of());
  }
}
