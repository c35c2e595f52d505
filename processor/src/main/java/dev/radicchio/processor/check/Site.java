package dev.radicchio.processor.check;

import dev.radicchio.processor.model.MethodModel;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Where a diagnostic belongs: an element, an annotation of it, or a value in that annotation. */
public record Site(
    Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {

  public static Site of(Element element) {
    return new Site(element, null, null);
  }

  public static Site of(Element element, AnnotationMirror annotation, AnnotationValue value) {
    return new Site(element, annotation, value);
  }

  /** A method, or the interface that has inherited it. */
  public static Site of(MethodModel method) {
    return ofMember(method.element(), method.owner());
  }

  /**
   * A member of {@code owner}, or {@code owner} itself if it inherited the member: the interface
   * that the member is declared in may be fine for others, and may have no source here.
   */
  public static Site ofMember(Element member, Element owner) {
    return of(owner.equals(member.getEnclosingElement()) ? member : owner);
  }
}
