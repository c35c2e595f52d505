/**
 * The text format of modules, as far as tests need it: {@link dev.radicchio.wat.WatModule} reads
 * it, {@link dev.radicchio.wat.WatPrinter} writes it. Annotations stand for what only custom
 * sections say: {@code (@dylink.0 ..)}, {@code (@custom ..)}, and {@code (@sym ..)} and {@code
 * (@reloc ..)} as the tool conventions have them for object files.
 */
package dev.radicchio.wat;
