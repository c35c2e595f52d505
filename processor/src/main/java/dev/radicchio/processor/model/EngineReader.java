package dev.radicchio.processor.model;

import static com.google.auto.common.AnnotationMirrors.getAnnotationValue;

import com.google.auto.common.AnnotationValues;
import dev.radicchio.annotations.WasmEngine;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Finds the engine that a program runs on. */
public final class EngineReader {
  private final Elements elements;
  private final Optional<ProgramEngine> option;

  /**
   * @param option the engine of programs that name none
   */
  public EngineReader(Elements elements, Optional<ProgramEngine> option) {
    this.elements = elements;
    this.option = option;
  }

  /** The engine of a program, whose annotation is given. */
  EngineModel read(TypeElement program, AnnotationMirror annotation) {
    String given =
        AnnotationValues.getEnum(getAnnotationValue(annotation, "engine"))
            .getSimpleName()
            .toString();
    Optional<ProgramEngine> named =
        given.equals(WasmEngine.PRESENT.name())
            ? option
            : Optional.of(ProgramEngine.valueOf(given));
    ProgramEngine engine = named.orElseGet(() -> present(program));
    return new EngineModel(engine, named.isPresent(), isVisible(engine, program));
  }

  /** The first that the program's code could name; the processor itself always has the first. */
  private ProgramEngine present(TypeElement program) {
    return Stream.of(ProgramEngine.values())
        .filter(engine -> isVisible(engine, program))
        .findFirst()
        .orElse(ProgramEngine.CHICORY);
  }

  private boolean isVisible(ProgramEngine engine, TypeElement program) {
    return elements.getTypeElement(elements.getModuleOf(program), engine.instance()) != null;
  }
}
