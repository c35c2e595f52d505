package dev.radicchio.link.pass;

/** A change of a whole image, or of one module of it: bytes in, bytes out. */
@FunctionalInterface
public interface ImagePass {
  /**
   * Rewrites a module.
   *
   * @param module its bytes, which are not changed
   * @return what became of it; {@link RewrittenModule#unchanged} if there is nothing to do
   */
  RewrittenModule rewrite(byte[] module);
}
