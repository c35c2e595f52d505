package dev.radicchio.processor.check;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import dev.radicchio.annotations.Pointer;
import dev.radicchio.processor.model.HostReader;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ResultModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Checks the declaration of a method that guests export or import: whether its types can pass. */
final class SignatureCheck {
  private static final Set<String> UNCHECKED =
      Set.of(RuntimeException.class.getName(), Error.class.getName());

  private final MethodModel method;
  private final Use use;
  private final List<Diagnostic> problems;

  /** Who calls a method, and whose it is. */
  private enum Use {
    /** Java calls a guest's function. */
    EXPORT,
    /** Guests call a host's method. */
    IMPORT,
    /** Both call what a function pointer points to. */
    FUNCTION;

    boolean returnsToGuest() {
      return this != EXPORT;
    }
  }

  private SignatureCheck(MethodModel method, Use use, List<Diagnostic> problems) {
    this.method = method;
    this.use = use;
    this.problems = problems;
  }

  /** Checks a method of a module. */
  static void ofExport(MethodModel method, List<Diagnostic> problems) {
    new SignatureCheck(method, Use.EXPORT, problems).check();
  }

  /** Checks a method of a host. */
  static void ofImport(MethodModel method, List<Diagnostic> problems) {
    new SignatureCheck(method, Use.IMPORT, problems).check();
  }

  /** Checks the method that a function pointer stands for. */
  static void ofFunction(MethodModel method, List<Diagnostic> problems) {
    new SignatureCheck(method, Use.FUNCTION, problems).check();
  }

  private void check() {
    if (!method.element().getTypeParameters().isEmpty()) {
      report(DiagnosticCode.METHOD_TYPE_PARAMETERS, method.signature());
      return;
    }
    Set<String> inherited = new HashSet<>();
    for (ParameterModel parameter : method.parameters()) {
      // All parameters of an inherited method are reported at one place.
      if (method.isDeclaredByOwner() || inherited.add(parameter.type().toString())) {
        checkParameter(parameter);
      }
    }
    checkResult();
    if (use.returnsToGuest()) {
      checkThrown();
    }
  }

  private void checkParameter(ParameterModel parameter) {
    Site site = site(parameter);
    String type = MethodModel.typeName(parameter.type());
    boolean isPassed = parameter.passed().isPresent();
    boolean hasProblem =
        checkEncoding(
            site,
            method.signature() + " takes " + type + " " + parameter.name(),
            parameter.element(),
            parameter.type(),
            isPassed);
    if (!hasProblem && !isPassed) {
      DiagnosticCode code =
          use == Use.IMPORT && HostReader.isCaller(parameter.type())
              ? DiagnosticCode.CALLER_NOT_FIRST
              : DiagnosticCode.PARAMETER_TYPE;
      problems.add(code.at(site, method.signature(), type, parameter.name()));
    } else if (parameter.isOwned() && parameter.passed().filter(PassedType::isCopied).isEmpty()) {
      problems.add(
          DiagnosticCode.OWNED_IS_NOT_COPIED.at(
              site,
              method.signature() + " takes " + type + " " + parameter.name(),
              "take a String, byte[] or ByteBuffer"));
    }
  }

  private Site site(ParameterModel parameter) {
    return method.isDeclaredByOwner() ? Site.of(parameter.element()) : Site.of(method);
  }

  private void checkResult() {
    ResultModel result = method.result();
    if (result instanceof ResultModel.Components components) {
      checkRecord(components);
    }
    String type = MethodModel.typeName(method.returnType());
    if (use.returnsToGuest() && isString(method.returnType())) {
      reportToBeFreed(type);
      return;
    }
    boolean isUnsupported = result instanceof ResultModel.Unsupported;
    boolean hasProblem =
        checkEncoding(
            Site.of(method),
            method.signature() + " returns " + type,
            method.element(),
            method.returnType(),
            !isUnsupported);
    if (hasProblem) {
      return;
    }
    if (method.isResultOwned() && !isUnsupported && !isCopied(result)) {
      report(
          DiagnosticCode.OWNED_IS_NOT_COPIED,
          method.signature() + " returns " + type,
          "return a String or byte[]");
    }
    if (isUnsupported) {
      report(
          use.returnsToGuest() ? DiagnosticCode.RESULT_TYPE_TO_GUEST : DiagnosticCode.RESULT_TYPE,
          method.signature(),
          type);
    } else if (result instanceof ResultModel.Value value) {
      checkReturned(value.type(), type);
    }
  }

  private static boolean isCopied(ResultModel result) {
    return result instanceof ResultModel.Value value && value.type().isCopied();
  }

  private void checkReturned(PassedType passed, String type) {
    switch (use.returnsToGuest() ? passed.toGuest() : passed.toJava()) {
      case YES -> {}
      case TO_BE_FREED -> reportToBeFreed(type);
      case LENT ->
          report(
              DiagnosticCode.RESULT_IS_LENT,
              method.signature(),
              type,
              ((PassedType.FunctionPointer) passed).type().className().simpleName());
      case NOT_SHARED -> report(DiagnosticCode.RESULT_NOT_SHARED, method.signature(), type);
    }
  }

  private void reportToBeFreed(String type) {
    report(
        DiagnosticCode.RESULT_TO_BE_FREED,
        method.signature(),
        type,
        use == Use.IMPORT ? "Caller.heap()" : "the program's heap");
  }

  /**
   * Checks how an element says that a string or an address is passed.
   *
   * @param found the method, and what it takes or returns
   * @param isPassed whether it is known how
   * @return whether there is a problem
   */
  private boolean checkEncoding(
      Site site, String found, Element element, TypeMirror type, boolean isPassed) {
    if (MoreElements.isAnnotationPresent(element, Pointer.class)
        && type.getKind() != TypeKind.INT) {
      problems.add(DiagnosticCode.POINTER_TO_NOTHING.at(site, found));
      return true;
    }
    List<String> encodings =
        PassedType.Memory.texts()
            .map(PassedType.Memory::encoding)
            .filter(encoding -> MoreElements.isAnnotationPresent(element, encoding))
            .map(encoding -> "@" + encoding.getSimpleName())
            .toList();
    if (!encodings.isEmpty() && !isString(type)) {
      problems.add(
          DiagnosticCode.ENCODING_OF_NO_STRING.at(site, found, String.join(" and ", encodings)));
      return true;
    }
    if (encodings.size() > 1) {
      problems.add(DiagnosticCode.TWO_ENCODINGS.at(site, found));
      return true;
    }
    if (!isPassed && isString(type)) {
      problems.add(DiagnosticCode.STRING_WITHOUT_ENCODING.at(site, found));
      return true;
    }
    return false;
  }

  private static boolean isString(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED && MoreTypes.isTypeOf(String.class, type);
  }

  private void checkRecord(ResultModel.Components result) {
    TypeElement type = result.element();
    if (!type.getTypeParameters().isEmpty()) {
      report(DiagnosticCode.RECORD_TYPE_PARAMETERS, method.signature());
      return;
    }
    if (!InterfaceShape.isAccessible(type, method.owner())) {
      report(
          DiagnosticCode.RECORD_NOT_VISIBLE,
          method.signature(),
          type.getSimpleName(),
          method.owner().getSimpleName(),
          type.getModifiers().contains(Modifier.PRIVATE) ? "at least package-private" : "public");
    }
    for (ResultModel.Component component : result.components()) {
      if (component.scalar().isEmpty()) {
        report(
            DiagnosticCode.RECORD_COMPONENT_TYPE,
            method.signature(),
            type.getSimpleName(),
            MethodModel.typeName(component.type()),
            component.name());
      } else if (component.type().getKind() != TypeKind.INT
          && MoreElements.isAnnotationPresent(component.element(), Pointer.class)) {
        report(
            DiagnosticCode.POINTER_TO_NOTHING,
            method.signature()
                + " returns "
                + MethodModel.typeName(component.type())
                + " "
                + component.name());
      }
    }
  }

  private void checkThrown() {
    for (TypeMirror thrown : method.element().getThrownTypes()) {
      if (isUnchecked(thrown)) {
        continue;
      }
      report(DiagnosticCode.CHECKED_EXCEPTION, method.signature(), MethodModel.typeName(thrown));
    }
  }

  private static boolean isUnchecked(TypeMirror thrown) {
    TypeMirror type = thrown;
    while (type.getKind() == TypeKind.DECLARED) {
      TypeElement element = MoreTypes.asTypeElement(type);
      if (UNCHECKED.contains(element.getQualifiedName().toString())) {
        return true;
      }
      type = element.getSuperclass();
    }
    return false;
  }

  private void report(DiagnosticCode code, Object... arguments) {
    problems.add(code.at(Site.of(method), arguments));
  }
}
