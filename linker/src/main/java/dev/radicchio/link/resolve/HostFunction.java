package dev.radicchio.link.resolve;

/**
 * A function that stays an import of the image.
 *
 * @param module the first of the import's two names
 * @param name the second
 * @param type the index of its type in the image
 */
public record HostFunction(String module, String name, int type) {}
