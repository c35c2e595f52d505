package dev.radicchio.processor.model;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A {@code @WasmStruct} interface.
 *
 * @param cName what C calls the type
 * @param fields inherited ones included, in the order that they are laid out in
 * @param orphans setters without a field
 * @param others abstract methods that look like neither a getter nor a setter
 * @param reserved getters, and methods with a body, that the generated class could not have beside
 *     its own methods
 */
public record StructModel(
    StructType type,
    String cName,
    boolean packed,
    List<FieldModel> fields,
    List<SetterModel> orphans,
    List<ExecutableElement> others,
    List<ExecutableElement> reserved) {
  public StructModel {
    fields = List.copyOf(fields);
    orphans = List.copyOf(orphans);
    others = List.copyOf(others);
    reserved = List.copyOf(reserved);
  }

  /**
   * The names that guests may have for it, without C's keyword: the one that is given, else that of
   * the interface and the same in snake_case.
   */
  public List<String> guestNames() {
    return cName.equals(type.name())
        ? GuestNames.of(cName)
        : List.of(cName.replaceFirst("^(struct|union|class)\\s+", ""));
  }

  public TypeElement element() {
    return type.element();
  }
}
