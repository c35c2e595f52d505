package dev.radicchio.processor.check;

import dev.radicchio.processor.model.AccessorModel;
import dev.radicchio.processor.model.InstanceModel;
import dev.radicchio.processor.model.LinkModel;
import dev.radicchio.processor.model.ProgramModel;
import dev.radicchio.processor.model.SharedModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what the {@code @Link}s of a program name; whether they link, the linker knows. */
final class LinkCheck {
  private final ProgramModel program;
  private final List<Diagnostic> problems;

  LinkCheck(ProgramModel program, List<Diagnostic> problems) {
    this.program = program;
    this.problems = problems;
  }

  /** Whether a link names an accessor of an instance of the program. */
  static boolean namesAnInstance(ProgramModel program, LinkModel link) {
    return program.instances().stream().anyMatch(instance -> instance.name().equals(link.to()));
  }

  void check() {
    for (AccessorModel accessor : program.accessors()) {
      if (accessor instanceof InstanceModel instance) {
        checkLinks(instance);
      } else if (accessor instanceof SharedModel shared) {
        shared
            .links()
            .forEach(
                link ->
                    report(
                        accessor,
                        link,
                        accessor.name()
                            + " is no instance and imports nothing; put @Link on the accessor of the"
                            + " instance that imports "
                            + link.importName()));
      }
    }
  }

  private void checkLinks(InstanceModel instance) {
    Set<String> imports = new HashSet<>();
    for (LinkModel link : instance.links()) {
      if (!imports.add(link.importName())) {
        report(instance, link, link.importName() + " is linked twice; keep one @Link of the two");
      } else if (!namesAnInstance(program, link)) {
        report(instance, link, noInstance(link));
      }
    }
  }

  private String noInstance(LinkModel link) {
    List<String> names = program.instances().stream().map(AccessorModel::name).toList();
    List<String> nearest = NearestNames.to(link.to(), names);
    return program.element().getSimpleName()
        + " has no instance "
        + link.to()
        + (nearest.isEmpty() ? "; it has " : "; did you mean ")
        + String.join(nearest.isEmpty() ? ", " : " or ", nearest.isEmpty() ? names : nearest)
        + (nearest.isEmpty() ? "" : "?");
  }

  private void report(AccessorModel accessor, LinkModel link, String message) {
    Site site =
        program.element().equals(accessor.element().getEnclosingElement())
            ? Site.of(accessor.element(), link.annotation(), link.toValue())
            : Site.of(program.element());
    problems.add(Diagnostic.error(site, message));
  }
}
