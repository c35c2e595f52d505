/** The linker of Radicchio: makes one image of several modules, for whatever engine. */
module dev.radicchio.linker {
  requires static org.jspecify;

  exports dev.radicchio.binary;
  exports dev.radicchio.link;
  exports dev.radicchio.link.plan;
  exports dev.radicchio.link.problem;
  exports dev.radicchio.link.pass to
      dev.radicchio.runtime;
}
