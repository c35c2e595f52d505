package dev.radicchio.processor.check;

import dev.radicchio.processor.model.FieldModel;
import java.util.List;

/**
 * Where the fields of a struct are.
 *
 * @param size in bytes, a multiple of the alignment
 * @param alignment what addresses of the struct are multiples of in C
 */
public record StructLayout(List<Field> fields, int size, int alignment) {
  public StructLayout {
    fields = List.copyOf(fields);
  }

  /**
   * A field with its place.
   *
   * @param elementSize of each element if it is an array, of the whole field if not
   */
  public record Field(FieldModel model, int offset, int elementSize) {}
}
