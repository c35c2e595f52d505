package dev.radicchio.processor.check;

import com.google.auto.common.MoreElements;
import com.google.auto.common.Visibility;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ProgramModel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** Checks that the class generated for a program can name what it has to, from its package. */
final class AccessCheck {
  private final ProgramModel program;
  private final List<Diagnostic> problems;
  private boolean hasErrors;

  AccessCheck(ProgramModel program, List<Diagnostic> problems) {
    this.program = program;
    this.problems = problems;
  }

  /** Whether there is something that it cannot name, reported here or elsewhere. */
  boolean hasErrors() {
    return hasErrors;
  }

  /**
   * Checks a module or a host, and what its methods take and return.
   *
   * @param site where the program names it
   */
  void check(TypeElement owner, Stream<MethodModel> methods, Site site) {
    if (Visibility.effectiveVisibilityOfElement(owner) == Visibility.PRIVATE) {
      hasErrors = true; // Its own check says so.
      return;
    }
    Set<TypeElement> named = new LinkedHashSet<>(Set.of(owner));
    methods.flatMap(MethodModel::namedTypes).forEach(named::add);
    for (TypeElement type : named) {
      if (InterfaceShape.isAccessible(type, program.element())) {
        continue;
      }
      hasErrors = true;
      // What the owner cannot see either is reported where it is, or for the owner.
      if (InterfaceShape.isAccessible(type, owner)) {
        problems.add(
            Diagnostic.error(
                site,
                program.linkedName()
                    + " cannot see "
                    + type.getQualifiedName()
                    + " from package "
                    + MoreElements.getPackage(program.element()).getQualifiedName()
                    + "; make it public"));
      }
    }
  }
}
