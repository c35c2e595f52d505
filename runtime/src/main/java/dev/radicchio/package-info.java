/**
 * What generated code and users call: a linked program and its functions.
 *
 * <p>Programs are described by annotated interfaces, or put together at run time with {@link
 * dev.radicchio.link.Linker}; either way {@link dev.radicchio.LinkedProgram#instantiate} runs the
 * result.
 */
@NullMarked
package dev.radicchio;

import org.jspecify.annotations.NullMarked;
