package dev.radicchio.processor.check;

import dev.radicchio.processor.model.FieldModel;
import dev.radicchio.processor.model.FieldType;
import dev.radicchio.processor.model.StructModel;
import dev.radicchio.processor.model.StructReader;
import dev.radicchio.processor.model.StructType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lays out structs as C does for wasm32: each field goes to the next offset that its alignment
 * allows, the struct is aligned as its most aligned field is, and its size is rounded up to that,
 * so that the elements of an array of it are aligned, too. See the <a
 * href="https://github.com/WebAssembly/tool-conventions/blob/main/BasicCABI.md">C ABI</a>.
 */
final class StructLayouts {
  private static final int ADDRESS_SIZE = 4;
  private static final int ENUM_SIZE = 4;

  private final StructReader reader;
  private final Map<String, Optional<StructLayout>> known = new HashMap<>();
  private final Set<String> unfinished = new HashSet<>();

  StructLayouts(StructReader reader) {
    this.reader = reader;
  }

  /** How much room something takes, and what it is aligned to. */
  private record Extent(int size, int alignment) {}

  /** What came of laying out a struct. */
  sealed interface Outcome {

    record LaidOut(StructLayout layout) implements Outcome {}

    /** Some field ends where no memory does. */
    record TooLarge(FieldModel field, long end) implements Outcome {}

    /** A field or a struct inside has an error of its own, or a struct is inside itself. */
    record Unknown() implements Outcome {}
  }

  Outcome of(StructModel struct) {
    List<StructLayout.Field> fields = new ArrayList<>();
    long end = 0;
    int alignment = 1;
    long size = 0;
    for (FieldModel field : struct.fields()) {
      Optional<Extent> extent = extent(field);
      if (extent.isEmpty() || field.offset().filter(offset -> offset.value() < 0).isPresent()) {
        return new Outcome.Unknown();
      }
      int fieldAlignment = struct.packed() ? 1 : extent.get().alignment;
      long offset =
          field.offset().map(given -> (long) given.value()).orElse(roundedUp(end, fieldAlignment));
      end = offset + (long) extent.get().size * field.count();
      alignment = Math.max(alignment, fieldAlignment);
      size = Math.max(size, end);
      if (roundedUp(size, alignment) > Integer.MAX_VALUE) {
        return new Outcome.TooLarge(field, roundedUp(size, alignment));
      }
      fields.add(new StructLayout.Field(field, (int) offset, extent.get().size));
    }
    return fields.isEmpty()
        ? new Outcome.Unknown()
        : new Outcome.LaidOut(
            new StructLayout(fields, (int) roundedUp(size, alignment), alignment));
  }

  /** The layout of a struct that another refers to, if it has one. */
  Optional<StructLayout> of(StructType struct) {
    String name = struct.element().getQualifiedName().toString();
    if (!unfinished.add(name)) {
      return Optional.empty();
    }
    Optional<StructLayout> layout = known.get(name);
    if (layout == null) {
      layout =
          of(reader.read(struct)) instanceof Outcome.LaidOut laidOut
              ? Optional.of(laidOut.layout)
              : Optional.empty();
      known.put(name, layout);
    }
    unfinished.remove(name);
    return layout;
  }

  /** That of an element, if the field is an array. */
  private Optional<Extent> extent(FieldModel field) {
    if (field.length().isPresent() != field.indexed() || field.count() <= 0) {
      return Optional.empty();
    }
    FieldType type = field.type();
    if (type instanceof FieldType.Scalar scalar) {
      int size = scalar.scalar().size();
      return Optional.of(new Extent(size, size));
    }
    if (type instanceof FieldType.Enumeration) {
      return Optional.of(new Extent(ENUM_SIZE, ENUM_SIZE));
    }
    if (type instanceof FieldType.Pointer) {
      return Optional.of(new Extent(ADDRESS_SIZE, ADDRESS_SIZE));
    }
    return type instanceof FieldType.Nested nested
        ? of(nested.struct()).map(layout -> new Extent(layout.size(), layout.alignment()))
        : Optional.empty();
  }

  private static long roundedUp(long offset, int alignment) {
    return (offset + alignment - 1) / alignment * alignment;
  }
}
