package dev.radicchio.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import dev.radicchio.processor.check.StructLayout;
import dev.radicchio.processor.model.FieldType;
import dev.radicchio.processor.model.StructModel;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Generates the source of a struct that has passed its checks. */
public final class StructSources {
  private final GeneratedFiles files;

  /**
   * @param generator the name that the generated classes give as their origin
   */
  public StructSources(Elements elements, String generator) {
    this.files = new GeneratedFiles(elements, generator);
  }

  /** The view of the struct, in the package of its interface. */
  public JavaFile generate(StructModel struct, StructLayout layout) {
    ClassName name = struct.type().viewName();
    List<TypeElement> inside =
        struct.fields().stream()
            .map(field -> field.type())
            .filter(FieldType.Nested.class::isInstance)
            .map(type -> ((FieldType.Nested) type).struct().element())
            .distinct()
            .toList();
    return files.of(name, new StructClass(struct, layout, name).spec(), struct.element(), inside);
  }
}
