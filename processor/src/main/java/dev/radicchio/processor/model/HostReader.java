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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * Reads hosts. Classes with an engine's {@code @HostModule} are read as its own processor does,
 * which generates what makes host functions of them, and reports what it cannot pass.
 */
public final class HostReader {
  /** Where engines begin a word. */
  private static final Pattern WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

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
        .map(own -> new HostModel(host, value(own), Optional.empty(), methods(host), site))
        .or(
            () ->
                Stream.of(ProgramEngine.values())
                    .flatMap(engine -> ofEngine(host, engine, site).stream())
                    .findFirst());
  }

  private Optional<HostModel> ofEngine(
      TypeElement host, ProgramEngine engine, AnnotationValue site) {
    return annotation(host, engine.hostModule())
        .map(
            own ->
                new HostModel(
                    host, value(own), Optional.of(engine), engineMethods(host, engine), site));
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

  private List<HostMethodModel> engineMethods(TypeElement host, ProgramEngine engine) {
    List<HostMethodModel> found = new ArrayList<>();
    List<MethodModel> all =
        methods.readAll(host, ElementFilter.methodsIn(elements.getAllMembers(host)));
    for (MethodModel method : all) {
      annotation(method.element(), engine.wasmExport())
          .ifPresent(
              export ->
                  found.add(
                      new HostMethodModel(
                          method,
                          false,
                          List.of(engineName(method, value(export))),
                          engineType(method.element(), engine).stream().toList())));
    }
    return found;
  }

  private static String engineName(MethodModel method, String given) {
    return given.isEmpty()
        ? WORD.matcher(method.name()).replaceAll("_").toLowerCase(Locale.ROOT)
        : given;
  }

  /** Empty if the engine cannot pass one of the types, which its processor says. */
  private static Optional<FunctionType> engineType(ExecutableElement method, ProgramEngine engine) {
    List<ValType> params = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      Optional<List<ValType>> passed = engineTypes(parameter, engine);
      if (passed.isEmpty()) {
        return Optional.empty();
      }
      params.addAll(passed.get());
    }
    TypeMirror result = method.getReturnType();
    return result.getKind() == TypeKind.VOID
        ? Optional.of(new FunctionType(params, List.of()))
        : number(result).map(number -> new FunctionType(params, List.of(number)));
  }

  private static Optional<List<ValType>> engineTypes(
      VariableElement parameter, ProgramEngine engine) {
    TypeMirror type = parameter.asType();
    if (type.getKind() != TypeKind.DECLARED) {
      return number(type).map(List::of);
    }
    String name = MoreTypes.asTypeElement(type).getQualifiedName().toString();
    if (name.equals(engine.instance()) || name.equals(engine.memory())) {
      return Optional.of(List.of());
    } else if (name.equals("java.lang.String")
        && annotation(parameter, engine.buffer()).isPresent()) {
      return Optional.of(List.of(ValType.I32, ValType.I32));
    } else if (name.equals("java.lang.String")
        && annotation(parameter, engine.cString()).isPresent()) {
      return Optional.of(List.of(ValType.I32));
    }
    return Optional.empty();
  }

  private static Optional<ValType> number(TypeMirror type) {
    return ScalarType.of(type)
        .filter(scalar -> scalar != ScalarType.BOOLEAN)
        .map(ScalarType::number);
  }
}
