package dev.radicchio.processor.check;

import com.google.auto.common.MoreElements;
import com.google.auto.common.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Whether a generated class can implement a type. */
final class InterfaceShape {
  private InterfaceShape() {}

  /** What keeps {@code type}, which has {@code annotation}, from being implemented. */
  static List<Diagnostic> check(TypeElement type, String annotation) {
    List<Diagnostic> problems = new ArrayList<>();
    Site site = Site.of(type);
    if (type.getKind() != ElementKind.INTERFACE) {
      problems.add(
          DiagnosticCode.NOT_AN_INTERFACE.at(site, annotation, type.getSimpleName(), kind(type)));
      return problems;
    }
    if (Visibility.effectiveVisibilityOfElement(type) == Visibility.PRIVATE) {
      problems.add(DiagnosticCode.PRIVATE_INTERFACE.at(site, type.getSimpleName()));
    }
    if (!type.getTypeParameters().isEmpty()) {
      problems.add(
          DiagnosticCode.INTERFACE_TYPE_PARAMETERS.at(site, type.getSimpleName(), annotation));
    }
    if (type.getModifiers().contains(Modifier.SEALED)) {
      problems.add(DiagnosticCode.SEALED_INTERFACE.at(site, type.getSimpleName()));
    }
    return problems;
  }

  /** Whether code in the package of {@code from} may name {@code type}. */
  static boolean isAccessible(TypeElement type, Element from) {
    return switch (Visibility.effectiveVisibilityOfElement(type)) {
      case PUBLIC -> true;
      case PROTECTED, DEFAULT ->
          MoreElements.getPackage(type).equals(MoreElements.getPackage(from));
      case PRIVATE -> false;
    };
  }

  private static String kind(TypeElement type) {
    return switch (type.getKind()) {
      case ANNOTATION_TYPE -> "an annotation";
      case ENUM -> "an enum";
      default -> "a " + type.getKind().name().toLowerCase(Locale.ROOT);
    };
  }
}
