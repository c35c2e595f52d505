package dev.radicchio.binary;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** What becomes of code whose indices change, byte by byte. */
final class IndexRewriterTest {
  private static byte[] raw(int... values) {
    return bytes(values).toByteArray();
  }

  /** Rewrites a body without locals. */
  private static byte[] rewritten(IndexRewriter.Indices indices, int... instructions) {
    byte[] source = bytes(0).append(bytes(instructions)).toByteArray();
    IndexRewriter rewriter = new IndexRewriter(source, indices);
    WasmWriter out = new WasmWriter();
    rewriter.begin(out, 1);
    InstructionWalker.walkBody(new WasmReader(source), rewriter);
    rewriter.end(source.length);
    return out.toByteArray();
  }

  private static int same(IndexSpace space, int opcode, int index) {
    return index;
  }

  private static int plus125(IndexSpace space, int opcode, int index) {
    return space == IndexSpace.FUNCTION ? index + 125 : index;
  }

  @Test
  void aPaddedIndexGetsItsShortestForm() {
    assertThat(
            rewritten(
                IndexRewriterTest::plus125, 0x41, 0x08, 0x10, 0x85, 0x80, 0x80, 0x80, 0x00, 0x0B))
        .isEqualTo(raw(0x41, 0x08, 0x10, 0x82, 0x01, 0x0B));
  }

  @Test
  void anIndexMayGrow() {
    assertThat(rewritten(IndexRewriterTest::plus125, 0x10, 0x05, 0x0B))
        .isEqualTo(raw(0x10, 0x82, 0x01, 0x0B));
  }

  @Test
  void aPaddedConstantStaysAsItIs() {
    assertThat(rewritten(IndexRewriterTest::same, 0x41, 0x88, 0x80, 0x80, 0x80, 0x00, 0x1A, 0x0B))
        .isEqualTo(raw(0x41, 0x88, 0x80, 0x80, 0x80, 0x00, 0x1A, 0x0B));
  }

  @Test
  void localsAndLabelsAreNoIndices() {
    assertThat(
            rewritten((space, opcode, index) -> 99, 0x02, 0x40, 0x20, 0x03, 0x0D, 0x00, 0x0B, 0x0B))
        .isEqualTo(raw(0x02, 0x40, 0x20, 0x03, 0x0D, 0x00, 0x0B, 0x0B));
  }

  @Test
  void bothIndicesOfAnIndirectCallAreRewritten() {
    assertThat(
            rewritten(
                (space, opcode, index) -> space == IndexSpace.TYPE ? 7 : 9,
                0x41,
                0x00,
                0x11,
                0x02,
                0x01,
                0x0B))
        .isEqualTo(raw(0x41, 0x00, 0x11, 0x07, 0x09, 0x0B));
  }

  /** As an unsigned number 64 takes one byte, and would be an empty block's type. */
  @Test
  void aBlocksTypeIsWrittenAsASignedNumber() {
    assertThat(rewritten((space, opcode, index) -> 64, 0x02, 0x01, 0x0B, 0x0B))
        .isEqualTo(raw(0x02, 0xC0, 0x00, 0x0B, 0x0B));
  }

  @Test
  void theInstructionSaysWhichIndexItIs() {
    assertThat(
            rewritten(
                (space, opcode, index) -> opcode == Opcode.GLOBAL_SET ? 5 : 4,
                0x23,
                0x00,
                0x24,
                0x00,
                0x0B))
        .isEqualTo(raw(0x23, 0x04, 0x24, 0x05, 0x0B));
  }

  @Test
  void copyingNeedsSomewhereToCopyTo() {
    IndexRewriter rewriter = new IndexRewriter(new byte[1], IndexRewriterTest::same);

    assertThatIllegalStateException().isThrownBy(() -> rewriter.end(1));
  }
}
