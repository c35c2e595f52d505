package dev.radicchio.processor.check;

import dev.radicchio.link.Linker;
import dev.radicchio.processor.model.ProgramModel;
import dev.radicchio.processor.model.RegionModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/** Checks the regions that a program reserves. */
final class RegionCheck {
  private static final Set<String> LAYOUT_CONSTANTS =
      Set.of("STACK_LOW", "STACK_HIGH", "HEAP_BASE", "INITIAL_PAGES", "TABLE_SLOTS");

  private final ProgramModel program;
  private final List<Diagnostic> problems;
  private final List<RegionModel> good = new ArrayList<>();

  RegionCheck(ProgramModel program, List<Diagnostic> problems) {
    this.program = program;
    this.problems = problems;
  }

  void check() {
    Map<String, RegionModel> byConstant = new HashMap<>();
    for (RegionModel region : program.regions()) {
      Diagnostic problem = problem(region, byConstant);
      if (problem == null) {
        byConstant.put(region.constantName(), region);
        byConstant.put(region.sizeConstantName(), region);
        good.add(region);
      } else {
        problems.add(problem);
      }
    }
  }

  /** Asks for those that can be reserved. */
  void addTo(Linker linker) {
    good.forEach(region -> linker.region(region.importName(), region.bytes(), region.alignment()));
  }

  private @Nullable Diagnostic problem(RegionModel region, Map<String, RegionModel> byConstant) {
    Site site = site(region);
    String name = region.importName();
    int dot = name.indexOf('.');
    if (dot <= 0 || dot == name.length() - 1) {
      return DiagnosticCode.REGION_IS_NO_IMPORT.at(site, name);
    }
    if (region.bytes() <= 0) {
      return DiagnosticCode.REGION_SIZE.at(site, name, region.bytes());
    }
    if (region.alignment() <= 0 || Integer.bitCount(region.alignment()) != 1) {
      return DiagnosticCode.REGION_ALIGNMENT.at(site, name, region.alignment());
    }
    String constant = region.constantName();
    if (!SourceVersion.isName(constant)) {
      return DiagnosticCode.REGION_CONSTANT_IS_NO_NAME.at(site, name, constant);
    }
    for (String one : List.of(constant, region.sizeConstantName())) {
      Diagnostic clash = clash(region, one, byConstant.get(one));
      if (clash != null) {
        return clash;
      }
    }
    return null;
  }

  private @Nullable Diagnostic clash(
      RegionModel region, String constant, @Nullable RegionModel other) {
    Site site = site(region);
    String name = region.importName();
    if (LAYOUT_CONSTANTS.contains(constant)) {
      return DiagnosticCode.REGION_CONSTANT_OF_LAYOUT.at(site, name, constant);
    }
    if (other != null) {
      return other.importName().equals(name)
          ? DiagnosticCode.REGION_TWICE.at(site, name)
          : DiagnosticCode.REGION_CONSTANT_TWICE.at(site, name, other.importName(), constant);
    }
    // Of a constant and a class of one name, Java takes the constant.
    return program.instances().stream()
        .filter(instance -> instance.className().equals(constant))
        .findFirst()
        .map(
            instance ->
                DiagnosticCode.REGION_CONSTANT_OF_CLASS.at(
                    site, name, constant, instance.name(), program.layoutName()))
        .orElse(null);
  }

  private Site site(RegionModel region) {
    return new Site(program.element(), region.annotation(), null);
  }
}
