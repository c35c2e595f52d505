package dev.radicchio.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.radicchio.fixture.ModuleBytes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Modules that consist of one custom section, which begins at a known offset. */
final class CustomSection {
  private static final int HEADER_BYTES = 8;

  private CustomSection() {}

  static WasmBinary module(String name, WasmWriter contents) {
    return WasmBinary.read(new ModuleBytes().custom(name, contents).toByteArray());
  }

  /** Where the contents begin, after the section's number, its size and its name. */
  static int start(String name) {
    return HEADER_BYTES + 1 + 1 + 1 + name.length();
  }

  /** Checks that reading fails, and says where. */
  static void assertMalformed(ThrowingCallable reading, int offset, String problem) {
    MalformedWasmException malformed = catchThrowableOfType(MalformedWasmException.class, reading);
    assertThat(malformed).isNotNull();
    assertThat(malformed.problem()).isEqualTo(problem);
    assertThat(malformed.offset()).isEqualTo(offset);
  }
}
