package dev.radicchio.processor.model;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;

/**
 * An accessor that returns a module interface: one instance of that module.
 *
 * @param links the instances that its imports come from, where the user chooses
 */
public record InstanceModel(ExecutableElement element, ModuleModel module, List<LinkModel> links)
    implements AccessorModel {
  public InstanceModel {
    links = List.copyOf(links);
  }

  /** The accessor's name in UpperCamelCase, which names the instance's class in the layout. */
  public String className() {
    String className =
        Arrays.stream(name().split("_"))
            .filter(word -> !word.isEmpty())
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(joining());
    return SourceVersion.isName(className) ? className : name();
  }
}
