package dev.radicchio.link.place;

import dev.radicchio.binary.Symbol;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.Relocs;
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
public final class DataSymbolCheck {
  private final Addresses addresses;
  private final ResolvedImports resolved = new ResolvedImports();
  private final List<Problem> problems = new ArrayList<>();

  DataSymbolCheck(Addresses addresses) {
    this.addresses = addresses;
  }

  public void check(List<Instance> instances) {
    for (Instance instance : instances) {
      if (instance.module().relocatability() instanceof Relocs relocs) {
        for (Symbol symbol : relocs.symbols()) {
          if (symbol.kind() == Symbol.Kind.DATA) {
            check(instance, relocs, symbol);
          }
        }
      }
    }
  }

  private void check(Instance instance, Relocs relocs, Symbol symbol) {
    if (isUnknownAbsolute(instance, relocs, symbol)) {
      problems.add(ProblemCode.ABSOLUTE_SYMBOL.of(instance.name(), instance.file(), symbol.name()));
    }
    if (symbol.isUndefined()) {
      addresses.addTo(resolved, instance, symbol);
    }
    if (symbol.isUndefined() && addresses.of(instance, relocs, symbol).isEmpty()) {
      problems.add(ProblemCode.UNDEFINED_DATA.of(instance.name(), instance.file(), symbol.name()));
    }
  }

  private boolean isUnknownAbsolute(Instance instance, Relocs relocs, Symbol symbol) {
    long value = relocs.address(symbol);
    return symbol.isAbsolute()
        && !symbol.isUndefined()
        && value > relocs.dataStart()
        && value <= relocs.dataEnd()
        && !relocs.isSectionBound(symbol)
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
