/** What every import of every instance means. */
@NullMarked
package dev.radicchio.link.resolve;

import org.jspecify.annotations.NullMarked;
