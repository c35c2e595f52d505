package dev.radicchio.processor.model;

import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A {@code @SharedMemory} interface.
 *
 * @param layoutFile the resource that pins the layout; empty for none
 * @param heap who manages the heap
 * @param hosts what guests import from Java, in the order in which they are given
 * @param invalidHosts what is named as a host and is none
 * @param wasi whether guests may import WASI
 * @param importValues modules whose imports are given as the engine's import values
 * @param precompile whether it is compiled to bytecode at once
 * @param engine what runs it
 * @param regions address ranges that are reserved
 * @param accessors the abstract methods but {@code close()}, inherited ones included
 * @param reservedMethods methods that the class generated for the program could not have beside its
 *     own {@code static link()} and {@code void close()}
 */
public record ProgramModel(
    TypeElement element,
    AnnotationMirror annotation,
    Setting stackBytes,
    Setting maxPages,
    TextSetting layoutFile,
    HeapModel heap,
    List<HostModel> hosts,
    List<InvalidHost> invalidHosts,
    Wasi wasi,
    List<String> importValues,
    boolean precompile,
    EngineModel engine,
    List<RegionModel> regions,
    List<AccessorModel> accessors,
    List<ExecutableElement> reservedMethods) {
  public ProgramModel {
    hosts = List.copyOf(hosts);
    invalidHosts = List.copyOf(invalidHosts);
    importValues = List.copyOf(importValues);
    regions = List.copyOf(regions);
    accessors = List.copyOf(accessors);
    reservedMethods = List.copyOf(reservedMethods);
  }

  /** Simple name of the generated class that implements the program. */
  public String linkedName() {
    return "Linked" + FlatName.of(element);
  }

  /** Simple name of the class that runs the program, if it is compiled; others begin with it. */
  public String machineName() {
    return linkedName() + "Code";
  }

  /** Name of the file with the rest of a program that is compiled. */
  public String imageName() {
    return linkedName() + ".image";
  }

  /** Simple name of the generated class that shows the layout. */
  public String layoutName() {
    return FlatName.of(element) + "Layout";
  }

  /** Name of the file with the page that shows the program. */
  public String mapName() {
    return FlatName.of(element) + ".layout.html";
  }

  /** Whether it is given anything in the terms of its engine, and so runs on no other. */
  public boolean usesEngine() {
    return engine.isNamed()
        || wasi.isWanted()
        || !importValues.isEmpty()
        || hosts.stream().anyMatch(host -> host.engine().isPresent());
  }

  /** The instances, in the order of their accessors. */
  public List<InstanceModel> instances() {
    return accessors.stream()
        .filter(InstanceModel.class::isInstance)
        .map(InstanceModel.class::cast)
        .toList();
  }

  /** An attribute of the annotation, given or by default. */
  public record Setting(int value, AnnotationValue annotationValue) {}

  /** A text in the annotation, given or by default. */
  public record TextSetting(String value, AnnotationValue annotationValue) {}

  /**
   * WASI.
   *
   * @param isWanted whether guests may import it
   * @param isThere whether code in the program's module can name the engine's implementation
   */
  public record Wasi(boolean isWanted, boolean isThere, AnnotationValue annotationValue) {}
}
