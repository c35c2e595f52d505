/** The runtime of Radicchio: runs what the linker makes, on Chicory or on Endive. */
module dev.radicchio.runtime {
  requires transitive dev.radicchio.linker;
  requires static com.dylibso.chicory.compiler;
  requires static com.dylibso.chicory.runtime;
  requires static com.dylibso.chicory.wasi;
  requires static com.dylibso.chicory.wasm;
  requires static run.endive.compiler;
  requires static run.endive.runtime;
  requires static run.endive.wasi;
  requires static run.endive.wasm;
  requires static org.jspecify;

  exports dev.radicchio;
  exports dev.radicchio.engine;
  exports dev.radicchio.engine.chicory;
  exports dev.radicchio.engine.endive;
  exports dev.radicchio.memory;

  uses dev.radicchio.engine.Engine;

  provides dev.radicchio.engine.Engine with
      dev.radicchio.engine.chicory.ChicoryEngine,
      dev.radicchio.engine.endive.EndiveEngine;
}
