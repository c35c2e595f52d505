/** Which function, global, table and tag of the image each of a module is. */
@NullMarked
package dev.radicchio.link.bind;

import org.jspecify.annotations.NullMarked;
