package dev.radicchio.processor.check;

import dev.radicchio.link.Linker;
import dev.radicchio.processor.model.AccessorModel;
import dev.radicchio.processor.model.InstanceModel;
import dev.radicchio.processor.model.LinkModel;
import dev.radicchio.processor.model.ProgramModel;
import dev.radicchio.processor.model.SharedModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Name;

/** Checks what the {@code @Link}s of a program name; whether they link, the linker knows. */
final class LinkCheck {
  private final ProgramModel program;
  private final List<Diagnostic> problems;

  LinkCheck(ProgramModel program, List<Diagnostic> problems) {
    this.program = program;
    this.problems = problems;
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
                    problems.add(
                        DiagnosticCode.LINK_OF_NO_INSTANCE.at(
                            site(accessor, link), accessor.name(), link.importName())));
      }
    }
  }

  /** Asks for the links that name an instance. */
  void addTo(Linker linker) {
    for (InstanceModel instance : program.instances()) {
      instance.links().stream()
          .filter(this::namesAnInstance)
          .forEach(link -> linker.bind(instance.name(), link.importName(), link.to()));
    }
  }

  private boolean namesAnInstance(LinkModel link) {
    return program.instances().stream().anyMatch(instance -> instance.name().equals(link.to()));
  }

  private void checkLinks(InstanceModel instance) {
    Set<String> imports = new HashSet<>();
    for (LinkModel link : instance.links()) {
      if (!imports.add(link.importName())) {
        problems.add(DiagnosticCode.LINKED_TWICE.at(site(instance, link), link.importName()));
      } else if (!namesAnInstance(link)) {
        problems.add(noInstance(link, site(instance, link)));
      }
    }
  }

  private Diagnostic noInstance(LinkModel link, Site site) {
    List<String> names = program.instances().stream().map(AccessorModel::name).toList();
    List<String> nearest = NearestNames.to(link.to(), names);
    Name program = this.program.element().getSimpleName();
    return nearest.isEmpty()
        ? DiagnosticCode.LINK_TO_NO_INSTANCE.at(site, program, link.to(), String.join(", ", names))
        : DiagnosticCode.INSTANCE_MISSPELT.at(
            site, program, link.to(), String.join(" or ", nearest));
  }

  private Site site(AccessorModel accessor, LinkModel link) {
    return program.element().equals(accessor.element().getEnclosingElement())
        ? Site.of(accessor.element(), link.annotation(), link.toValue())
        : Site.of(program.element());
  }
}
