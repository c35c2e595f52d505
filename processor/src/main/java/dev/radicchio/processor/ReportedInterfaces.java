package dev.radicchio.processor;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.TypeElement;

/**
 * The modules, hosts and structs that have source in this compilation: their own steps have
 * reported their problems, where they are, and programs that use them do not do so again.
 */
final class ReportedInterfaces implements Predicate<TypeElement> {
  /** Names rather than elements: a later round has other elements for the same types. */
  private final Set<String> names = new HashSet<>();

  void add(TypeElement type) {
    names.add(type.getQualifiedName().toString());
  }

  @Override
  public boolean test(TypeElement type) {
    return names.contains(type.getQualifiedName().toString());
  }
}
