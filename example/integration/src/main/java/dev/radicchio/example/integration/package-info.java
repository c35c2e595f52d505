/** The four ways to integrate modules, a package with a small program each. */
@NullMarked
package dev.radicchio.example.integration;

import org.jspecify.annotations.NullMarked;
