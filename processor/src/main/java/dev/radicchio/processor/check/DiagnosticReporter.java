package dev.radicchio.processor.check;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.MoreElements;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Hands diagnostics to the compiler, each once, with its code.
 *
 * <p>A warning is left out where {@code @SuppressWarnings} on its element, or on one that encloses
 * that, names its code; otherwise the option decides. That annotation is not kept in class files,
 * so it counts only where its source is compiled.
 */
public final class DiagnosticReporter {
  private final Messager messager;
  private final WarningLevels levels;
  private final Set<Diagnostic> reported = new HashSet<>();

  public DiagnosticReporter(Messager messager, WarningLevels levels) {
    this.messager = messager;
    this.levels = levels;
    levels.problems().forEach(problem -> messager.printMessage(Kind.ERROR, problem));
  }

  public void report(List<Diagnostic> diagnostics) {
    diagnostics.forEach(this::report);
  }

  public void report(Diagnostic diagnostic) {
    if (!reported.add(diagnostic)) {
      return;
    }
    if (diagnostic.isError()) {
      print(Kind.ERROR, diagnostic);
    } else if (!isSuppressed(diagnostic.code(), diagnostic.site().element())) {
      switch (levels.of(diagnostic.code())) {
        case OFF -> {}
        case WARNING -> print(diagnostic.kind(), diagnostic);
        case ERROR -> print(Kind.ERROR, diagnostic);
      }
    }
  }

  private void print(Kind kind, Diagnostic diagnostic) {
    String code = diagnostic.code();
    Site site = diagnostic.site();
    messager.printMessage(
        kind,
        code == null ? diagnostic.message() : diagnostic.message() + " (" + code + ")",
        site.element(),
        site.annotation(),
        site.value());
  }

  private static boolean isSuppressed(@Nullable String code, Element element) {
    if (code == null) {
      return false;
    }
    for (Element at = element; at != null; at = at.getEnclosingElement()) {
      AnnotationMirror suppression =
          MoreElements.getAnnotationMirror(at, SuppressWarnings.class).orNull();
      if (suppression != null && names(suppression, code)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a code is named; in code that does not compile, a value may be no string. */
  private static boolean names(AnnotationMirror suppression, String code) {
    return AnnotationMirrors.getAnnotationValue(suppression, "value").getValue()
            instanceof List<?> values
        && values.stream()
            .anyMatch(
                value -> value instanceof AnnotationValue name && code.equals(name.getValue()));
  }
}
