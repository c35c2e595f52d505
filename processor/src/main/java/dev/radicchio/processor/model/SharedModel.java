package dev.radicchio.processor.model;

import dev.radicchio.LinkedProgram;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * An accessor that returns what all instances of the program share.
 *
 * @param links links that it has, which mean nothing
 */
public record SharedModel(ExecutableElement element, Kind kind, List<LinkModel> links)
    implements AccessorModel {
  public SharedModel {
    links = List.copyOf(links);
  }

  /** What instances share. */
  public enum Kind {
    MEMORY(FlatMemory.class),
    HEAP(Heap.class),
    PROGRAM(LinkedProgram.class);

    private final Class<?> type;

    Kind(Class<?> type) {
      this.type = type;
    }

    /** What an accessor of that type returns; empty if it is another type. */
    public static Optional<Kind> of(TypeElement type) {
      return Arrays.stream(values())
          .filter(kind -> type.getQualifiedName().contentEquals(kind.type.getName()))
          .findFirst();
    }

    public Class<?> type() {
      return type;
    }
  }
}
