package dev.radicchio.processor.model;

import static com.google.auto.common.AnnotationMirrors.getAnnotationValue;
import static com.google.auto.common.MoreElements.getAnnotationMirror;

import com.google.auto.common.MoreElements;
import dev.radicchio.Caller;
import dev.radicchio.annotations.WasmHost;
import dev.radicchio.annotations.WasmImport;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.processor.model.HostModel.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Reads hosts. Classes with Chicory's {@code @HostModule} are read as Chicory 1.7.5's own processor
 * does, which generates what makes host functions of them.
 */
public final class HostReader {
  private static final String HOST_MODULE = "com.dylibso.chicory.annotations.HostModule";
  private static final String WASM_EXPORT = "com.dylibso.chicory.annotations.WasmExport";
  private static final String BUFFER = "com.dylibso.chicory.annotations.Buffer";

  /** Where Chicory begins a word. */
  private static final Pattern CHICORY_WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private final Elements elements;
  private final MethodReader methods;

  public HostReader(Elements elements, MethodReader methods) {
    this.elements = elements;
    this.methods = methods;
  }

  /**
   * The host that a type is.
   *
   * @param site where the program names it
   */
  HostModel read(TypeElement host, AnnotationValue site) {
    Optional<AnnotationMirror> own = getAnnotationMirror(host, WasmHost.class).toJavaUtil();
    if (own.isPresent()) {
      return new HostModel(host, module(own.get()), Kind.RADICCHIO, methods(host), site);
    }
    return annotation(host, HOST_MODULE)
        .map(
            chicory ->
                new HostModel(host, module(chicory), Kind.CHICORY, chicoryMethods(host), site))
        .orElseGet(() -> new HostModel(host, "", Kind.NONE, List.of(), site));
  }

  private static String module(AnnotationMirror annotation) {
    return (String) getAnnotationValue(annotation, "value").getValue();
  }

  private static Optional<AnnotationMirror> annotation(Element element, String name) {
    return element.getAnnotationMirrors().stream()
        .<AnnotationMirror>map(annotation -> annotation)
        .filter(
            annotation ->
                MoreElements.asType(annotation.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(name))
        .findFirst();
  }

  /** The methods of a {@code @WasmHost} interface. */
  public List<HostMethodModel> methods(TypeElement host) {
    List<HostMethodModel> found = new ArrayList<>();
    for (MethodModel method : methods.read(host, WasmImport.class)) {
      boolean takesCaller =
          !method.parameters().isEmpty() && isCaller(method.parameters().get(0).type());
      MethodModel seen =
          takesCaller
              ? method.withParameters(method.parameters().subList(1, method.parameters().size()))
              : method;
      found.add(new HostMethodModel(seen, takesCaller, GuestNames.of(seen), seen.functionTypes()));
    }
    return found;
  }

  private static boolean isCaller(TypeMirror type) {
    return type.toString().equals(Caller.class.getName());
  }

  private List<HostMethodModel> chicoryMethods(TypeElement host) {
    List<HostMethodModel> found = new ArrayList<>();
    List<MethodModel> all =
        methods.readAll(host, ElementFilter.methodsIn(elements.getAllMembers(host)));
    for (MethodModel method : all) {
      annotation(method.element(), WASM_EXPORT)
          .ifPresent(
              export ->
                  found.add(
                      new HostMethodModel(
                          method,
                          false,
                          List.of(chicoryName(method, module(export))),
                          chicoryType(method.element()).stream().toList())));
    }
    return found;
  }

  private static String chicoryName(MethodModel method, String given) {
    return given.isEmpty()
        ? CHICORY_WORD.matcher(method.name()).replaceAll("_").toLowerCase(Locale.ROOT)
        : given;
  }

  private static Optional<FunctionType> chicoryType(ExecutableElement method) {
    List<ValType> params = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      Optional<ScalarType> scalar = ScalarType.of(parameter.asType());
      String type = parameter.asType().toString();
      if (scalar.isPresent()) {
        params.add(scalar.get().number());
      } else if (type.endsWith("String")) {
        params.add(ValType.I32);
        if (annotation(parameter, BUFFER).isPresent()) {
          params.add(ValType.I32);
        }
      } else if (!type.startsWith("com.dylibso.chicory.runtime.")) {
        return Optional.empty();
      }
    }
    TypeMirror result = method.getReturnType();
    List<ValType> results =
        result.getKind() == TypeKind.VOID
            ? List.of()
            : ScalarType.of(result).map(scalar -> List.of(scalar.number())).orElse(List.of());
    return Optional.of(new FunctionType(params, results));
  }
}
