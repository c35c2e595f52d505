package dev.radicchio.processor.model;

import static com.google.auto.common.AnnotationMirrors.getAnnotationValue;
import static com.google.auto.common.MoreElements.getAnnotationMirror;

import com.google.auto.common.AnnotationValues;
import dev.radicchio.annotations.Relocation;
import dev.radicchio.annotations.WasmExport;
import dev.radicchio.annotations.WasmModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads {@code @WasmModule} interfaces. */
public final class ModuleReader {
  private final InterfaceMethods interfaceMethods;

  public ModuleReader(Elements elements, Types types) {
    this.interfaceMethods = new InterfaceMethods(elements, types);
  }

  /** The module that an element describes; empty if it has no {@code @WasmModule}. */
  public Optional<ModuleModel> read(TypeElement module) {
    return getAnnotationMirror(module, WasmModule.class)
        .toJavaUtil()
        .map(annotation -> read(module, annotation));
  }

  private ModuleModel read(TypeElement module, AnnotationMirror annotation) {
    AnnotationValue path = getAnnotationValue(annotation, "value");
    List<MethodModel> methods = new ArrayList<>();
    for (ExecutableElement method : interfaceMethods.abstractOf(module)) {
      methods.add(method(module, method));
    }
    AnnotationValue relocation = getAnnotationValue(annotation, "relocation");
    AnnotationValue base = getAnnotationValue(annotation, "base");
    return new ModuleModel(
        module,
        annotation,
        path,
        (String) path.getValue(),
        AnnotationValues.getEnum(relocation)
            .getSimpleName()
            .contentEquals(Relocation.PIC_STATIC.name()),
        (Long) base.getValue(),
        base,
        methods);
  }

  private MethodModel method(TypeElement module, ExecutableElement method) {
    ExecutableType type = interfaceMethods.typeIn(module, method);
    List<ParameterModel> parameters = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      VariableElement element = method.getParameters().get(i);
      TypeMirror parameterType = type.getParameterTypes().get(i);
      parameters.add(
          new ParameterModel(
              element,
              element.getSimpleName().toString(),
              parameterType,
              ScalarType.of(parameterType)));
    }
    return new MethodModel(
        module, method, parameters, result(type.getReturnType()), exportName(method));
  }

  private static ResultModel result(TypeMirror type) {
    if (type.getKind() == TypeKind.VOID) {
      return new ResultModel.Nothing();
    }
    Optional<ScalarType> scalar = ScalarType.of(type);
    if (scalar.isPresent()) {
      return new ResultModel.Scalar(scalar.get());
    }
    if (type.getKind() == TypeKind.DECLARED) {
      Element element = ((DeclaredType) type).asElement();
      if (element.getKind() == ElementKind.RECORD) {
        return components((TypeElement) element);
      }
    }
    return new ResultModel.Unsupported(type);
  }

  private static ResultModel components(TypeElement record) {
    List<ResultModel.Component> components = new ArrayList<>();
    for (RecordComponentElement component : record.getRecordComponents()) {
      TypeMirror type = component.asType();
      components.add(
          new ResultModel.Component(
              component.getSimpleName().toString(), type, ScalarType.of(type)));
    }
    return new ResultModel.Components(record, components);
  }

  private static Optional<ExportName> exportName(ExecutableElement method) {
    return getAnnotationMirror(method, WasmExport.class)
        .toJavaUtil()
        .map(
            annotation -> {
              AnnotationValue name = getAnnotationValue(annotation, "value");
              return new ExportName((String) name.getValue(), annotation, name);
            });
  }
}
