/**
 * Passes over an image: each gets a module's bytes and gives those of another that does the same,
 * or does it otherwise, and says what became of the addresses of code.
 */
@NullMarked
package dev.radicchio.link.pass;

import org.jspecify.annotations.NullMarked;
