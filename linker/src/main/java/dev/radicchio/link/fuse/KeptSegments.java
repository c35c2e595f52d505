package dev.radicchio.link.fuse;

import dev.radicchio.binary.DataSegment;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.input.ConstantExpression;
import dev.radicchio.link.input.Instance;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which data segments of an instance the image keeps. Memory starts as zeros, so an active segment
 * of zeros, which linkers write for {@code .bss}, can be left out.
 *
 * <p>What counts is what a segment holds in the program: one that is nothing but pointers to other
 * modules' data is all zeros in its file, and not once it is relocated. And zeros that are written
 * over what an earlier segment wrote are no zeros that memory has anyway. All segments are kept
 * where code refers to them by number, and those of modules that no linker made.
 */
final class KeptSegments {
  private final Instance instance;
  private final WasmBinary module;
  private final byte[] relocated;

  private KeptSegments(Instance instance, byte[] relocated) {
    this.instance = instance;
    this.module = instance.binary();
    this.relocated = relocated;
  }

  /**
   * The segments' indices in the module.
   *
   * @param relocated the module's bytes as the program has them
   */
  static BitSet of(Instance instance, byte[] relocated) {
    return new KeptSegments(instance, relocated).kept();
  }

  private BitSet kept() {
    List<DataSegment> segments = module.data();
    BitSet kept = new BitSet();
    for (int i = 0; i < segments.size(); i++) {
      kept.set(i, !mayLeaveOut() || !isZeros(segments.get(i)) || isWrittenBefore(i));
    }
    return kept;
  }

  private boolean mayLeaveOut() {
    return instance.module().relocatability().mayLeaveOutZeros()
        && !instance.module().scan().namesDataSegments();
  }

  private boolean isZeros(DataSegment segment) {
    if (!segment.active()) {
      return false;
    }
    Span data = segment.data();
    for (int i = data.start(); i < data.end(); i++) {
      if (relocated[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isWrittenBefore(int index) {
    List<DataSegment> segments = module.data();
    return segments.subList(0, index).stream()
        .anyMatch(earlier -> overlap(earlier, segments.get(index)));
  }

  private boolean overlap(DataSegment one, DataSegment other) {
    long oneStart = offset(one);
    long otherStart = offset(other);
    return one.active()
        && oneStart < otherStart + other.data().length()
        && otherStart < oneStart + one.data().length();
  }

  /** Where a segment is in its module, wherever that is in the program. */
  private long offset(DataSegment segment) {
    OptionalInt offset =
        ConstantExpression.evaluate(module, segment.offset(), global -> OptionalInt.of(0));
    return Integer.toUnsignedLong(offset.orElse(0));
  }
}
