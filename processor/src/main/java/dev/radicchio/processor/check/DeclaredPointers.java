package dev.radicchio.processor.check;

import com.google.auto.common.MoreElements;
import dev.radicchio.annotations.Pointer;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.Pointers;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;

/**
 * Tells the linker what module interfaces say of the addresses that functions take and return. It
 * is asked only of functions that another module of the program may call, and only where a module
 * may have to be moved.
 */
final class DeclaredPointers {
  private DeclaredPointers() {}

  static void addTo(Linker linker, List<CheckedProgram.Instance> instances) {
    if (instances.stream().map(DeclaredPointers::file).noneMatch(DeclaredPointers::mayBeMoved)) {
      return;
    }
    Set<String> imported =
        instances.stream()
            .flatMap(instance -> file(instance).importedFunctionNames().stream())
            .collect(Collectors.toSet());
    for (CheckedProgram.Instance instance : instances) {
      Map<String, Pointers> byExport = new LinkedHashMap<>();
      for (BoundMethod method : instance.module().methods()) {
        if (imported.contains(method.export())) {
          byExport.merge(method.export(), of(method), Pointers::and);
        }
      }
      byExport.forEach(
          (export, pointers) -> linker.pointers(instance.model().name(), export, pointers));
    }
  }

  private static WasmFile file(CheckedProgram.Instance instance) {
    return Objects.requireNonNull(instance.module().file());
  }

  private static boolean mayBeMoved(WasmFile file) {
    RelocationModel model = file.relocationModel();
    return model == RelocationModel.ABSOLUTE || model == RelocationModel.REBASED;
  }

  /** Which parameters and results of the export of a method are addresses. */
  static Pointers of(BoundMethod bound) {
    Pointers pointers = Pointers.NONE;
    int index = 0;
    for (ParameterModel parameter : bound.method().parameters()) {
      PassedType type = parameter.passed().orElseThrow();
      Optional<Pointers.Kind> kind = kind(type);
      if (kind.isPresent()) {
        pointers = pointers.param(index, kind.get());
      }
      index += type.wasm().size();
    }
    if (bound.method().result() instanceof ResultModel.Value value) {
      boolean packed = value.type().wasm().size() > bound.type().results().size();
      Optional<Pointers.Kind> kind =
          packed ? Optional.of(Pointers.Kind.HIGH_HALF) : kind(value.type());
      return kind.isPresent() ? pointers.result(0, kind.get()) : pointers;
    }
    return bound.method().result() instanceof ResultModel.Components components
        ? withComponents(pointers, components)
        : pointers;
  }

  private static Pointers withComponents(Pointers pointers, ResultModel.Components record) {
    Pointers all = pointers;
    List<? extends RecordComponentElement> components = record.element().getRecordComponents();
    for (int i = 0; i < components.size(); i++) {
      RecordComponentElement component = components.get(i);
      if (isPointer(component) || isPointer(component.getAccessor())) {
        all = all.result(i, Pointers.Kind.ADDRESS);
      }
    }
    return all;
  }

  /** How the first value of a type is an address. */
  private static Optional<Pointers.Kind> kind(PassedType type) {
    return type.match(
        scalar ->
            scalar == ScalarType.ADDRESS ? Optional.of(Pointers.Kind.ADDRESS) : Optional.empty(),
        bytes -> Optional.of(bytes.hasLength() ? Pointers.Kind.RANGE : Pointers.Kind.ADDRESS),
        struct -> Optional.of(Pointers.Kind.ADDRESS),
        function -> Optional.empty());
  }

  private static boolean isPointer(Element element) {
    return MoreElements.isAnnotationPresent(element, Pointer.class);
  }
}
