package dev.radicchio.processor.model;

import java.util.List;
import javax.lang.model.element.ExecutableElement;

/**
 * An accessor that returns the memory of the program.
 *
 * @param links links that it has, which mean nothing
 */
public record MemoryModel(ExecutableElement element, List<LinkModel> links)
    implements AccessorModel {
  public MemoryModel {
    links = List.copyOf(links);
  }
}
