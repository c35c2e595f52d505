package dev.radicchio.link.fuse;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.link.bind.GlobalBinding;
import dev.radicchio.link.bind.OwnMemorySize;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of an instance's code in the image, byte by byte. */
final class CodeRewriterTest {
  private static final OwnMemorySize VIEW = new OwnMemorySize(7, 90);

  private static GlobalBinding constant(int global) {
    return new GlobalBinding.Constant(4096);
  }

  private static GlobalBinding tenth(int global) {
    return new GlobalBinding.Index(10);
  }

  private static byte[] raw(int... values) {
    return bytes(values).toByteArray();
  }

  /** Rewrites a body without locals, whose indices but those of globals stay as they are. */
  private static byte[] rewritten(
      IntFunction<GlobalBinding> globals, @Nullable OwnMemorySize view, int... instructions) {
    byte[] source = bytes(0).append(bytes(instructions)).toByteArray();
    CodeRewriter rewriter =
        new CodeRewriter(source, (space, opcode, index) -> index, globals, view);
    WasmWriter out = new WasmWriter();
    rewriter.begin(out, 1);
    InstructionWalker.walkBody(new WasmReader(source), rewriter);
    rewriter.end(source.length);
    return out.toByteArray();
  }

  @Test
  void constantsAndTheOwnMemorySizeReplaceInstructions() {
    assertThat(
            rewritten(
                CodeRewriterTest::constant,
                VIEW,
                0x23,
                0x01,
                0x3F,
                0x00,
                0x41,
                0x01,
                0x40,
                0x00,
                0x0B))
        .isEqualTo(raw(0x41, 0x80, 0x20, 0x23, 0x07, 0x41, 0x01, 0x10, 0x5A, 0x0B));
  }

  @Test
  void aGlobalHasItsIndexInTheImage() {
    assertThat(rewritten(CodeRewriterTest::tenth, null, 0x23, 0x01, 0x24, 0x01, 0x0B))
        .isEqualTo(raw(0x23, 0x0A, 0x24, 0x0A, 0x0B));
  }

  @Test
  void aPaddedIndexOfAGlobalGetsItsShortestForm() {
    assertThat(
            rewritten(
                CodeRewriterTest::tenth, null, 0x23, 0x81, 0x80, 0x80, 0x80, 0x00, 0x1A, 0x0B))
        .isEqualTo(raw(0x23, 0x0A, 0x1A, 0x0B));
  }

  @Test
  void aPaddedReadOfAConstantIsReplacedAsAWhole() {
    assertThat(
            rewritten(
                CodeRewriterTest::constant, null, 0x23, 0x81, 0x80, 0x80, 0x80, 0x00, 0x1A, 0x0B))
        .isEqualTo(raw(0x41, 0x80, 0x20, 0x1A, 0x0B));
  }

  @Test
  void anAddressFrom2GiBOnIsANegativeConstant() {
    assertThat(rewritten(global -> new GlobalBinding.Constant(0x8000_0000), null, 0x23, 0x01, 0x0B))
        .isEqualTo(raw(0x41, 0x80, 0x80, 0x80, 0x80, 0x78, 0x0B));
  }

  @Test
  void withoutAViewTheSizeOfTheMemoryIsAsItIs() {
    assertThat(rewritten(CodeRewriterTest::tenth, null, 0x3F, 0x00, 0x40, 0x00, 0x0B))
        .isEqualTo(raw(0x3F, 0x00, 0x40, 0x00, 0x0B));
  }

  @Test
  void aViewLeavesOtherInstructionsOfTheMemoryAlone() {
    assertThat(rewritten(CodeRewriterTest::tenth, VIEW, 0xFC, 0x0B, 0x00, 0x0B))
        .as("memory.fill")
        .isEqualTo(raw(0xFC, 0x0B, 0x00, 0x0B));
  }

  @Test
  void aConstantCannotBeWritten() {
    assertThatThrownBy(() -> rewritten(CodeRewriterTest::constant, null, 0x24, 0x01, 0x0B))
        .isInstanceOf(AssertionError.class);
  }
}
