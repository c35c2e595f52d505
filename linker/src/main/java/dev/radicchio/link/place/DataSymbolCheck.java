package dev.radicchio.link.place;

import dev.radicchio.binary.Symbol;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.Relocations;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.ResolvedImports;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that every data symbol of the modules with relocations has an address in the program, and
 * tells whose it is.
 */
final class DataSymbolCheck {
  private final Addresses addresses;
  private final ResolvedImports resolved = new ResolvedImports();
  private final List<Problem> problems = new ArrayList<>();

  DataSymbolCheck(Addresses addresses) {
    this.addresses = addresses;
  }

  void check(List<Instance> instances) {
    for (Instance instance : instances) {
      instance
          .module()
          .relocatability()
          .relocations()
          .ifPresent(relocations -> check(instance, relocations));
    }
  }

  private void check(Instance instance, Relocations relocations) {
    relocations.dataSymbols().forEach(symbol -> check(instance, relocations, symbol));
  }

  private void check(Instance instance, Relocations relocations, Symbol symbol) {
    if (isUnknownAbsolute(instance, relocations, symbol)) {
      problems.add(ProblemCode.ABSOLUTE_SYMBOL.of(instance.name(), instance.file(), symbol.name()));
    }
    addresses.addTo(resolved, instance, symbol);
    if (symbol.isUndefined() && addresses.of(instance, relocations, symbol).isEmpty()) {
      problems.add(
          ProblemCode.UNDEFINED_DATA.of(
              instance.name(), instance.file(), symbol.name(), ImportNames.flat(symbol.name())));
    }
  }

  private boolean isUnknownAbsolute(Instance instance, Relocations relocations, Symbol symbol) {
    return relocations.staysInData(symbol)
        && addresses.linkerDefined(instance, symbol.name()).isEmpty();
  }

  /** Where the data comes from that modules leave to others. */
  List<ResolvedImport> resolved() {
    return resolved.all();
  }

  List<Problem> problems() {
    return problems;
  }
}
