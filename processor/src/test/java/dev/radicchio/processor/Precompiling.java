package dev.radicchio.processor;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has the tests of a class compile all programs to bytecode. */
final class Precompiling implements BeforeAllCallback, AfterAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    Compile.precompile(true);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Compile.precompile(false);
  }
}
