package dev.radicchio.processor.model;

import static com.google.auto.common.AnnotationMirrors.getAnnotationValue;
import static com.google.auto.common.MoreElements.getAnnotationMirror;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
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
import java.util.Set;
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
 * Reads hosts. Classes with Chicory's {@code @HostModule} are read as Chicory's own processor does,
 * which generates what makes host functions of them, and reports what it cannot pass.
 */
public final class HostReader {
  /** What Chicory passes to a method besides what the guest does. */
  private static final Set<String> CHICORY_CONTEXT = Set.of(Chicory.INSTANCE, Chicory.MEMORY);

  /** Where Chicory begins a word. */
  private static final Pattern CHICORY_WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private final Elements elements;
  private final MethodReader methods;

  public HostReader(Elements elements, MethodReader methods) {
    this.elements = elements;
    this.methods = methods;
  }

  /**
   * The host that a type is; empty if it has neither annotation.
   *
   * @param site where the program names it
   */
  Optional<HostModel> read(TypeElement host, AnnotationValue site) {
    return getAnnotationMirror(host, WasmHost.class)
        .toJavaUtil()
        .map(own -> new HostModel(host, value(own), Kind.RADICCHIO, methods(host), site))
        .or(
            () ->
                annotation(host, Chicory.HOST_MODULE)
                    .map(
                        chicory ->
                            new HostModel(
                                host, value(chicory), Kind.CHICORY, chicoryMethods(host), site)));
  }

  /** The module that guests import the methods of a {@code @WasmHost} interface from. */
  public String module(TypeElement host) {
    return value(getAnnotationMirror(host, WasmHost.class).get());
  }

  private static String value(AnnotationMirror annotation) {
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

  /** Whether a parameter of that type, as the first, tells a host who calls. */
  public static boolean isCaller(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        && MoreTypes.asTypeElement(type).getQualifiedName().contentEquals(Caller.class.getName());
  }

  private List<HostMethodModel> chicoryMethods(TypeElement host) {
    List<HostMethodModel> found = new ArrayList<>();
    List<MethodModel> all =
        methods.readAll(host, ElementFilter.methodsIn(elements.getAllMembers(host)));
    for (MethodModel method : all) {
      annotation(method.element(), Chicory.WASM_EXPORT)
          .ifPresent(
              export ->
                  found.add(
                      new HostMethodModel(
                          method,
                          false,
                          List.of(chicoryName(method, value(export))),
                          chicoryType(method.element()).stream().toList())));
    }
    return found;
  }

  private static String chicoryName(MethodModel method, String given) {
    return given.isEmpty()
        ? CHICORY_WORD.matcher(method.name()).replaceAll("_").toLowerCase(Locale.ROOT)
        : given;
  }

  /** Empty if Chicory cannot pass one of the types, which its processor says. */
  private static Optional<FunctionType> chicoryType(ExecutableElement method) {
    List<ValType> params = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      Optional<List<ValType>> passed = chicoryTypes(parameter);
      if (passed.isEmpty()) {
        return Optional.empty();
      }
      params.addAll(passed.get());
    }
    TypeMirror result = method.getReturnType();
    return result.getKind() == TypeKind.VOID
        ? Optional.of(new FunctionType(params, List.of()))
        : chicoryNumber(result).map(number -> new FunctionType(params, List.of(number)));
  }

  private static Optional<List<ValType>> chicoryTypes(VariableElement parameter) {
    TypeMirror type = parameter.asType();
    if (type.getKind() != TypeKind.DECLARED) {
      return chicoryNumber(type).map(List::of);
    }
    String name = MoreTypes.asTypeElement(type).getQualifiedName().toString();
    if (CHICORY_CONTEXT.contains(name)) {
      return Optional.of(List.of());
    } else if (name.equals("java.lang.String")
        && annotation(parameter, Chicory.BUFFER).isPresent()) {
      return Optional.of(List.of(ValType.I32, ValType.I32));
    } else if (name.equals("java.lang.String")
        && annotation(parameter, Chicory.C_STRING).isPresent()) {
      return Optional.of(List.of(ValType.I32));
    }
    return Optional.empty();
  }

  private static Optional<ValType> chicoryNumber(TypeMirror type) {
    return ScalarType.of(type)
        .filter(scalar -> scalar != ScalarType.BOOLEAN)
        .map(ScalarType::number);
  }
}
