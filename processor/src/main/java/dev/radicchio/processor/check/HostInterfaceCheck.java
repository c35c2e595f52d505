package dev.radicchio.processor.check;

import dev.radicchio.processor.model.HostMethodModel;
import dev.radicchio.processor.model.MethodModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.TypeElement;

/** Checks a {@code @WasmHost} interface alone, whatever guests import. */
public final class HostInterfaceCheck {
  private HostInterfaceCheck() {}

  /**
   * Its problems.
   *
   * @param module the module that guests import the methods from
   */
  public static List<Diagnostic> check(
      TypeElement host, String module, List<HostMethodModel> methods) {
    List<Diagnostic> problems = new ArrayList<>(InterfaceShape.check(host, "@WasmHost"));
    if (problems.isEmpty()) {
      methods.forEach(method -> SignatureCheck.ofImport(method.method(), problems));
      checkNames(module, methods, problems);
    }
    return problems;
  }

  /** Guests have no overloads: what imports a name gets one method. */
  private static void checkNames(
      String module, List<HostMethodModel> methods, List<Diagnostic> problems) {
    Map<String, MethodModel> byName = new HashMap<>();
    for (HostMethodModel host : methods) {
      MethodModel method = host.method();
      host.importNames().stream()
          .filter(byName::containsKey)
          .findFirst()
          .ifPresent(
              name ->
                  problems.add(
                      Diagnostic.error(
                          Site.of(method),
                          method.signature()
                              + " is for the import "
                              + module
                              + "."
                              + name
                              + ", as is "
                              + Objects.requireNonNull(byName.get(name)).signature()
                              + "; name another import with @WasmImport, or remove one")));
      host.importNames().forEach(name -> byName.putIfAbsent(name, method));
    }
  }
}
