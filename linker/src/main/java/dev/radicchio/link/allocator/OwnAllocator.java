package dev.radicchio.link.allocator;

import dev.radicchio.binary.Relocation;
import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The allocator that a module brings and the program's heap can replace: its functions, and what is
 * left of the module once they are replaced.
 *
 * <pre>
 *   (func $run       call $malloc ...)             call of the heap's malloc ...
 *   (func $malloc    call $allocate ...)           unreachable
 *   (func $allocate  i32.const _gm_ ...)  becomes  unreachable
 *   (func $prepare   i32.const _gm_ ...)           empty
 * </pre>
 *
 * Here {@code $run} is live, {@code $malloc} is replaced, {@code $allocate} was only called by it,
 * and {@code $prepare}, which starts the allocator and is called from elsewhere, is emptied.
 */
public final class OwnAllocator {
  private final Map<Integer, String> replaced;
  private final BitSet emptied;
  private final BitSet live;
  private final BitSet liveData;
  private final References references;

  /**
   * @param replaced the functions that the heap replaces, with the names of their symbols
   * @param emptied functions that are called and then have nothing to do
   * @param live functions that can still be called
   * @param liveData static data that those or other modules see, by its number
   */
  OwnAllocator(
      Map<Integer, String> replaced,
      BitSet emptied,
      BitSet live,
      BitSet liveData,
      References references) {
    this.replaced = Collections.unmodifiableMap(new TreeMap<>(replaced));
    this.emptied = emptied;
    this.live = live;
    this.liveData = liveData;
    this.references = references;
  }

  /** The functions that a heap replaces, with the names of their symbols, in order. */
  public Map<Integer, String> replaced() {
    return replaced;
  }

  /** Whether a function can still be called once those are replaced. */
  public boolean isLive(int function) {
    return live.get(function);
  }

  /** Whether a function is called and has nothing to do once those are replaced. */
  public boolean isEmptied(int function) {
    return emptied.get(function);
  }

  /** Whether a relocation site of the code is in a function that can still be called. */
  boolean isLiveCode(Relocation site) {
    int function = references.functionAt(site);
    return function < 0 || live.get(function);
  }

  /** Whether a relocation site of the data is in what such functions or other modules see. */
  boolean isLiveData(Relocation site) {
    int data = references.dataAt(site);
    return data < 0 || liveData.get(data);
  }
}
