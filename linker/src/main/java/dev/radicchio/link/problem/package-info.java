/** What the linker has to say: each problem with its code, its message and where it is. */
@NullMarked
package dev.radicchio.link.problem;

import org.jspecify.annotations.NullMarked;
