/**
 * Runs images on Chicory. All that is Chicory's is here: its run time and its compiler, how the
 * compiler names classes and methods and how many share a class, and what is done about its limits.
 * Nobody else names its classes, but users who pass Chicory's own hosts.
 *
 * <p>{@link dev.radicchio.engine.chicory.Precompiled} and {@link
 * dev.radicchio.engine.chicory.DirectCalls} are for code that is generated for programs which are
 * compiled ahead of time.
 */
@NullMarked
package dev.radicchio.engine.chicory;

import org.jspecify.annotations.NullMarked;
