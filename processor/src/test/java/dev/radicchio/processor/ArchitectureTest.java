package dev.radicchio.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Who may know whom. Rules are about class files: names in strings escape them. */
class ArchitectureTest {
  private static final JavaClasses PROCESSOR =
      new ClassFileImporter()
          .importUrl(RadicchioProcessor.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.radicchio.(**)").should().beFreeOfCycles().check(PROCESSOR);
  }

  /** Not even what compiles: it asks for an engine by its name. */
  @Test
  void nothingNamesAnEnginesOwnClasses() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.dylibso.chicory..", "run.endive..")
        .check(PROCESSOR);
  }
}
