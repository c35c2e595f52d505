package dev.radicchio.link.pass;

import dev.radicchio.GuestTrapException;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import java.util.ArrayList;
import java.util.List;

/** What all exported functions of an instance return, in the order of the module's exports. */
final class ExportedResults {
  private ExportedResults() {}

  /** For each function its name and its result, or how it failed. */
  static List<String> of(LinkedProgram program, String instance, WasmBinary module) {
    List<String> results = new ArrayList<>();
    for (Export export : module.exports()) {
      if (export.kind() == ExternType.Kind.FUNCTION) {
        FunctionType type = module.functionType(export.index());
        results.add(export.name() + " = " + result(program, instance, export.name(), type));
      }
    }
    return results;
  }

  private static String result(
      LinkedProgram program, String instance, String name, FunctionType type) {
    try {
      long result = program.function(instance, name).call()[0];
      return Long.toString(type.results().get(0).equals(ValType.I32) ? (int) result : result);
    } catch (GuestTrapException e) {
      return String.valueOf(e.getMessage()).contains("caught the exception") ? "exception" : "trap";
    }
  }
}
