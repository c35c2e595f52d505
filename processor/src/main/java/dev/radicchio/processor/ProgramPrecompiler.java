package dev.radicchio.processor;

import com.google.auto.common.MoreElements;
import com.palantir.javapoet.ClassName;
import dev.radicchio.engine.Engine;
import dev.radicchio.engine.ValidImage;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.processor.check.CheckedProgram;
import dev.radicchio.processor.check.Diagnostic;
import dev.radicchio.processor.check.DiagnosticCode;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.EngineProblems;
import dev.radicchio.processor.check.Site;
import dev.radicchio.processor.compile.CompiledImage;
import dev.radicchio.processor.model.EngineModel;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** Compiles programs to bytecode, if that is wanted, and writes their class files and images. */
final class ProgramPrecompiler {
  private final boolean all;
  private final boolean eclipse;
  private final SourceWriter writer;
  private final DiagnosticReporter reporter;

  /**
   * @param all whether also those that do not ask for it
   * @param eclipse whether the compiler is Eclipse's, which does not find class files that are
   *     written while it compiles
   */
  ProgramPrecompiler(
      boolean all, boolean eclipse, SourceWriter writer, DiagnosticReporter reporter) {
    this.all = all;
    this.eclipse = eclipse;
    this.writer = writer;
    this.reporter = reporter;
  }

  /**
   * Compiles a program.
   *
   * @param origins the interfaces that the program was made from, its own first
   * @return empty if it is not to be compiled, or cannot be, which is reported
   */
  Optional<CompiledImage> compile(
      CheckedProgram program, ValidImage image, List<TypeElement> origins) {
    TypeElement element = program.program().element();
    if (!all && !program.program().precompile()) {
      return Optional.empty();
    }
    if (eclipse) {
      reporter.report(
          DiagnosticCode.NOT_COMPILED_BY_ECLIPSE.at(Site.of(element), element.getSimpleName()));
      return Optional.empty();
    }
    EngineModel engine = program.program().engine();
    if (Engine.find(engine.engine().id()).filter(Engine::canCompile).isEmpty()) {
      reporter.report(EngineProblems.compilerNotThere(program.program()));
      return Optional.empty();
    }
    if (!engine.isVisible()) {
      reporter.report(
          EngineProblems.notVisible(program.program(), program.program().machineName()));
      return Optional.empty();
    }
    String packageName = MoreElements.getPackage(element).getQualifiedName().toString();
    ClassName machine = ClassName.get(packageName, program.program().machineName());
    CompiledImage compiled;
    try {
      compiled = CompiledImage.of(image, machine);
    } catch (LinkException e) {
      e.problems().forEach(problem -> reporter.report(Diagnostic.of(Site.of(element), problem)));
      return Optional.empty();
    } catch (RuntimeException e) {
      reporter.report(DiagnosticCode.NOT_COMPILED.at(Site.of(element), String.valueOf(e)));
      return Optional.empty();
    }
    for (String function : compiled.interpreted()) {
      reporter.report(DiagnosticCode.FUNCTION_INTERPRETED.at(site(program, function), function));
    }
    compiled.classes().forEach((name, bytes) -> writer.writeClass(name, bytes, origins));
    String imageName = program.program().imageName();
    writer.writeResource(packageName, imageName, compiled.file(), origins);
    String linked = machine.peerClass(program.program().linkedName()).canonicalName();
    writer.writeResource(
        "",
        "META-INF/native-image/" + linked + "/resource-config.json",
        NativeImage.resource(packageName, imageName),
        origins);
    return Optional.of(compiled);
  }

  private static Site site(CheckedProgram program, String function) {
    TypeElement element = program.program().element();
    return program.program().instances().stream()
        .filter(instance -> instance.name().equals(ImageNaming.instanceOf(function)))
        .findFirst()
        .map(instance -> Site.ofMember(instance.element(), element))
        .orElse(Site.of(element));
  }
}
