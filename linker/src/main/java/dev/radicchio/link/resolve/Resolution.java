package dev.radicchio.link.resolve;

import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.plan.ExportPointers;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.ImportBinding;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What every import of a program means.
 *
 * @param symbols the export that each import means
 * @param functions the function of the image that each function is
 * @param types the types of the image, as far as modules and imports have them
 * @param hosts the modules whose imports are the host's where no instance satisfies them
 * @param hostImports the functions that the host has to have, by instance
 * @param imports where each function comes from that an instance does not have itself
 * @param problems what is missing, or could be meant otherwise
 */
public record Resolution(
    SymbolTable symbols,
    Functions functions,
    ImageTypes types,
    HostModules hosts,
    List<HostImport> hostImports,
    List<ResolvedImport> imports,
    List<Problem> problems) {
  /**
   * Resolves all imports.
   *
   * @param bindings imports that must come from one instance
   * @param pointers what the program says of exported functions
   * @param javaAllocates whether code in Java allocates from the program's heap
   */
  public static Resolution of(
      Allocation allocation,
      HostModules hosts,
      List<ImportBinding> bindings,
      List<ExportPointers> pointers,
      boolean javaAllocates) {
    BoundImports bound = BoundImports.of(allocation.instances(), bindings);
    ImageTypes types = ImageTypes.of(allocation.instances());
    Interposition interposition = Interposition.of(allocation, bound, types);
    ExportLookup lookup = new ExportLookup(allocation, hosts, bound, interposition);
    SymbolTable symbols = SymbolTable.of(allocation, lookup);
    FunctionResolver resolver =
        new FunctionResolver(
            allocation, lookup, symbols, hosts, types, new Adapters(allocation, pointers));
    Functions functions = resolver.resolve();
    List<Problem> problems = new ArrayList<>(bound.problems());
    if (!hosts.isAll()) {
      problems.addAll(NeededLibraries.missing(allocation.instances()));
    }
    problems.addAll(interposition.problems());
    problems.addAll(DroppedNames.warnings(allocation.instances()));
    problems.addAll(symbols.problems());
    problems.addAll(resolver.problems());
    problems.addAll(KeptAllocators.warnings(allocation, lookup, symbols.warnedOf(), javaAllocates));
    return new Resolution(
        symbols,
        functions,
        types,
        hosts,
        List.copyOf(resolver.hostImports()),
        resolver.resolved().all(),
        List.copyOf(problems));
  }
}
