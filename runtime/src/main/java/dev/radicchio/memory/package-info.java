/**
 * The memory that all instances of a program share, as Java code sees it. Knows nothing of the
 * engine.
 */
@NullMarked
package dev.radicchio.memory;

import org.jspecify.annotations.NullMarked;
