package dev.radicchio.processor.check;

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

  RegionCheck(ProgramModel program, List<Diagnostic> problems) {
    this.program = program;
    this.problems = problems;
  }

  /** Those that can be reserved; the others are reported. */
  List<RegionModel> check() {
    List<RegionModel> good = new ArrayList<>();
    Map<String, RegionModel> byConstant = new HashMap<>();
    for (RegionModel region : program.regions()) {
      String what = problem(region, byConstant);
      if (what == null) {
        byConstant.put(region.constantName(), region);
        byConstant.put(region.sizeConstantName(), region);
        good.add(region);
      } else {
        problems.add(
            Diagnostic.error(
                new Site(program.element(), region.annotation(), null),
                "the region " + region.importName() + what));
      }
    }
    return good;
  }

  private @Nullable String problem(RegionModel region, Map<String, RegionModel> byConstant) {
    int dot = region.importName().indexOf('.');
    if (dot <= 0 || dot == region.importName().length() - 1) {
      return " is no import; give both names of one, with a dot between them (mem.data_offset)";
    }
    if (region.bytes() <= 0) {
      return " has " + region.bytes() + " bytes; give it at least one";
    }
    if (region.alignment() <= 0 || Integer.bitCount(region.alignment()) != 1) {
      return " is aligned to " + region.alignment() + "; give a power of two";
    }
    String constant = region.constantName();
    if (!SourceVersion.isName(constant)) {
      return " would have the constant " + constant + ", which is no Java name; rename the import";
    }
    for (String name : List.of(constant, region.sizeConstantName())) {
      String clash = clash(region, name, byConstant.get(name));
      if (clash != null) {
        return clash;
      }
    }
    return null;
  }

  private @Nullable String clash(RegionModel region, String constant, @Nullable RegionModel other) {
    if (LAYOUT_CONSTANTS.contains(constant)) {
      return " would have the constant " + constant + ", which every layout has; rename the import";
    }
    if (other != null) {
      return other.importName().equals(region.importName())
          ? " is there twice; remove one"
          : " and "
              + other.importName()
              + " would both have the constant "
              + constant
              + "; rename one of the imports";
    }
    // Of a constant and a class of one name, Java takes the constant.
    return program.instances().stream()
        .filter(instance -> instance.className().equals(constant))
        .findFirst()
        .map(
            instance ->
                " would have the constant "
                    + constant
                    + ", and accessor "
                    + instance.name()
                    + " the class of that name in "
                    + program.layoutName()
                    + "; rename one")
        .orElse(null);
  }
}
