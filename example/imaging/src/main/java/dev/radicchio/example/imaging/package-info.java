/** A picture goes through modules that were compiled apart, with no copy between them. */
@NullMarked
package dev.radicchio.example.imaging;

import org.jspecify.annotations.NullMarked;
