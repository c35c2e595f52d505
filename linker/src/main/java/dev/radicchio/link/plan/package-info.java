/** What linking is asked for and what it decides, as values: heap policy, layout, imports. */
@NullMarked
package dev.radicchio.link.plan;

import org.jspecify.annotations.NullMarked;
