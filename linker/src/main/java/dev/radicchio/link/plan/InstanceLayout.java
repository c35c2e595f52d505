package dev.radicchio.link.plan;

import java.util.List;

/**
 * Where one instance is.
 *
 * @param name the instance's name
 * @param module the path of its module
 * @param model how it was moved
 * @param sha256 hash of the module's file, lower-case hexadecimal
 * @param base what is added to each address that its own code uses to get the program's, a multiple
 *     of 64 KiB; 0 unless it is rebased
 * @param reachesBelow whether it reaches addresses of the program below that, if it is rebased
 * @param dataStart first address of its static data, or of what an unmovable module occupies
 * @param dataEnd the address after it; equal to {@code dataStart} if there is none
 * @param tableStart first slot of the program's table that was given to it
 * @param tableEnd the slot after the last; equal to {@code tableStart} if there is none
 * @param symbols its named static data by address: exported addresses, and where the module has a
 *     symbol table all data symbols that are not local
 */
public record InstanceLayout(
    String name,
    String module,
    RelocationModel model,
    String sha256,
    long base,
    boolean reachesBelow,
    long dataStart,
    long dataEnd,
    int tableStart,
    int tableEnd,
    List<DataSymbol> symbols) {
  public InstanceLayout {
    symbols = List.copyOf(symbols);
  }
}
