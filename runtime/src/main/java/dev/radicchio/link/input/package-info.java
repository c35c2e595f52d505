/** One module, read and recognised: what its toolchain made, and how it can be moved. */
@NullMarked
package dev.radicchio.link.input;

import org.jspecify.annotations.NullMarked;
