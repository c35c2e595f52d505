package dev.radicchio.engine;

import java.io.IOException;

/**
 * Functions and values in the terms of one engine, which a program on that engine imports as they
 * are, and which the program closes. {@link dev.radicchio.engine.chicory.ChicoryHosts} and {@link
 * dev.radicchio.engine.endive.EndiveHosts} make them: no one else has to load an engine's types.
 */
public interface EngineHosts extends AutoCloseable {
  /** The name of the engine, as {@link Engine#name} has it. */
  String engine();

  @Override
  void close() throws IOException;
}
