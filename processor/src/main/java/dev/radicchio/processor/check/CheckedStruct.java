package dev.radicchio.processor.check;

import dev.radicchio.processor.model.StructModel;
import java.util.List;
import java.util.Optional;

/**
 * A struct after its checks.
 *
 * @param layout empty if the struct, or one inside it, has an error
 */
public record CheckedStruct(
    StructModel model, Optional<StructLayout> layout, List<Diagnostic> diagnostics) {
  public CheckedStruct {
    diagnostics = List.copyOf(diagnostics);
  }
}
