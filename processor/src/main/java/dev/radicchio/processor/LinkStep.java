package dev.radicchio.processor;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import dev.radicchio.annotations.Link;
import dev.radicchio.annotations.Links;
import dev.radicchio.annotations.WasmModule;
import dev.radicchio.processor.check.DiagnosticCode;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.Site;
import dev.radicchio.processor.model.SharedModel;
import java.lang.annotation.Annotation;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * Finds {@code @Link} where it means nothing. Methods that look like accessors may have it in any
 * interface that describes no module, for programs inherit such methods; whether one is an accessor
 * of an instance, the program knows.
 */
final class LinkStep extends ElementStep {
  private final Class<? extends Annotation> annotation;
  private final DiagnosticReporter reporter;

  private LinkStep(Class<? extends Annotation> annotation, DiagnosticReporter reporter) {
    super(annotation, reporter);
    this.annotation = annotation;
    this.reporter = reporter;
  }

  static LinkStep ofOne(DiagnosticReporter reporter) {
    return new LinkStep(Link.class, reporter);
  }

  static LinkStep ofSeveral(DiagnosticReporter reporter) {
    return new LinkStep(Links.class, reporter);
  }

  @Override
  void process(Element method) {
    if (!mayBeAccessor(MoreElements.asExecutable(method))) {
      reporter.report(
          DiagnosticCode.MISPLACED_ANNOTATION.at(
              new Site(method, MoreElements.getAnnotationMirror(method, annotation).get(), null),
              "Link",
              "an accessor of a @SharedMemory interface",
              method.getSimpleName()));
    }
  }

  private static boolean mayBeAccessor(ExecutableElement method) {
    TypeElement owner = MoreElements.asType(method.getEnclosingElement());
    return owner.getKind() == ElementKind.INTERFACE
        && !MoreElements.isAnnotationPresent(owner, WasmModule.class)
        && method.getModifiers().contains(Modifier.ABSTRACT)
        && method.getParameters().isEmpty()
        && mayBeInstance(method.getReturnType());
  }

  /** A type variable may stand for a module interface; a missing type is reported by javac. */
  private static boolean mayBeInstance(TypeMirror type) {
    return switch (type.getKind()) {
      case TYPEVAR, ERROR -> true;
      case DECLARED -> {
        TypeElement declared = MoreTypes.asTypeElement(type);
        // On the accessor of what instances share it is reported for the program.
        yield declared.getKind() == ElementKind.INTERFACE
            || SharedModel.Kind.of(declared).isPresent();
      }
      default -> false;
    };
  }
}
