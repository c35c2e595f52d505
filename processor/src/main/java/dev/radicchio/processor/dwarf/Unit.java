package dev.radicchio.processor.dwarf;

import java.util.Map;

/**
 * What one compilation left in {@code .debug_info}.
 *
 * @param start where its header is
 * @param first where its first entry is
 * @param end where the next unit is
 * @param strOffsetsBase where its part of {@code .debug_str_offsets} is
 * @param addrBase where its part of {@code .debug_addr} is
 * @param language what it was written in
 */
record Unit(
    int start,
    int first,
    int end,
    int version,
    int addressSize,
    Map<Long, Abbreviation> abbreviations,
    long strOffsetsBase,
    long addrBase,
    long language) {

  Unit with(long strOffsetsBase, long addrBase, long language) {
    return new Unit(
        start, first, end, version, addressSize, abbreviations, strOffsetsBase, addrBase, language);
  }
}
