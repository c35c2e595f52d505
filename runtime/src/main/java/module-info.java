/** The runtime of Radicchio: links modules into one image and runs it on Chicory. */
module dev.radicchio.runtime {
  requires transitive com.dylibso.chicory.wasm;
  requires transitive com.dylibso.chicory.runtime;
  requires static com.dylibso.chicory.compiler;
  requires static com.dylibso.chicory.wasi;
  requires static org.jspecify;

  exports dev.radicchio;
  exports dev.radicchio.binary;
  exports dev.radicchio.engine;
  exports dev.radicchio.engine.chicory;
  exports dev.radicchio.link;
  exports dev.radicchio.link.plan;
  exports dev.radicchio.link.problem;
  exports dev.radicchio.memory;

  uses dev.radicchio.engine.Engine;

  provides dev.radicchio.engine.Engine with
      dev.radicchio.engine.chicory.ChicoryEngine;
}
