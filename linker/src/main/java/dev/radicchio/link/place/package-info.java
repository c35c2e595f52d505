/** Where everything is in the program's memory and its table. */
@NullMarked
package dev.radicchio.link.place;

import org.jspecify.annotations.NullMarked;
