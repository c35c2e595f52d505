/** Passes over an image: bytes in, bytes out. */
@NullMarked
package dev.radicchio.link.pass;

import org.jspecify.annotations.NullMarked;
