package dev.radicchio.processor.check;

import static java.util.stream.Collectors.joining;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.WasmFile;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * Checks a method of a module interface: its declaration, then the export that it means, then the
 * type of that export. Each method is checked alone, so overloads may share an export that fits all
 * of them.
 */
final class MethodCheck {
  private static final int MOST_EXPORTS_LISTED = 10;

  private MethodCheck() {}

  /** Problems that a method has whatever the file holds. */
  static void checkDeclaration(MethodModel method, List<Diagnostic> problems) {
    if (!method.element().getTypeParameters().isEmpty()) {
      problems.add(
          Diagnostic.error(
              site(method),
              method.signature()
                  + " has type parameters, and a Wasm function has none; remove them"));
      return;
    }
    for (ParameterModel parameter : method.parameters()) {
      if (parameter.scalar().isEmpty()) {
        problems.add(
            Diagnostic.error(
                method.isDeclaredByOwner() ? Site.of(parameter.element()) : site(method),
                method.signature()
                    + " takes "
                    + MethodModel.typeName(parameter.type())
                    + " "
                    + parameter.name()
                    + ", which no Wasm type stands for; take int, boolean, long, float or double"
                    + " (an address in the memory is an int)"));
      }
    }
    if (method.result() instanceof ResultModel.Unsupported unsupported) {
      problems.add(
          Diagnostic.error(
              site(method),
              method.signature()
                  + " returns "
                  + MethodModel.typeName(unsupported.type())
                  + ", which no Wasm type stands for; return void, int, boolean, long, float,"
                  + " double, or a record of these for several results (an address in the memory"
                  + " is an int)"));
    }
    if (method.result() instanceof ResultModel.Components result) {
      checkRecord(method, result, problems);
    }
  }

  private static void checkRecord(
      MethodModel method, ResultModel.Components result, List<Diagnostic> problems) {
    TypeElement type = result.element();
    if (!type.getTypeParameters().isEmpty()) {
      problems.add(
          Diagnostic.error(
              site(method),
              method.signature() + " returns a record with type parameters; use one without"));
    }
    if (!InterfaceShape.isAccessible(type, method.owner())) {
      problems.add(
          Diagnostic.error(
              site(method),
              method.signature()
                  + " returns record "
                  + type.getSimpleName()
                  + ", which "
                  + method.owner().getSimpleName()
                  + " cannot see from its package; make the record "
                  + (type.getModifiers().contains(Modifier.PRIVATE)
                      ? "at least package-private"
                      : "public")));
    }
    for (ResultModel.Component component : result.components()) {
      if (component.scalar().isEmpty()) {
        problems.add(
            Diagnostic.error(
                site(method),
                method.signature()
                    + " returns record "
                    + type.getSimpleName()
                    + ", whose component "
                    + MethodModel.typeName(component.type())
                    + " "
                    + component.name()
                    + " no Wasm type stands for; use int, boolean, long, float or double"));
      }
    }
  }

  /** The method with its export, if there is one of the type that the method needs. */
  static Optional<BoundMethod> bind(MethodModel method, WasmFile file, List<Diagnostic> problems) {
    ExportLookup.Outcome outcome = ExportLookup.find(method, file);
    if (outcome instanceof ExportLookup.Outcome.Found found) {
      Optional<FunctionType> needed = method.functionType();
      if (needed.isPresent() && !needed.get().equals(found.type())) {
        problems.add(
            Diagnostic.error(site(method), mismatch(method, needed.get(), found, file.name())));
        return Optional.empty();
      }
      return Optional.of(new BoundMethod(method, found.name()));
    }
    problems.add(
        Diagnostic.error(
            exportSite(method),
            outcome instanceof ExportLookup.Outcome.NotAFunction other
                ? method.signature()
                    + ": export \""
                    + other.name()
                    + "\" of "
                    + file.name()
                    + " is not a function; name one with @WasmExport"
                : missing(method, ((ExportLookup.Outcome.Missing) outcome).tried(), file)));
    return Optional.empty();
  }

  private static String mismatch(
      MethodModel method, FunctionType needed, ExportLookup.Outcome.Found export, String file) {
    String found =
        method.signature()
            + " needs "
            + needed
            + ", but export \""
            + export.name()
            + "\" of "
            + file
            + " is "
            + export.type();
    List<ValType> foreign =
        Stream.concat(export.type().params().stream(), export.type().results().stream())
            .filter(type -> ScalarType.of(type).isEmpty())
            .distinct()
            .toList();
    return foreign.isEmpty()
        ? found + "; declare it as: " + SuggestedDeclaration.of(method, export.type())
        : found
            + ", and no Java type stands for "
            + foreign.stream().map(ValType::toString).collect(joining(" or "))
            + "; export a function without it";
  }

  private static String missing(MethodModel method, List<String> tried, WasmFile file) {
    Collection<String> functions = file.functionExports().keySet();
    String found =
        method.signature()
            + ": "
            + file.name()
            + " has no export "
            + tried.stream().map(MethodCheck::quoted).collect(joining(" or "));
    List<String> nearest =
        tried.stream()
            .flatMap(name -> NearestNames.to(name, functions).stream())
            .distinct()
            .toList();
    if (!nearest.isEmpty()) {
      return found
          + "; did you mean "
          + nearest.stream().map(MethodCheck::quoted).collect(joining(" or "))
          + "? Say so with @WasmExport(\""
          + nearest.get(0)
          + "\")";
    }
    return found
        + "; it exports "
        + listed(functions)
        + ". Name one with @WasmExport, or export the function where it is written (C:"
        + " __attribute__((export_name(\""
        + tried.get(0)
        + "\"))); Rust: #[no_mangle] pub extern \"C\")";
  }

  private static String listed(Collection<String> functions) {
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

  private static Site site(MethodModel method) {
    return Site.ofMember(method.element(), method.owner());
  }

  private static Site exportSite(MethodModel method) {
    return method
        .export()
        .filter(export -> method.isDeclaredByOwner())
        .map(export -> Site.of(method.element(), export.annotation(), export.value()))
        .orElseGet(() -> site(method));
  }
}
