package dev.radicchio.random;

import dev.radicchio.random.Variable.Traits;
import java.util.ArrayList;
import java.util.List;

/** What there is in a random program: its parts, and what they define, without contents. */
final class Declarations {
  private static final List<String> NAMES = List.of(Flavor.FIRST_PART, "b", "c", "d");
  private static final List<String> LEVELS = List.of("O0", "O1", "O2", "O2", "O3", "Os");
  private static final List<String> FEATURES =
      List.of(
          "-mextended-const",
          "-mreference-types",
          "-mmultivalue",
          "-mtail-call",
          "-mnontrapping-fptoint",
          "-ffunction-sections",
          "-fno-data-sections",
          "-g");
  private static final List<String> LAYOUT =
      List.of(
          "--stack-first",
          "--no-merge-data-segments",
          "--import-memory",
          "--import-table",
          "--growable-table",
          "-zstack-size=131072",
          "--initial-memory=1048576");
  private static final int MOST_ELEMENTS = 9;

  /** Whose functions are the host's. */
  static final Unit HOST = new Unit("host", 0);

  static final String HOST_FUNCTION = "host_number";

  /** More than 64 KiB, so that addresses do not fit into two bytes. */
  private static final int MANY_ELEMENTS = 17_000;

  private final Chance chance;
  private final Flavor flavor;
  private final List<Part> parts = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private int names;

  private Declarations(Chance chance, Flavor flavor) {
    this.chance = chance;
    this.flavor = flavor;
  }

  static Declarations of(Chance chance, Flavor flavor) {
    Declarations all = new Declarations(chance, flavor);
    all.addParts();
    all.parts.forEach(all::declareIn);
    if (all.parts.stream().anyMatch(part -> part.language() == Language.CXX)) {
      all.declareHeader();
    }
    if (!flavor.twice()) {
      all.declareShared();
    }
    if (flavor.hosted()) {
      all.items.add(new Function(HOST_FUNCTION, HOST, Linkage.HOST, Shape.NUMBER, 0, List.of()));
    }
    return all;
  }

  List<Part> parts() {
    return parts;
  }

  List<Item> items() {
    return items;
  }

  private void addParts() {
    int count = flavor.twice() ? 2 : 2 + chance.upTo(2);
    Model common = chance.any(List.of(Model.RELOCS, Model.PIC_RELOCS, Model.DYLINK));
    for (int i = 0; i < count; i++) {
      addPart(NAMES.get(i), common, flavor.rust() && (i == 0 || chance.oneIn(3)));
    }
  }

  private void addPart(String name, Model common, boolean rust) {
    if (rust) {
      parts.add(
          new Part(
              name,
              Language.RUST,
              Model.RELOCS,
              chance.any(LEVELS),
              1,
              Part.LLVM,
              List.of(),
              List.of()));
    } else if (!flavor.throwing()
        && !flavor.atomics()
        && !flavor.library()
        && (!flavor.twice() || flavor.isShared(name))
        && chance.oneIn(6)) {
      parts.add(clangs(name, Language.C, chance.any(List.of(Model.ABSOLUTE, Model.REBASED))));
    } else {
      Model model =
          chance.oneIn(2)
              ? common
              : chance.any(List.of(Model.RELOCS, Model.PIC_RELOCS, Model.DYLINK));
      boolean inCxx = flavor.cxx() && !flavor.isShared(name) && !chance.oneIn(3);
      boolean moved = flavor.library() && inCxx && model == Model.DYLINK;
      parts.add(clangs(name, inCxx ? Language.CXX : Language.C, moved ? Model.PIC_RELOCS : model));
    }
  }

  private Part clangs(String name, Language language, Model model) {
    int llvm = llvm(model);
    return new Part(
        name,
        language,
        model,
        chance.any(LEVELS),
        1 + chance.upTo(1),
        llvm,
        some(llvm == Part.LLVM ? FEATURES : List.of()),
        some(layout(language, model)));
  }

  /** What C++ has in several libraries is not one where each is to use its own. */
  private static List<String> layout(Language language, Model model) {
    return switch (model) {
      case RELOCS, PIC_RELOCS -> LAYOUT;
      case DYLINK ->
          language == Language.CXX
              ? List.of("-zstack-size=131072")
              : List.of("-zstack-size=131072", "--Bsymbolic");
      case ABSOLUTE, REBASED -> List.of();
    };
  }

  private List<String> some(List<String> all) {
    return chance.oneIn(2) ? List.of() : all.stream().filter(each -> chance.oneIn(4)).toList();
  }

  /** Before LLVM 19, its compiler made no position-independent code for this target. */
  private int llvm(Model model) {
    boolean any =
        flavor.throwing()
            || flavor.atomics()
            || flavor.library()
            || model.isPositionIndependent()
            || !chance.oneIn(4);
    return any ? Part.LLVM : chance.any(List.of(14, 16));
  }

  private String name(String kind) {
    return kind + names++;
  }

  private Unit unitOf(Part part) {
    return new Unit(part.name(), chance.upTo(part.units() - 1));
  }

  private void declareIn(Part part) {
    int functions = 3 + chance.upTo(4);
    for (int i = 0; i < functions; i++) {
      Linkage linkage = linkage(part);
      Shape shape = i == 0 ? Shape.NUMBER : shape(part);
      items.add(function("f", unitOf(part), i == 0 ? Linkage.EXPORTED : linkage, shape));
    }
    int variables = 3 + chance.upTo(5);
    for (int i = 0; i < variables; i++) {
      items.add(variable("v", unitOf(part), linkage(part), contents(part), part));
    }
    if (part.language() != Language.RUST && !flavor.isShared(part.name()) && chance.oneIn(2)) {
      String order = name("order");
      items.add(
          new Variable(
              order,
              new Unit(part.name(), 0),
              Linkage.HIDDEN,
              Contents.CELLS,
              1,
              chance.number(),
              Traits.NONE,
              List.of()));
      int constructors = 1 + chance.upTo(2);
      for (int i = 0; i < constructors; i++) {
        int priority = chance.any(List.of(0, 0, 200, 300));
        List<Operation> body = List.of(new Operation.Fold(order, chance.number()));
        items.add(new Constructor(name("init"), unitOf(part), priority, body));
      }
    }
    if (part.language() == Language.CXX && chance.oneIn(2)) {
      items.add(type(unitOf(part)));
    }
  }

  private Linkage linkage(Part part) {
    return switch (chance.below(8)) {
      case 0, 1, 2 -> Linkage.LOCAL;
      case 3 -> part.language() == Language.RUST ? Linkage.LOCAL : Linkage.HIDDEN;
      default -> Linkage.EXPORTED;
    };
  }

  private Shape shape(Part part) {
    while (true) {
      Shape shape =
          switch (chance.below(14)) {
            case 0 -> Shape.WIDE;
            case 1 -> Shape.REAL;
            case 2, 3 -> Shape.ARRAY;
            case 4 -> Shape.PAIR;
            case 5 -> Shape.VARIADIC;
            case 6 -> Shape.MAKE;
            case 7 -> Shape.RELEASE;
            case 8 -> Shape.FACTORY;
            default -> Shape.NUMBER;
          };
      boolean known = part.language() == Language.CXX || shape != Shape.FACTORY;
      if (known && (part.language() != Language.RUST || shape.isKnownToRust())) {
        return shape;
      }
    }
  }

  private Contents contents(Part part) {
    return switch (chance.below(12)) {
      case 0, 1, 2 -> Contents.CELLS;
      case 3 -> Contents.BYTES;
      case 4 -> Contents.WIDES;
      case 5, 6 -> Contents.NODES;
      case 7, 8 -> Contents.POINTERS;
      case 9 -> Contents.TEXTS;
      case 10 -> part.language() == Language.CXX ? Contents.OBJECTS : Contents.POINTERS;
      default -> Contents.FUNCTIONS;
    };
  }

  private Function function(String kind, Unit unit, Linkage linkage, Shape shape) {
    return new Function(name(kind), unit, linkage, shape, chance.number(), List.of());
  }

  private Variable variable(String kind, Unit unit, Linkage linkage, Contents contents, Part part) {
    boolean numbers =
        contents == Contents.CELLS || contents == Contents.BYTES || contents == Contents.WIDES;
    boolean c = part.language() != Language.RUST;
    boolean shared = flavor.isShared(part.name());
    boolean zero = numbers && !shared && chance.oneIn(3);
    boolean constant =
        shared
            || (!zero
                && contents != Contents.OBJECTS
                && contents != Contents.TEXTS
                && chance.oneIn(4));
    boolean mayBeLocal =
        part.llvm() == Part.LLVM && (!flavor.atomics() || part.model() != Model.DYLINK);
    // In position-independent C++, LLVM 19's linker takes what initializes it for being there.
    boolean misread = part.language() == Language.CXX && linkage == Linkage.HIDDEN;
    boolean threadLocal =
        c
            && !misread
            && !constant
            && numbers
            && mayBeLocal
            && !linkage.isInHeader()
            && chance.oneIn(flavor.atomics() ? 3 : 8);
    boolean section =
        c
            && part.llvm() == Part.LLVM
            && contents == Contents.CELLS
            && !zero
            && !constant
            && !threadLocal
            && !linkage.isInHeader()
            && !linkage.isWeak()
            && chance.oneIn(6);
    int align = c && chance.oneIn(5) ? 1 << (3 + chance.upTo(6)) : 0;
    int skew =
        contents == Contents.POINTERS && c && chance.oneIn(4)
            ? chance.any(List.of(4, -4, 64, 4096, -4096, 70_000))
            : 0;
    boolean dynamic =
        part.language() == Language.CXX
            && contents == Contents.CELLS
            && !zero
            && !constant
            && !threadLocal
            && !section
            && linkage != Linkage.TEMPLATE
            && chance.oneIn(4);
    boolean many = zero && contents == Contents.CELLS && chance.oneIn(4);
    return new Variable(
        name(kind),
        unit,
        linkage,
        contents,
        many ? MANY_ELEMENTS : 1 + chance.upTo(MOST_ELEMENTS - 1),
        chance.number(),
        new Traits(constant, zero, threadLocal, section, dynamic, align, skew),
        List.of());
  }

  private VirtualClass type(Unit unit) {
    return new VirtualClass(name("K"), unit, "", chance.number(), List.of(List.of(), List.of()));
  }

  private void declareHeader() {
    Part inCxx =
        parts.stream().filter(part -> part.language() == Language.CXX).findFirst().orElseThrow();
    int count = 2 + chance.upTo(4);
    for (int i = 0; i < count; i++) {
      Linkage linkage = chance.oneIn(3) ? Linkage.TEMPLATE : Linkage.INLINE;
      if (chance.oneIn(2)) {
        Shape shape =
            chance.any(List.of(Shape.NUMBER, Shape.NUMBER, Shape.WIDE, Shape.ARRAY, Shape.PAIR));
        items.add(function("in", Unit.HEADER, linkage, shape));
      } else {
        Contents contents =
            chance.any(
                List.of(
                    Contents.CELLS,
                    Contents.CELLS,
                    Contents.NODES,
                    Contents.POINTERS,
                    Contents.FUNCTIONS));
        items.add(variable("iv", Unit.HEADER, linkage, contents, inCxx));
      }
    }
    int types = chance.upTo(2);
    for (int i = 0; i < types; i++) {
      items.add(type(Unit.HEADER));
    }
  }

  /**
   * Names that several parts define, and some that none does. A shared library does not tell what
   * is hidden, nor which of its data is weak.
   */
  private void declareShared() {
    List<Part> able =
        parts.stream()
            .filter(part -> part.language() != Language.RUST && part.model().hasSymbols())
            .toList();
    if (able.isEmpty()) {
      return;
    }
    int count = chance.upTo(4);
    for (int i = 0; i < count; i++) {
      boolean isFunction = chance.oneIn(2);
      boolean hidden = chance.oneIn(4);
      Variable like = variable("w", Unit.HEADER, Linkage.WEAK, Contents.CELLS, able.get(0));
      int strong = chance.oneIn(2) ? chance.upTo(able.size() - 1) : -1;
      for (int p = 0; p < able.size(); p++) {
        Part part = able.get(p);
        Linkage linkage =
            p == strong && !hidden ? Linkage.EXPORTED : hidden ? Linkage.WEAK_HIDDEN : Linkage.WEAK;
        boolean tells =
            (part.model() != Model.DYLINK || isFunction) && (part.keepsNames() || !hidden);
        if ((chance.oneIn(3) && p != strong) || !tells) {
          continue;
        }
        if (isFunction) {
          items.add(
              new Function(
                  like.name(), unitOf(part), linkage, Shape.NUMBER, chance.number(), List.of()));
        } else {
          items.add(
              new Variable(
                  like.name(),
                  unitOf(part),
                  linkage,
                  Contents.CELLS,
                  like.count(),
                  chance.number(),
                  new Traits(
                      false, like.traits().zero(), false, false, false, like.traits().align(), 0),
                  List.of()));
        }
      }
    }
    if (chance.oneIn(2)) {
      items.add(function("absent", unitOf(able.get(0)), Linkage.ABSENT, Shape.NUMBER));
    }
    if (chance.oneIn(2)) {
      items.add(
          new Variable(
              name("absent"),
              unitOf(able.get(0)),
              Linkage.ABSENT,
              Contents.CELLS,
              1,
              0,
              Traits.NONE,
              List.of()));
    }
  }
}
