package dev.radicchio.link.plan;

/**
 * Chooses the instance that an import comes from.
 *
 * @param importer the name of the instance that imports
 * @param importName both names of the import with a dot between them, such as {@code env.log}; for
 *     a symbol of a module with relocations, or one in the {@code GOT}, {@code env.} and its name
 * @param exporter the name of the instance to take it from
 */
public record ImportBinding(String importer, String importName, String exporter) {}
