/** Writes the image: addresses relocated, indices rewritten, sections joined. */
@NullMarked
package dev.radicchio.link.fuse;

import org.jspecify.annotations.NullMarked;
