/** The annotations that describe WebAssembly modules and the programs made of them. */
module dev.radicchio.annotations {
  requires static org.jspecify;

  exports dev.radicchio.annotations;
}
