package dev.radicchio.processor.check;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import dev.radicchio.annotations.CString;
import dev.radicchio.annotations.Utf8;
import dev.radicchio.processor.model.HostReader;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Checks the declaration of a method that guests export or import: whether its types can pass. */
final class SignatureCheck {
  private static final String TYPES =
      "int, boolean, long, float or double (an address in the memory is an int), a String with"
          + " @Utf8 or @CString, byte[], ByteBuffer, Slice, or a @WasmStruct or @WasmFunction"
          + " interface";

  private static final Set<String> UNCHECKED =
      Set.of(RuntimeException.class.getName(), Error.class.getName());

  private static final String HOW_TO_PASS =
      ", and nothing says how it is passed; put @Utf8 on it (address and length) or @CString"
          + " (address of bytes with a NUL behind them)";

  private final MethodModel method;
  private final Use use;
  private final List<Diagnostic> problems;

  /** What a method is. */
  private enum Use {
    EXPORT,
    IMPORT,
    /** Java and guests call it. */
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
      report(" has type parameters, and a Wasm function has none; remove them");
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
    String found =
        method.signature()
            + " takes "
            + MethodModel.typeName(parameter.type())
            + " "
            + parameter.name();
    Optional<String> encodings = encodings(parameter.element(), parameter.type());
    if (encodings.isPresent()) {
      problems.add(Diagnostic.error(site(parameter), found + encodings.get()));
    } else if (parameter.passed().isEmpty()) {
      problems.add(
          Diagnostic.error(
              site(parameter),
              found
                  + (isString(parameter.type())
                      ? HOW_TO_PASS
                      : use == Use.IMPORT && HostReader.isCaller(parameter.type())
                          ? ", which has to be the first parameter; move it there"
                          : ", which no Wasm type stands for; take " + TYPES)));
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
    String found = " returns " + MethodModel.typeName(method.returnType());
    if (use.returnsToGuest() && isString(method.returnType())) {
      report(found + toBeFreed());
      return;
    }
    Optional<String> encodings = encodings(method.element(), method.returnType());
    if (encodings.isPresent()) {
      report(found + encodings.get());
    } else if (result instanceof ResultModel.Unsupported) {
      report(
          found
              + (isString(method.returnType())
                  ? HOW_TO_PASS
                  : ", which no Wasm type stands for; return " + results()));
    } else if (result instanceof ResultModel.Value value && !isReturned(value.type())) {
      report(
          found
              + (value.type() instanceof PassedType.Function function
                  ? ", which guests could call only for as long as it is lent; return the pointer()"
                      + " of what "
                      + function.type().className().simpleName()
                      + ".lend gave, as an int"
                  : use.returnsToGuest()
                      ? toBeFreed()
                      : ", which would not share its bytes any more once the memory grows; return"
                          + " Slice, which has asByteBuffer()"));
    }
  }

  private String toBeFreed() {
    return ", which would have to be in the memory and be freed by someone; return the address of"
        + " what "
        + (use == Use.IMPORT ? "Caller.heap()" : "the program's heap")
        + " gave, as an int";
  }

  /** What is wrong with how an element says that a string is passed; empty if nothing is. */
  private static Optional<String> encodings(Element element, TypeMirror type) {
    List<String> encodings =
        Stream.of(Utf8.class, CString.class)
            .filter(encoding -> MoreElements.isAnnotationPresent(element, encoding))
            .map(encoding -> "@" + encoding.getSimpleName())
            .toList();
    if (!encodings.isEmpty() && !isString(type)) {
      return Optional.of(
          " with "
              + String.join(" and ", encodings)
              + ", which says how a String is passed; remove it, or make it a String");
    }
    return encodings.size() > 1
        ? Optional.of(
            " with both @Utf8 (address and length) and @CString (address of bytes with a NUL behind"
                + " them); remove one")
        : Optional.empty();
  }

  private String results() {
    return use.returnsToGuest()
        ? "void, int, boolean, long, float, double (an address in the memory is an int), a"
            + " @WasmStruct interface, or a record of numbers for several results"
        : "void, "
            + TYPES.replace("byte[], ByteBuffer, ", "byte[], ")
            + ", or a record of numbers for several results";
  }

  private boolean isReturned(PassedType type) {
    return use.returnsToGuest()
        ? type instanceof ScalarType || type instanceof PassedType.Struct
        : type != PassedType.Memory.BUFFER;
  }

  private static boolean isString(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED && MethodModel.typeName(type).equals("String");
  }

  private void checkRecord(ResultModel.Components result) {
    TypeElement type = result.element();
    if (!type.getTypeParameters().isEmpty()) {
      report(" returns a record with type parameters; use one without");
      return;
    }
    if (!InterfaceShape.isAccessible(type, method.owner())) {
      report(
          " returns record "
              + type.getSimpleName()
              + ", which "
              + method.owner().getSimpleName()
              + " cannot see from its package; make the record "
              + (type.getModifiers().contains(Modifier.PRIVATE)
                  ? "at least package-private"
                  : "public"));
    }
    for (ResultModel.Component component : result.components()) {
      if (component.scalar().isEmpty()) {
        report(
            " returns record "
                + type.getSimpleName()
                + ", whose component "
                + MethodModel.typeName(component.type())
                + " "
                + component.name()
                + " no Wasm type stands for; use int, boolean, long, float or double");
      }
    }
  }

  private void checkThrown() {
    for (TypeMirror thrown : method.element().getThrownTypes()) {
      if (isUnchecked(thrown)) {
        continue;
      }
      report(
          " throws "
              + MethodModel.typeName(thrown)
              + ", and a guest can neither catch it nor declare it; throw unchecked exceptions,"
              + " which reach the Java code that called the guest");
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

  private void report(String what) {
    problems.add(Diagnostic.error(Site.of(method), method.signature() + what));
  }
}
