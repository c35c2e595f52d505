package dev.radicchio.engine;

/**
 * How many calls of Java by guests have not returned yet; each may call guests in turn. Only
 * programs with several stack pointers need to know, and only their calls are counted.
 */
public final class CallDepth {
  private final boolean counted;
  private int depth;

  public CallDepth(boolean counted) {
    this.counted = counted;
  }

  /** Whether the engine has to tell of each call. */
  public boolean isCounted() {
    return counted;
  }

  /** A guest calls Java. */
  public void enter() {
    depth++;
  }

  /** Such a call ends. */
  public void leave() {
    depth--;
  }

  int depth() {
    return depth;
  }
}
