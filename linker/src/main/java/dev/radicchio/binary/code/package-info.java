/**
 * Function bodies, read once and looked at in any order: structured control flow as a tree,
 * instructions with decoded immediates, the types of their operands, and what analyses and
 * rewritings of code have in common.
 *
 * <p>An instruction is a number: its place among the instructions of its body. So is a block: the
 * body itself is block 0, and all others are numbered in the order in which they begin.
 */
@NullMarked
package dev.radicchio.binary.code;

import org.jspecify.annotations.NullMarked;
