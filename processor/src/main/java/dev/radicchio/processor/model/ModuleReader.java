package dev.radicchio.processor.model;

import static com.google.auto.common.AnnotationMirrors.getAnnotationValue;
import static com.google.auto.common.MoreElements.getAnnotationMirror;

import com.google.auto.common.AnnotationValues;
import dev.radicchio.annotations.Relocation;
import dev.radicchio.annotations.WasmExport;
import dev.radicchio.annotations.WasmModule;
import dev.radicchio.link.plan.RelocationModel;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;

/** Reads {@code @WasmModule} interfaces. */
public final class ModuleReader {
  private final MethodReader methods;

  public ModuleReader(MethodReader methods) {
    this.methods = methods;
  }

  /** The module that an element describes; empty if it has no {@code @WasmModule}. */
  public Optional<ModuleModel> read(TypeElement module) {
    return getAnnotationMirror(module, WasmModule.class)
        .toJavaUtil()
        .map(annotation -> read(module, annotation));
  }

  private ModuleModel read(TypeElement module, AnnotationMirror annotation) {
    AnnotationValue path = getAnnotationValue(annotation, "value");
    AnnotationValue relocation = getAnnotationValue(annotation, "relocation");
    AnnotationValue base = getAnnotationValue(annotation, "base");
    return new ModuleModel(
        module,
        annotation,
        path,
        (String) path.getValue(),
        model(Relocation.valueOf(AnnotationValues.getEnum(relocation).getSimpleName().toString())),
        (Long) base.getValue(),
        base,
        (Integer) getAnnotationValue(annotation, "pages").getValue(),
        (Integer) getAnnotationValue(annotation, "growPages").getValue(),
        (Boolean) getAnnotationValue(annotation, "reachBelow").getValue(),
        name(annotation, "malloc"),
        name(annotation, "free"),
        methods.read(module, WasmExport.class));
  }

  private static GivenName name(AnnotationMirror annotation, String setting) {
    AnnotationValue name = getAnnotationValue(annotation, setting);
    return new GivenName((String) name.getValue(), annotation, name);
  }

  private static Optional<RelocationModel> model(Relocation relocation) {
    return switch (relocation) {
      case DETECTED -> Optional.empty();
      case PIC_STATIC -> Optional.of(RelocationModel.PIC_STATIC);
      case POSITION_FREE -> Optional.of(RelocationModel.POSITION_FREE);
      case ABSOLUTE -> Optional.of(RelocationModel.ABSOLUTE);
      case REBASED -> Optional.of(RelocationModel.REBASED);
    };
  }
}
