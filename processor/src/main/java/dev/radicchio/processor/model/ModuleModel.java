package dev.radicchio.processor.model;

import dev.radicchio.link.plan.RelocationModel;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;

/**
 * A {@code @WasmModule} interface.
 *
 * @param path the module's file, as a class-path resource
 * @param pathValue where the annotation names the file
 * @param relocation how it is to be moved; empty if as the file itself says
 * @param base the address that its data must have, or -1
 * @param baseValue where the annotation says so
 * @param pages the pages of memory that it has for its own, or -1
 * @param growPages the pages that it may add to those that it starts with, or -1
 * @param reachBelow whether it must reach what lies below its base
 * @param malloc the export that allocates; empty if none is named
 * @param free the export that frees; empty if none is named
 * @param methods the abstract methods, inherited ones included; none if this is not an interface
 */
public record ModuleModel(
    TypeElement element,
    AnnotationMirror annotation,
    AnnotationValue pathValue,
    String path,
    Optional<RelocationModel> relocation,
    long base,
    AnnotationValue baseValue,
    int pages,
    int growPages,
    boolean reachBelow,
    GivenName malloc,
    GivenName free,
    List<MethodModel> methods) {
  public ModuleModel {
    methods = List.copyOf(methods);
  }

  public String qualifiedName() {
    return element.getQualifiedName().toString();
  }
}
