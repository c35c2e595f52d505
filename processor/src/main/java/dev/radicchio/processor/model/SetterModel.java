package dev.radicchio.processor.model;

import com.google.auto.common.MoreElements;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * A method that sets a field, or an element of one.
 *
 * @param owner the struct's interface, which may have inherited the method
 * @param type of the value, as the owner sees it
 */
public record SetterModel(
    TypeElement owner, ExecutableElement element, TypeMirror type, boolean indexed) {

  public String name() {
    return element.getSimpleName().toString();
  }

  /** As in {@code void samples(int, double)}, with where it comes from if not the owner. */
  public String signature() {
    return "void "
        + name()
        + (indexed ? "(int, " : "(")
        + MethodModel.typeName(type)
        + ")"
        + (owner.equals(element.getEnclosingElement())
            ? ""
            : " (from " + MoreElements.asType(element.getEnclosingElement()).getSimpleName() + ")");
  }
}
