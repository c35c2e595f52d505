/**
 * The linker: modules in, one image out. Bytes in, bytes out; it knows nothing of how an image is
 * run.
 *
 * <p>{@link dev.radicchio.link.Linker} takes named modules ({@link dev.radicchio.link.WasmFile})
 * and makes a {@link dev.radicchio.link.LinkPlan}: which relocation model each module has, what
 * every import means, and where everything is in memory and table. A plan without errors links to
 * an {@link dev.radicchio.link.Image}.
 *
 * <p>Addresses and sizes in bytes are {@code long}; indices and table slots are {@code int}.
 */
@NullMarked
package dev.radicchio.link;

import org.jspecify.annotations.NullMarked;
