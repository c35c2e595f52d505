/** Whose allocator a module brings, and whether the program's heap replaces it. */
@NullMarked
package dev.radicchio.link.allocator;

import org.jspecify.annotations.NullMarked;
