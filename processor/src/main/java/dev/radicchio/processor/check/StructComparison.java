package dev.radicchio.processor.check;

import dev.radicchio.processor.dwarf.StructDefinition;
import dev.radicchio.processor.dwarf.StructDefinition.Member;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A struct as Java lays it out beside the same struct as a guest has it.
 *
 * @param rows in the order of their offsets
 */
record StructComparison(
    StructDefinition guest, StructLayout java, List<Row> rows, boolean sameSize) {
  StructComparison {
    rows = List.copyOf(rows);
  }

  /** What is on one line of the comparison; one of both sides may be absent. */
  record Row(@Nullable Member member, StructLayout.@Nullable Field field, Verdict verdict) {
    private long offset() {
      return member != null ? member.offset() : field != null ? field.offset() : 0;
    }
  }

  /** How a member and a field differ. */
  enum Verdict {
    SAME,
    /** The guest has it, Java does not. */
    NO_FIELD,
    /** Java has it, the guest does not. */
    NO_MEMBER,
    OTHER_OFFSET,
    OTHER_TYPE,
    /** Java reads it with a sign and the guest without, or the other way round. */
    OTHER_SIGN,
    /** It is a bit field, and no field of Java holds it. */
    BIT_FIELD
  }

  boolean isSame() {
    return sameSize && rows.stream().allMatch(row -> row.verdict == Verdict.SAME);
  }

  static StructComparison of(StructDefinition guest, StructLayout java, FieldFit fit) {
    List<Row> rows = new StructPairing(guest, java, fit).rows();
    rows.sort(Comparator.comparingLong(Row::offset));
    return new StructComparison(guest, java, rows, guest.size() == java.size());
  }
}
