package dev.radicchio.processor.model;

import javax.lang.model.element.ExecutableElement;

/** An abstract method of a program interface. */
public sealed interface AccessorModel permits InstanceModel, SharedModel, InvalidAccessor {

  ExecutableElement element();

  default String name() {
    return element().getSimpleName().toString();
  }
}
