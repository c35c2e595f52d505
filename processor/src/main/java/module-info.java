/** The annotation processor of Radicchio. It exports nothing: compilers find it as a service. */
module dev.radicchio.processor {
  requires auto.common;
  requires com.dylibso.chicory.compiler;
  requires com.google.common;
  requires com.palantir.javapoet;
  requires dev.radicchio.annotations;
  requires dev.radicchio.runtime;
  requires java.compiler;
  requires static com.google.auto.service;
  requires static run.endive.compiler;
  requires static org.jspecify;

  provides javax.annotation.processing.Processor with
      dev.radicchio.processor.RadicchioProcessor;
}
