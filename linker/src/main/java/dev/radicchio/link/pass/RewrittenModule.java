package dev.radicchio.link.pass;

/** What a pass made of a module. */
public final class RewrittenModule {
  private final byte[] bytes;
  private final CodeMap code;

  /**
   * @param bytes the new module, kept and not to be changed
   * @param code where its code was, and where it is now
   */
  public RewrittenModule(byte[] bytes, CodeMap code) {
    this.bytes = bytes;
    this.code = code;
  }

  /** A module that is as it was. */
  public static RewrittenModule unchanged(byte[] module) {
    return new RewrittenModule(module, CodeMap.IDENTITY);
  }

  /** The module's bytes, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where its code was, and where it is now. */
  public CodeMap code() {
    return code;
  }

  /** What becomes of this module by one more pass, seen from where this began. */
  RewrittenModule then(ImagePass pass) {
    RewrittenModule next = pass.rewrite(bytes);
    return new RewrittenModule(next.bytes, code.then(next.code));
  }
}
