package dev.radicchio;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.engine.EngineHosts;

/**
 * What a program imports from Java. A value of this class is for one program only, since hosts may
 * have state.
 */
public final class Hosts {
  private final HostImports imports = new HostImports();

  private Hosts() {}

  /** Nothing. */
  public static Hosts none() {
    return new Hosts();
  }

  /**
   * Adds a function, which is told which instance calls.
   *
   * @param module the first of the import's two names
   * @param name the second
   * @param type its type, of numbers only
   */
  public Hosts add(String module, String name, FunctionType type, HostHandler handler) {
    imports.add(module, name, type, handler);
    return this;
  }

  /**
   * Adds what an engine's own classes make: functions, globals, WASI. The program has to run on
   * that engine. It is closed with the program, or at once if a constructor throws.
   */
  public Hosts add(EngineHosts hosts) {
    imports.addOwn(hosts);
    return this;
  }

  HostImports imports() {
    return imports;
  }
}
