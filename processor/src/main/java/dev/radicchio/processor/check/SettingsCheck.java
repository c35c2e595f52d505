package dev.radicchio.processor.check;

import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.processor.model.ProgramModel;
import java.util.List;
import javax.lang.model.element.AnnotationValue;

/** Checks what a program says by a number or a name alone. */
final class SettingsCheck {
  private final ProgramModel program;
  private final List<Diagnostic> problems;

  SettingsCheck(ProgramModel program, List<Diagnostic> problems) {
    this.program = program;
    this.problems = problems;
  }

  void check() {
    int stackBytes = program.stackBytes().value();
    if (stackBytes < 0) {
      problems.add(
          DiagnosticCode.NEGATIVE_STACK.at(
              site(program.stackBytes().annotationValue()), stackBytes));
    }
    int maxPages = program.maxPages().value();
    if (!isLimit(maxPages)) {
      problems.add(
          DiagnosticCode.MAX_PAGES.at(
              site(program.maxPages().annotationValue()), maxPages, Layout.MAX_PAGES));
    }
    String layoutFile = program.layoutFile().value();
    if (!layoutFile.isEmpty() && !ModuleCheck.isResourceName(layoutFile)) {
      problems.add(
          DiagnosticCode.NO_LAYOUT_RESOURCE_NAME.at(
              site(program.layoutFile().annotationValue()), layoutFile));
    }
  }

  /** Asks for what is right. */
  void addTo(Linker linker) {
    linker.stackBytes(Math.max(0, program.stackBytes().value()));
    int maxPages = program.maxPages().value();
    if (isLimit(maxPages)) {
      linker.maxPages(maxPages);
    }
  }

  private static boolean isLimit(int pages) {
    return pages >= 0 && pages <= Layout.MAX_PAGES;
  }

  private Site site(AnnotationValue value) {
    return Site.of(program.element(), program.annotation(), value);
  }
}
