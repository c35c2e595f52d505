package dev.radicchio.processor.model;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/**
 * A method that is no accessor, because of its parameters or of what it returns.
 *
 * @param returnType as the program interface sees it, with type arguments filled in
 */
public record InvalidAccessor(ExecutableElement element, TypeMirror returnType)
    implements AccessorModel {}
