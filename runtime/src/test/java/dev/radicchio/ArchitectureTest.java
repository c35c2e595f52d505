package dev.radicchio;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import dev.radicchio.link.Linker;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may know whom. Rules are about class files: constants that javac copied, and names in
 * strings, escape them.
 */
class ArchitectureTest {
  private static final String ENGINES = "dev.radicchio.engine";

  private static final String LINK = "dev.radicchio.link";

  /** The packages of the linker's stages: each may use those before it. */
  private static final List<String> STAGES =
      List.of("input", "allocator", "resolve", "place", "bind", "fuse", "pass");

  private static final JavaClasses RUNTIME =
      new ClassFileImporter()
          .importUrls(
              Stream.of(Linker.class, LinkedProgram.class).map(ArchitectureTest::from).toList());

  private static URL from(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.(**)").should().beFreeOfCycles().check(RUNTIME);
  }

  @ParameterizedTest
  @CsvSource({"com.dylibso.chicory.., .chicory..", "run.endive.., .endive.."})
  void onlyItsOwnPackageNamesAnEngine(String theirs, String ours) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ENGINES + ours)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(theirs)
        .check(RUNTIME);
    classes()
        .that()
        .resideInAPackage(ENGINES + ours)
        .and()
        .haveSimpleNameEndingWith("Hosts")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(theirs)
        .check(RUNTIME);
  }

  @Test
  void theBinaryFormatKnowsNothingOfLinking() {
    noClasses()
        .that()
        .resideInAPackage("dev.radicchio.binary..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(LINK + "..")
        .check(RUNTIME);
  }

  @Test
  void stagesOfLinkingUseEarlierStagesOnly() {
    LayeredArchitecture rule =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .optionalLayer("values")
            .definedBy(belowLinkBesidesStages())
            .layer("API")
            .definedBy(LINK);
    for (String stage : STAGES) {
      rule = rule.layer(stage).definedBy(packageOf(stage));
    }
    for (int i = 0; i < STAGES.size(); i++) {
      List<String> users = new ArrayList<>(STAGES.subList(i + 1, STAGES.size()));
      users.add("API");
      rule = rule.whereLayer(STAGES.get(i)).mayOnlyBeAccessedByLayers(users.toArray(String[]::new));
    }
    rule.whereLayer("API").mayNotBeAccessedByAnyLayer().check(RUNTIME);
  }

  /** What all stages share: values such as layouts and problems. */
  private static DescribedPredicate<JavaClass> belowLinkBesidesStages() {
    String[] stages = STAGES.stream().map(ArchitectureTest::packageOf).toArray(String[]::new);
    return resideInAPackage(LINK + ".*..").and(not(resideInAnyPackage(stages)));
  }

  private static String packageOf(String stage) {
    return LINK + "." + stage + "..";
  }
}
