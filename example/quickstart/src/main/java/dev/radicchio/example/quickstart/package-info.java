/** The two smallest programs that show what linking into one memory means. */
@NullMarked
package dev.radicchio.example.quickstart;

import org.jspecify.annotations.NullMarked;
