package dev.radicchio.processor.check;

import dev.radicchio.processor.model.HostMethodModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;

/** Checks a {@code @WasmHost} interface alone, whatever guests import. */
public final class HostInterfaceCheck {
  private HostInterfaceCheck() {}

  /** Its problems. */
  public static List<Diagnostic> check(TypeElement host, List<HostMethodModel> methods) {
    List<Diagnostic> problems = new ArrayList<>(InterfaceShape.check(host, "@WasmHost"));
    methods.forEach(method -> SignatureCheck.ofImport(method.method(), problems));
    return problems;
  }
}
