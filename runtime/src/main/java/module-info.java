/** The runtime of Radicchio: links modules into one image and runs it on Chicory or on Endive. */
module dev.radicchio.runtime {
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
  exports dev.radicchio.binary;
  exports dev.radicchio.engine;
  exports dev.radicchio.engine.chicory;
  exports dev.radicchio.engine.endive;
  exports dev.radicchio.link;
  exports dev.radicchio.link.plan;
  exports dev.radicchio.link.problem;
  exports dev.radicchio.memory;

  uses dev.radicchio.engine.Engine;

  provides dev.radicchio.engine.Engine with
      dev.radicchio.engine.chicory.ChicoryEngine,
      dev.radicchio.engine.endive.EndiveEngine;
}
