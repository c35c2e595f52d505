/** One module several times, each instance with static data of its own, on one buffer. */
@NullMarked
package dev.radicchio.example.integration.instances;

import org.jspecify.annotations.NullMarked;
