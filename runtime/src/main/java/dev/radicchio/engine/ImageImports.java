package dev.radicchio.engine;

import dev.radicchio.binary.FunctionType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an image imports from Java. */
public interface ImageImports {
  /**
   * A function for an import.
   *
   * @param type null if it is of the type that the import has
   */
  record Function(@Nullable FunctionType type, JavaFunction function) {}

  /** The function for an import; null if there is none but what {@link #own} has. */
  @Nullable Function function(String module, String name);

  /** What the program was given in the engine's own terms. */
  List<EngineHosts> own();
}
