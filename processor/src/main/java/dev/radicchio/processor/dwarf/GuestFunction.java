package dev.radicchio.processor.dwarf;

import java.util.List;
import java.util.Optional;

/**
 * A function as its source declares it.
 *
 * @param name as the source has it, without what is around it
 * @param result empty if it returns nothing
 * @param isVariadic whether more parameters may follow
 * @param isRust whether it is written in Rust
 */
public record GuestFunction(
    String name,
    List<GuestType> parameters,
    Optional<GuestType> result,
    boolean isVariadic,
    boolean isRust) {
  public GuestFunction {
    parameters = List.copyOf(parameters);
  }

  /** Whether nothing is said of what it takes and returns, as where there are only line numbers. */
  public boolean hasNoTypes() {
    return parameters.isEmpty() && result.isEmpty();
  }
}
