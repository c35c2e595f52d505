package dev.radicchio.annotations;

/** What runs a program. Endive continues Chicory under another name. */
public enum WasmEngine {
  /**
   * The one that the option {@code -Aradicchio.engine} names, or else the one on the class path:
   * Chicory where both are.
   */
  PRESENT,
  /** Chicory, {@code com.dylibso.chicory}. */
  CHICORY,
  /** Endive, {@code run.endive}. */
  ENDIVE
}
