package dev.radicchio.processor.model;

import com.google.auto.common.MoreElements;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * A field of a struct, which is what its getter says.
 *
 * @param owner the struct's interface, which may have inherited the getter
 * @param javaType what the getter returns, as the owner sees it
 * @param indexed whether the getter takes an index, which makes the field an array
 * @param length the number of elements
 * @param offset empty if it is the next one that the alignment allows
 * @param setters that have the name of the field, whatever they take
 */
public record FieldModel(
    TypeElement owner,
    ExecutableElement getter,
    FieldType type,
    TypeMirror javaType,
    boolean indexed,
    Optional<FieldSetting> length,
    Optional<FieldSetting> offset,
    List<SetterModel> setters) {
  public FieldModel {
    setters = List.copyOf(setters);
  }

  public String name() {
    return getter.getSimpleName().toString();
  }

  /** The constant that has its offset: {@code SAMPLE_RATE_OFFSET} for {@code sampleRate}. */
  public String constantName() {
    return ConstantName.of(name()) + "_OFFSET";
  }

  /** How many of its type there are. */
  public int count() {
    return length.map(FieldSetting::value).orElse(1);
  }

  /** As in {@code int samples(int)}, with where it comes from if that is not the owner. */
  public String signature() {
    return MethodModel.typeName(javaType)
        + " "
        + name()
        + (indexed ? "(int)" : "()")
        + (owner.equals(getter.getEnclosingElement())
            ? ""
            : " (from " + MoreElements.asType(getter.getEnclosingElement()).getSimpleName() + ")");
  }

  /** The setter that it has to have, as source. */
  public String setterDeclaration() {
    return "void "
        + name()
        + (indexed ? "(int index, " : "(")
        + MethodModel.typeName(javaType)
        + " value)";
  }
}
