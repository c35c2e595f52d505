/**
 * Runs images on Endive, which continues Chicory under another name. What differs by names alone is
 * generated from {@link dev.radicchio.engine.chicory} when Radicchio is built; here is the rest.
 *
 * <p>{@link dev.radicchio.engine.endive.EndiveHosts} is for users, {@link
 * dev.radicchio.engine.endive.Precompiled} and {@link dev.radicchio.engine.endive.DirectCalls} are
 * for code that is generated for programs which are compiled ahead of time.
 */
@NullMarked
package dev.radicchio.engine.endive;

import org.jspecify.annotations.NullMarked;
