package dev.radicchio.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import dev.radicchio.processor.check.StructLayout;
import dev.radicchio.processor.model.FieldType;
import dev.radicchio.processor.model.StructModel;
import dev.radicchio.processor.model.StructReader;
import dev.radicchio.processor.model.StructType;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Generates the source of a struct that has passed its checks. */
public final class StructSources {
  private final GeneratedFiles files;
  private final StructReader reader;

  /**
   * @param generator the name that the generated classes give as their origin
   */
  public StructSources(Elements elements, StructReader reader, String generator) {
    this.reader = reader;
    this.files = new GeneratedFiles(elements, generator);
  }

  /** The view of the struct, in the package of its interface. */
  public JavaFile generate(StructModel struct, StructLayout layout) {
    ClassName name = struct.type().viewName();
    List<TypeElement> inside =
        struct.fields().stream()
            .flatMap(field -> struct(field.type()).stream())
            .map(StructType::element)
            .filter(element -> !element.equals(struct.element()))
            .distinct()
            .toList();
    return files.of(
        name,
        new StructClass(struct, layout, name, reader::hasPointers).spec(),
        struct.element(),
        inside);
  }

  private static Optional<StructType> struct(FieldType type) {
    return type instanceof FieldType.Nested nested
        ? Optional.of(nested.struct())
        : type instanceof FieldType.Pointer pointer
            ? Optional.of(pointer.struct())
            : Optional.empty();
  }
}
