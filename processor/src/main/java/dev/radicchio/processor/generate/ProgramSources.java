package dev.radicchio.processor.generate;

import com.google.auto.common.MoreElements;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.radicchio.processor.check.CheckedProgram;
import dev.radicchio.processor.compile.CompiledImage;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Generates the sources of a program that has passed its checks. */
public final class ProgramSources {
  private final Elements elements;
  private final Types types;
  private final GeneratedFiles files;

  /**
   * @param generator the name that the generated classes give as their origin
   */
  public ProgramSources(Elements elements, Types types, String generator) {
    this.elements = elements;
    this.types = types;
    this.files = new GeneratedFiles(elements, generator);
  }

  /**
   * The program's class and its layout's, both in the package of the program.
   *
   * @param compiled the program's image, if it is not to be linked at run time
   */
  public List<JavaFile> generate(
      CheckedProgram program, CheckedProgram.Linked linked, Optional<CompiledImage> compiled) {
    TypeElement element = program.program().element();
    String packageName = MoreElements.getPackage(element).getQualifiedName().toString();
    ClassName linkedName = ClassName.get(packageName, program.program().linkedName());
    ClassName layoutName = ClassName.get(packageName, program.program().layoutName());
    return List.of(
        file(
            program,
            linkedName,
            new LinkedClass(
                    program, linked, linkedName, layoutName, compiled.orElse(null), elements, types)
                .spec()),
        file(program, layoutName, new LayoutClass(program, linked.layout(), layoutName).spec()));
  }

  private JavaFile file(CheckedProgram program, ClassName name, TypeSpec.Builder type) {
    List<TypeElement> modules =
        program.instances().stream()
            .map(instance -> instance.module().module().element())
            .distinct()
            .toList();
    return files.of(name, type, program.program().element(), modules);
  }
}
