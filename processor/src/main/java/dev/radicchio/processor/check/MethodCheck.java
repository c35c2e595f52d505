package dev.radicchio.processor.check;

import static java.util.stream.Collectors.joining;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.WasmFile;
import dev.radicchio.processor.model.GuestNames;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ScalarType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks a method of a module interface against the export that it means: whether there is one, and
 * its type. Each method is checked alone, so overloads may share an export that fits all of them.
 */
final class MethodCheck {
  private static final int MOST_EXPORTS_LISTED = 10;

  private MethodCheck() {}

  /**
   * The method with its export, if that is a function of the type that the method needs.
   *
   * @param outcome what the method means, which is no global
   */
  static Optional<BoundMethod> bind(
      MethodModel method, MethodExport.Outcome outcome, WasmFile file, List<Diagnostic> problems) {
    if (outcome instanceof MethodExport.Outcome.Found found) {
      List<FunctionType> needed = method.functionTypes();
      if (!needed.isEmpty() && !needed.contains(found.type())) {
        problems.add(mismatch(method, needed.get(0), found, file.name()));
        return Optional.empty();
      }
      return Optional.of(new BoundMethod(method, found.name(), found.type()));
    }
    problems.add(
        outcome instanceof MethodExport.Outcome.Neither other
            ? DiagnosticCode.EXPORT_IS_NO_FUNCTION.at(
                exportSite(method), method.signature(), other.name(), file.name())
            : missing(method, ((MethodExport.Outcome.Missing) outcome).tried(), file));
    return Optional.empty();
  }

  private static Diagnostic mismatch(
      MethodModel method, FunctionType needed, MethodExport.Outcome.Found export, String file) {
    List<ValType> foreign =
        Stream.concat(export.type().params().stream(), export.type().results().stream())
            .filter(type -> ScalarType.of(type).isEmpty())
            .distinct()
            .toList();
    DiagnosticCode code =
        foreign.isEmpty()
            ? DiagnosticCode.EXPORT_TYPE_MISMATCH
            : DiagnosticCode.EXPORT_TYPE_NOT_IN_JAVA;
    return code.at(
        Site.of(method),
        method.signature(),
        needed,
        export.name(),
        file,
        export.type(),
        foreign.isEmpty()
            ? SuggestedDeclaration.of(method, export.type())
            : foreign.stream().map(ValType::toString).collect(joining(" or ")));
  }

  private static Diagnostic missing(MethodModel method, List<String> tried, WasmFile file) {
    Collection<String> functions = file.functionExports().keySet();
    Site site = exportSite(method);
    String names = tried.stream().map(MethodCheck::quoted).collect(joining(" or "));
    List<String> nearest = nearest(method, tried, file);
    return nearest.isEmpty()
        ? DiagnosticCode.EXPORT_MISSING.at(
            site, method.signature(), file.name(), names, listed(functions), tried.get(0))
        : DiagnosticCode.EXPORT_MISSPELT.at(
            site,
            method.signature(),
            file.name(),
            names,
            nearest.stream().map(MethodCheck::quoted).collect(joining(" or ")),
            nearest.get(0));
  }

  /** The names that may be meant; of globals only by what may get or set one. */
  private static List<String> nearest(MethodModel method, List<String> tried, WasmFile file) {
    boolean isAccessor = method.isGetter() || method.isSetter();
    List<String> exports = new ArrayList<>(file.functionExports().keySet());
    if (isAccessor) {
      exports.addAll(file.globalExports().keySet());
    }
    return (isAccessor ? GuestNames.ofGlobal(method) : tried)
        .stream().flatMap(name -> NearestNames.to(name, exports).stream()).distinct().toList();
  }

  static String listed(Collection<String> functions) {
    if (functions.isEmpty()) {
      return "no function";
    }
    String listed =
        functions.stream()
            .limit(MOST_EXPORTS_LISTED)
            .map(MethodCheck::quoted)
            .collect(joining(", "));
    int more = functions.size() - MOST_EXPORTS_LISTED;
    return more > 0 ? listed + " and " + more + " more" : listed;
  }

  private static String quoted(String name) {
    return "\"" + name + "\"";
  }

  private static Site exportSite(MethodModel method) {
    return method
        .givenName()
        .filter(export -> method.isDeclaredByOwner())
        .map(export -> Site.of(method.element(), export.annotation(), export.value()))
        .orElseGet(() -> Site.of(method));
  }
}
