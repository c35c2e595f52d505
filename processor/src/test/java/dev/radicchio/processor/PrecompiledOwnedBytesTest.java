package dev.radicchio.processor;

import java.util.List;

/** The same with programs that are compiled to bytecode. */
final class PrecompiledOwnedBytesTest extends OwnedBytesTest {
  @Override
  List<String> options() {
    return Compile.PRECOMPILE;
  }
}
