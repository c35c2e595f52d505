package dev.radicchio.processor;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.Owned;
import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.annotations.WasmExport;
import dev.radicchio.annotations.WasmFunction;
import dev.radicchio.annotations.WasmHost;
import dev.radicchio.annotations.WasmImport;
import dev.radicchio.annotations.WasmModule;
import dev.radicchio.annotations.WasmStruct;
import dev.radicchio.processor.check.DiagnosticCode;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.Site;
import dev.radicchio.processor.model.PassedType;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/**
 * Finds an annotation of methods, or of their parameters, where it means nothing. An abstract
 * method of an interface that describes nothing else may have it, for interfaces that describe
 * something inherit such methods.
 */
final class PlacementStep extends ElementStep {
  private static final List<Class<? extends Annotation>> DESCRIPTIONS =
      List.of(
          WasmModule.class,
          WasmHost.class,
          WasmFunction.class,
          WasmStruct.class,
          SharedMemory.class);

  private final Class<? extends Annotation> annotation;
  private final List<Class<? extends Annotation>> owners;
  private final String place;
  private final DiagnosticReporter reporter;

  private PlacementStep(
      Class<? extends Annotation> annotation,
      List<Class<? extends Annotation>> owners,
      String place,
      DiagnosticReporter reporter) {
    super(annotation, reporter);
    this.annotation = annotation;
    this.owners = owners;
    this.place = place;
    this.reporter = reporter;
  }

  static PlacementStep ofExport(DiagnosticReporter reporter) {
    return new PlacementStep(
        WasmExport.class,
        List.of(WasmModule.class),
        "an abstract method of a @WasmModule interface",
        reporter);
  }

  static PlacementStep ofImport(DiagnosticReporter reporter) {
    return new PlacementStep(
        WasmImport.class,
        List.of(WasmHost.class),
        "an abstract method of a @WasmHost interface",
        reporter);
  }

  /** One for each annotation that says how a string is passed. */
  static Stream<PlacementStep> ofTexts(DiagnosticReporter reporter) {
    return PassedType.Memory.texts().map(text -> ofText(text.encoding(), reporter));
  }

  private static PlacementStep ofText(
      Class<? extends Annotation> annotation, DiagnosticReporter reporter) {
    return new PlacementStep(
        annotation,
        List.of(WasmModule.class, WasmHost.class, WasmFunction.class),
        "a String of an abstract method of a @WasmModule, @WasmHost or @WasmFunction interface",
        reporter);
  }

  static PlacementStep ofOwned(DiagnosticReporter reporter) {
    return new PlacementStep(
        Owned.class,
        List.of(WasmModule.class),
        "bytes of an abstract method of a @WasmModule interface",
        reporter);
  }

  @Override
  void process(Element element) {
    ExecutableElement method =
        MoreElements.asExecutable(
            element instanceof VariableElement
                ? Objects.requireNonNull(element.getEnclosingElement())
                : element);
    TypeElement owner = MoreElements.asType(method.getEnclosingElement());
    if (!mayHaveIt(owner, method) && !isOfComponent(owner, method)) {
      AnnotationMirror mirror = MoreElements.getAnnotationMirror(element, annotation).get();
      reporter.report(
          DiagnosticCode.MISPLACED_ANNOTATION.at(
              new Site(element, mirror, null),
              annotation.getSimpleName(),
              place,
              (method.getKind() == ElementKind.CONSTRUCTOR ? owner : method).getSimpleName()));
    }
  }

  private boolean mayHaveIt(TypeElement owner, Element method) {
    return owner.getKind() == ElementKind.INTERFACE
        && method.getModifiers().contains(Modifier.ABSTRACT)
        && (isAny(owner, owners) || !isAny(owner, DESCRIPTIONS));
  }

  private static boolean isAny(TypeElement owner, List<Class<? extends Annotation>> annotations) {
    return annotations.stream().anyMatch(one -> MoreElements.isAnnotationPresent(owner, one));
  }

  /** A record's accessor has it from the component, as has the constructor's parameter. */
  private static boolean isOfComponent(TypeElement owner, Element method) {
    return owner.getRecordComponents().stream()
        .map(RecordComponentElement::getAccessor)
        .anyMatch(method::equals);
  }
}
