package dev.radicchio.processor.check;

import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import java.util.List;
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

  private final MethodModel method;
  private final boolean returnsToGuest;
  private final List<Diagnostic> problems;

  private SignatureCheck(MethodModel method, boolean returnsToGuest, List<Diagnostic> problems) {
    this.method = method;
    this.returnsToGuest = returnsToGuest;
    this.problems = problems;
  }

  /** Checks a method that Java calls. */
  static void ofExport(MethodModel method, List<Diagnostic> problems) {
    new SignatureCheck(method, false, problems).check();
  }

  /** Checks a method that guests call. */
  static void ofImport(MethodModel method, List<Diagnostic> problems) {
    SignatureCheck check = new SignatureCheck(method, true, problems);
    check.check();
    check.checkThrown();
  }

  private void check() {
    if (!method.element().getTypeParameters().isEmpty()) {
      report(" has type parameters, and a Wasm function has none; remove them");
      return;
    }
    for (ParameterModel parameter : method.parameters()) {
      if (parameter.passed().isEmpty()) {
        problems.add(
            Diagnostic.error(
                method.isDeclaredByOwner() ? Site.of(parameter.element()) : Site.of(method),
                method.signature()
                    + " takes "
                    + MethodModel.typeName(parameter.type())
                    + " "
                    + parameter.name()
                    + (isString(parameter.type())
                        ? howToPass()
                        : ", which no Wasm type stands for; take " + TYPES)));
      }
    }
    ResultModel result = method.result();
    if (result instanceof ResultModel.Unsupported unsupported) {
      report(
          " returns "
              + MethodModel.typeName(unsupported.type())
              + (isString(unsupported.type()) && !returnsToGuest
                  ? howToPass()
                  : ", which no Wasm type stands for; return " + results()));
    } else if (result instanceof ResultModel.Value value && !isReturned(value.type())) {
      report(
          " returns "
              + MethodModel.typeName(method.returnType())
              + (returnsToGuest
                  ? ", which would have to be in the memory and be freed by someone; return the"
                      + " address of what Caller.heap() gave, as an int"
                  : ", which would not share its bytes any more once the memory grows; return"
                      + " Slice, which has asByteBuffer()"));
    } else if (result instanceof ResultModel.Components components) {
      checkRecord(components);
    }
  }

  private static String howToPass() {
    return ", and nothing says how it is passed; put @Utf8 on it (address and length) or @CString"
        + " (address of bytes with a NUL behind them), not both";
  }

  private String results() {
    return returnsToGuest
        ? "void, int, boolean, long, float, double (an address in the memory is an int), a"
            + " @WasmStruct interface, or a record of numbers for several results"
        : "void, "
            + TYPES.replace("byte[], ByteBuffer, ", "byte[], ")
            + ", or a record of numbers for several results";
  }

  private boolean isReturned(PassedType type) {
    return returnsToGuest
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
      report(
          " throws "
              + MethodModel.typeName(thrown)
              + ", and a guest can neither catch it nor declare it; throw unchecked exceptions,"
              + " which reach the Java code that called the guest");
    }
  }

  private void report(String what) {
    problems.add(Diagnostic.error(Site.of(method), method.signature() + what));
  }
}
