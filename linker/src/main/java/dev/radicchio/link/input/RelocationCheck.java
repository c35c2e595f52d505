package dev.radicchio.link.input;

import dev.radicchio.binary.CodeLocation;
import dev.radicchio.binary.DataSegment;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.RelocationType;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks every relocation site of a module before anything is patched: an instruction of the right
 * kind stands there, its immediate is a LEB128 padded to five bytes, and it holds the value that
 * the symbol had when the module was linked. And the other way round: no number is padded that has
 * no relocation.
 *
 * <p>A module that another tool changed after the linker still carries its relocation sections, but
 * they describe code that no longer exists. Patching that would be silent corruption; this check is
 * what makes it an error.
 */
final class RelocationCheck implements ImmediateVisitor {
  private static final int PADDED_LEB_BYTES = 5;

  private final String file;
  private final WasmBinary module;
  private final Relocations relocations;
  private final List<Relocation> sites;
  private final RelocationValue linked;
  private final Map<Integer, Symbol> gotEntries = new HashMap<>();
  private int next;
  private int leftOut;
  private @Nullable Problem problem;

  private RelocationCheck(String file, WasmBinary module, Relocations relocations) {
    this.file = file;
    this.module = module;
    this.relocations = relocations;
    this.sites = relocations.code();
    this.leftOut = relocations.leftOutOfCode();
    this.linked = new RelocationValue(relocations, new AsLinked(relocations));
  }

  /**
   * Checks all relocations of a module.
   *
   * @param file its name, for messages
   */
  static RelocationCheck of(String file, WasmBinary module, Relocations relocations) {
    RelocationCheck check = new RelocationCheck(file, module, relocations);
    check.checkSymbols();
    if (check.problem == null) {
      check.checkCode();
    }
    if (check.problem == null) {
      check.checkData();
    }
    return check;
  }

  /** The first problem, or null. */
  @Nullable Problem problem() {
    return problem;
  }

  /**
   * Internal GOT entries: globals that hold the address of a symbol because position-independent
   * objects were linked statically. Which ones they are is known only from the relocations that
   * refer to them.
   */
  Map<Integer, Symbol> gotEntries() {
    return gotEntries;
  }

  private void checkSymbols() {
    for (List<Relocation> list : List.of(relocations.code(), relocations.data())) {
      for (Relocation site : list) {
        if (site.type().is64()) {
          fail(ProblemCode.RELOCATION_64, site);
          return;
        }
        if (Relocations.hasSymbol(site)
            && Integer.compareUnsigned(site.index(), relocations.symbols().size()) >= 0) {
          fail(
              ProblemCode.RELOCATION_OF_NO_SYMBOL,
              site,
              Integer.toUnsignedLong(site.index()),
              relocations.symbols().size());
          return;
        }
      }
    }
  }

  private void checkCode() {
    for (Span body : module.bodies()) {
      InstructionWalker.walkBody(module.reader(body), this);
    }
    if (next < sites.size()) {
      failWithoutSite(next);
    }
  }

  @Override
  public void index(IndexSpace space, int index, CodeLocation at) {
    Relocation site = siteAt(at.start());
    if (site == null) {
      checkUncovered(index, at);
      return;
    }
    long expected =
        switch (site.type()) {
          case R_WASM_FUNCTION_INDEX_LEB ->
              expect(space == IndexSpace.FUNCTION, relocations.symbol(site).index());
          case R_WASM_TABLE_NUMBER_LEB ->
              expect(space == IndexSpace.TABLE, relocations.symbol(site).index());
          case R_WASM_TAG_INDEX_LEB ->
              expect(space == IndexSpace.TAG, relocations.symbol(site).index());
          case R_WASM_TYPE_INDEX_LEB ->
              expect(space == IndexSpace.TYPE || space == IndexSpace.SIGNED_TYPE, site.index());
          case R_WASM_GLOBAL_INDEX_LEB -> expect(space == IndexSpace.GLOBAL, globalOf(site, index));
          default -> -1;
        };
    compare(site, at, expected, index);
  }

  private static long expect(boolean kindMatches, int value) {
    return kindMatches ? Integer.toUnsignedLong(value) : -1;
  }

  /** A global of the symbol's own, or the internal GOT entry that holds the symbol's address. */
  private int globalOf(Relocation site, int global) {
    Symbol symbol = relocations.symbol(site);
    if (symbol.kind() == Symbol.Kind.GLOBAL) {
      return symbol.index();
    }
    Symbol known = gotEntries.putIfAbsent(global, symbol);
    return known == null || known.equals(symbol) ? global : -1;
  }

  @Override
  public void constant(int value, CodeLocation at) {
    Relocation site = siteAt(at.start());
    if (site == null) {
      checkUncoveredAddress(value, at);
      return;
    }
    long expected =
        switch (site.type()) {
          case R_WASM_MEMORY_ADDR_SLEB,
              R_WASM_MEMORY_ADDR_TLS_SLEB,
              R_WASM_MEMORY_ADDR_REL_SLEB,
              R_WASM_TABLE_INDEX_SLEB,
              R_WASM_TABLE_INDEX_REL_SLEB ->
              valueAsLinked(site);
          default -> -1;
        };
    boolean wrongBase = isWrongBase(site, expected, value);
    compare(site, at, wrongBase ? Integer.toUnsignedLong(value) : expected, value);
  }

  /**
   * Whether a number is the address or the slot itself instead of its distance from a base that the
   * module adds all the same. lld 14 to 19 write that for {@code __tls_base} where the memory is
   * not shared, and for {@code __table_base} and a weak function that nothing defines.
   */
  private boolean isWrongBase(Relocation site, long expected, int value) {
    return switch (site.type()) {
      case R_WASM_MEMORY_ADDR_TLS_SLEB ->
          expected >= 0 && value == (int) expected + relocations.tlsBase();
      case R_WASM_TABLE_INDEX_REL_SLEB -> value == 0 && (int) expected == -relocations.tableBase();
      default -> false;
    };
  }

  @Override
  public void memoryOffset(int offset, CodeLocation at) {
    Relocation site = siteAt(at.start());
    if (site != null) {
      boolean matches = site.type() == RelocationType.R_WASM_MEMORY_ADDR_LEB;
      compare(site, at, matches ? valueAsLinked(site) : -1, offset);
    } else {
      checkUncoveredAddress(offset, at);
    }
  }

  /** The address of a weak symbol that nothing defines is 0, and its relocation may be left out. */
  private void checkUncoveredAddress(int value, CodeLocation at) {
    if (value == 0 && leftOut != 0 && isPadded(value, at)) {
      leftOut--;
    } else {
      checkUncovered(value, at);
    }
  }

  /**
   * Whether a number has more bytes than it needs, as only those have that a linker is to patch.
   */
  static boolean isPadded(int value, CodeLocation at) {
    boolean needsAll =
        at.opcode() == Opcode.I32_CONST
            ? value < -(1 << 27) || value >= 1 << 27
            : Integer.toUnsignedLong(value) >= 1L << 28;
    return at.bytes() == PADDED_LEB_BYTES && !needsAll;
  }

  /** Compilers pad a number only where a linker is to patch it. */
  private void checkUncovered(int value, CodeLocation at) {
    if (problem == null && isPadded(value, at)) {
      problem = ProblemCode.RELOCATION_REMOVED.of(null, file, at.start());
    }
  }

  private @Nullable Relocation siteAt(int offset) {
    if (problem != null || next >= sites.size() || sites.get(next).offset() > offset) {
      return null;
    }
    Relocation site = sites.get(next++);
    if (site.offset() < offset) {
      failWithoutSite(next - 1);
      return null;
    }
    return site;
  }

  /** A relocation of code that no number is left for; another may have it, or some of its bytes. */
  private void failWithoutSite(int index) {
    checkOverlap(sites, index);
    fail(ProblemCode.RELOCATION_WITHOUT_SITE, sites.get(index));
  }

  /** Two that change the same bytes would leave what neither of them means. */
  private void checkOverlap(List<Relocation> byOffset, int index) {
    if (index > 0) {
      Relocation before = byOffset.get(index - 1);
      Relocation site = byOffset.get(index);
      if (site.offset() < before.offset() + before.type().siteBytes()) {
        fail(ProblemCode.RELOCATIONS_OVERLAP, site, before.type(), before.offset());
      }
    }
  }

  private void compare(Relocation site, CodeLocation at, long expected, int found) {
    if (expected < 0) {
      fail(ProblemCode.RELOCATION_WITHOUT_SITE, site);
    } else if (at.bytes() != PADDED_LEB_BYTES) {
      fail(ProblemCode.RELOCATION_COMPRESSED, site);
    } else if ((int) expected != found) {
      fail(ProblemCode.RELOCATION_OF_OTHER_VALUE, site, expected, Integer.toUnsignedLong(found));
    }
  }

  private void checkData() {
    int segment = 0;
    List<DataSegment> segments = module.data();
    for (int i = 0; i < relocations.data().size(); i++) {
      Relocation site = relocations.data().get(i);
      while (segment < segments.size() && segments.get(segment).data().end() <= site.offset()) {
        segment++;
      }
      checkOverlap(relocations.data(), i);
      checkInside(site, segment);
      checkWord(site);
      if (problem != null) {
        return;
      }
    }
  }

  /**
   * Checks that a site is in one segment.
   *
   * @param segment the first that ends behind the site's first byte
   */
  private void checkInside(Relocation site, int segment) {
    if (segment == module.data().size()) {
      fail(ProblemCode.RELOCATION_OUTSIDE_DATA, site, "all segments end before");
      return;
    }
    Span data = module.data().get(segment).data();
    if (site.offset() < data.start() || site.offset() + Integer.BYTES > data.end()) {
      String where =
          String.format(
              Locale.ROOT,
              "segment %d has offsets 0x%x to 0x%x",
              segment,
              data.start(),
              data.end());
      fail(ProblemCode.RELOCATION_OUTSIDE_DATA, site, where);
    }
  }

  private void checkWord(Relocation site) {
    if (problem != null) {
      return;
    }
    switch (site.type()) {
      case R_WASM_MEMORY_ADDR_I32, R_WASM_TABLE_INDEX_I32, R_WASM_MEMORY_ADDR_LOCREL_I32 ->
          compareWord(site, valueAsLinked(site));
      default -> fail(ProblemCode.RELOCATION_NOT_FOR_DATA, site);
    }
  }

  private void compareWord(Relocation site, long expected) {
    int found = LittleEndian.readInt(module.bytes(), site.offset());
    if (expected < 0) {
      fail(ProblemCode.RELOCATION_WITHOUT_SITE, site);
    } else if (found != (int) expected) {
      fail(ProblemCode.RELOCATION_OF_OTHER_VALUE, site, expected, Integer.toUnsignedLong(found));
    }
  }

  /** The value of an address or a slot, unsigned; -1 if the symbol is of another kind. */
  private long valueAsLinked(Relocation site) {
    return hasRightSymbol(site) ? Integer.toUnsignedLong(linked.of(site)) : -1;
  }

  private boolean hasRightSymbol(Relocation site) {
    if (Relocations.isDropped(site)) {
      return true;
    }
    Symbol symbol = relocations.symbol(site);
    return switch (site.type()) {
      case R_WASM_TABLE_INDEX_SLEB, R_WASM_TABLE_INDEX_I32, R_WASM_TABLE_INDEX_REL_SLEB ->
          symbol.kind() == Symbol.Kind.FUNCTION;
      default -> symbol.kind() == Symbol.Kind.DATA;
    };
  }

  private void fail(ProblemCode code, Relocation site, Object... more) {
    if (problem == null) {
      List<Object> arguments = new ArrayList<>(List.of(file, site.type(), site.offset()));
      arguments.addAll(List.of(more));
      problem = code.of(null, arguments.toArray());
    }
  }
}
