package dev.radicchio.random;

import dev.radicchio.random.Variable.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes one file of a random program in C or C++. */
final class CSource {
  private static final String PRELUDE =
      """
      typedef unsigned u32;
      typedef unsigned long long u64;
      typedef u32 (*Fn)(u32, int);
      struct Node { u32 value; unsigned char small; struct Node *next; u32 *cell; Fn fn; u32 tail[3]; };
      struct Pair { u32 a; u64 b; };
      #ifdef __cplusplus
      extern "C" {
      #endif
      #define EXPORT __attribute__((visibility("default")))
      #define HIDDEN __attribute__((visibility("hidden")))
      #define WEAK __attribute__((weak))
      void *malloc(__SIZE_TYPE__);
      void free(void *);
      u32 *host_make(u32);
      void host_free(u32 *);
      u32 host_call(Fn, u32, int);
      extern int current(void);
      #ifdef __cplusplus
      }
      namespace h { struct Object { u32 state; constexpr Object(u32 s) : state(s) {} virtual u32 m0(u32 x, int d); virtual u32 m1(u32 x, int d); virtual ~Object() {} };
      inline u32 Object::m0(u32 x, int d) { return x + state; }
      inline u32 Object::m1(u32 x, int d) { return x ^ state; } }
      void *operator new(__SIZE_TYPE__);
      void operator delete(void *) noexcept;
      void operator delete(void *, __SIZE_TYPE__) noexcept;
      #endif
      static inline u32 mix(u32 r, u32 k) { r = (r << 5 | r >> 27) * 2654435761u + k; return r ^ r >> 15; }
      static u32 started(u32 value) { volatile u32 v = value; return v * 3; }
      static inline u32 mixText(u32 r, const char *text) { while (*text) r = mix(r, (unsigned char)*text++); return r; }
      // What was generated.
      """;

  private static final String LIBRARY =
      """
      #include <errno.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      #ifdef __cplusplus
      #include <typeinfo>
      #endif
      static int compared(const void *a, const void *b) { unsigned x = *(unsigned *)a, y = *(unsigned *)b; return x < y ? -1 : x > y; }
      """;

  private final RandomProgram program;
  private final Unit unit;
  private final Language language;
  private final StringBuilder out = new StringBuilder();

  private CSource(RandomProgram program, Unit unit) {
    this.program = program;
    this.unit = unit;
    language = program.part(unit.part()).language();
    out.append(program.settings().library() ? LIBRARY : "").append(PRELUDE);
  }

  static String of(RandomProgram program, Unit unit) {
    CSource source = new CSource(program, unit);
    source.write();
    return source.out.toString();
  }

  boolean isCxx() {
    return language == Language.CXX;
  }

  private List<Item> header() {
    return isCxx() ? program.in(Unit.HEADER) : List.of();
  }

  private void write() {
    List<Item> own = program.in(unit);
    classes().forEach(this::declare);
    declareAll(own);
    for (Item item : header()) {
      define(item);
    }
    for (Item item : own) {
      define(item);
    }
    ProgramCall.digested(program, unit).forEach(this::digest);
  }

  /** All classes, which all files know, each after its base. */
  private List<VirtualClass> classes() {
    return isCxx()
        ? program.items().stream()
            .filter(VirtualClass.class::isInstance)
            .map(VirtualClass.class::cast)
            .sorted(Comparator.comparing(type -> !type.unit().isHeader()))
            .toList()
        : List.of();
  }

  // Declarations.

  private void declareAll(List<Item> own) {
    Set<String> names = new LinkedHashSet<>();
    List<Item> all = new ArrayList<>(own);
    all.addAll(header());
    all.forEach(item -> names.add(item.name()));
    all.forEach(item -> item.references().forEach(names::add));
    Set<String> weakly =
        all.stream()
            .flatMap(RandomProgram::operations)
            .filter(Operation.IfThere.class::isInstance)
            .flatMap(Operation::references)
            .collect(Collectors.toSet());
    for (String name : names) {
      visible(name)
          .ifPresent(
              item -> {
                declare(item, isOwn(item));
                if (weakly.contains(name) && !isOwn(item)) {
                  out.append("#pragma weak ").append(name).append('\n');
                }
              });
    }
  }

  private boolean isOwn(Item item) {
    return item.unit().equals(unit);
  }

  /** What a name means in this file: its own definition of it, if it has one. */
  Optional<Item> visible(String name) {
    return program.in(unit).stream()
        .filter(item -> item.name().equals(name))
        .findFirst()
        .or(() -> program.item(name).filter(item -> !item.unit().isHeader() || isCxx()));
  }

  boolean isDefined(String name) {
    return !program.definitions(name).isEmpty();
  }

  boolean isInRust(String function) {
    return program.isInRust(function);
  }

  Optional<Function> function(String name) {
    return visible(name).filter(Function.class::isInstance).map(Function.class::cast);
  }

  Optional<Variable> variable(String name) {
    return visible(name).filter(Variable.class::isInstance).map(Variable.class::cast);
  }

  /** How this file writes a name. */
  String reference(Item item) {
    return switch (item.linkage()) {
      case INLINE -> "h::" + item.name();
      case TEMPLATE ->
          item instanceof Function
              ? "h::" + item.name() + "<u32>"
              : "h::T_" + item.name() + "<u32>::" + item.name();
      default -> item.name();
    };
  }

  private void declare(Item item, boolean own) {
    if (item instanceof Function function) {
      line(inLinkage(item, attributes(item, own) + prototype(function, item.name())) + ";", item);
    } else if (item instanceof Variable variable) {
      declare(variable, own);
    }
  }

  private void declare(Variable variable, boolean own) {
    if (variable.linkage() == Linkage.LOCAL && !isCxx()) {
      line("static " + type(variable) + ";", variable);
    } else if (variable.linkage() != Linkage.TEMPLATE) {
      line("extern " + attributes(variable, own) + type(variable) + ";", variable);
    } else {
      line(
          "template <class T> struct T_%1$s { static %2$s; };"
              .formatted(variable.name(), type(variable)),
          variable);
    }
  }

  private void line(String text, Item item) {
    if (item.linkage().isInHeader()) {
      out.append("namespace h { ").append(text).append(" }\n");
    } else if (isCxx() && item.linkage() == Linkage.LOCAL) {
      out.append("namespace { ").append(text).append(" }\n");
    } else if (isCxx()) {
      out.append("extern \"C\" { ").append(text).append(" }\n");
    } else {
      out.append(text).append('\n');
    }
  }

  private String inLinkage(Item item, String declaration) {
    return switch (item.linkage()) {
      case LOCAL -> (isCxx() ? "" : "static ") + declaration;
      case INLINE -> "inline " + declaration;
      case TEMPLATE -> "template <class T> " + declaration;
      default -> declaration;
    };
  }

  private static String attributes(Item item, boolean own) {
    return switch (item.linkage()) {
      case LOCAL, INLINE, TEMPLATE -> "";
      case HIDDEN -> "HIDDEN ";
      case EXPORTED -> own ? "EXPORT " : "";
      case WEAK -> own ? "EXPORT WEAK " : "";
      case WEAK_HIDDEN -> own ? "HIDDEN WEAK " : "HIDDEN ";
      case ABSENT -> "WEAK ";
      case HOST -> "";
    };
  }

  private static String prototype(Function function, String name) {
    return switch (function.shape()) {
      case NUMBER -> "u32 " + name + "(u32 x, int d)";
      case WIDE -> "u64 " + name + "(u64 x, int d)";
      case REAL -> "double " + name + "(double x, int d)";
      case ARRAY, RELEASE -> "u32 " + name + "(u32 *p, u32 n, int d)";
      case PAIR -> "struct Pair " + name + "(struct Pair p, int d)";
      case VARIADIC -> "u32 " + name + "(int d, u32 n, ...)";
      case MAKE -> "u32 *" + name + "(u32 n, int d)";
      case FACTORY -> "h::Object *" + name + "(u32 x, int d)";
    };
  }

  /** The declaration of a variable without its value. */
  private String type(Variable variable) {
    String constant = variable.traits().constant() ? "const " : "";
    String name = constant + variable.name() + "[" + variable.count() + "]";
    String type =
        switch (variable.contents()) {
          case CELLS -> "u32 " + name;
          case BYTES -> "unsigned char " + name;
          case WIDES -> "u64 " + name;
          case NODES -> "struct Node " + name;
          case POINTERS -> "u32 *" + name;
          case FUNCTIONS -> "Fn " + name;
          case TEXTS -> "const char *" + name;
          case OBJECTS -> className(variable) + " " + name;
        };
    String threadLocal =
        variable.traits().threadLocal() ? (isCxx() ? "thread_local " : "_Thread_local ") : "";
    String align =
        variable.traits().align() > 0
            ? "__attribute__((aligned(" + variable.traits().align() + "))) "
            : "";
    String section =
        variable.traits().section()
            ? "__attribute__((used, retain, section(\"sec_" + variable.name() + "\"))) "
            : "";
    return threadLocal + align + section + type;
  }

  private String className(Variable variable) {
    Target type = variable.targets().isEmpty() ? null : variable.targets().get(0);
    return type == null || program.definitions(type.name()).isEmpty()
        ? "h::Object"
        : "h::" + type.name();
  }

  private void declare(VirtualClass type) {
    String base =
        type.base().isEmpty() || program.definitions(type.base()).isEmpty()
            ? "Object"
            : type.base();
    out.append("namespace h { struct EXPORT ")
        .append(type.name())
        .append(" : ")
        .append(base)
        .append(" { constexpr ")
        .append(type.name())
        .append("(u32 s) : ")
        .append(base)
        .append("(s ^ ")
        .append(number(type.salt()))
        .append(") {}");
    for (int i = 0; i < type.methods().size(); i++) {
      out.append(" u32 m").append(i).append("(u32 x, int d) override;");
    }
    out.append(" }; }\n");
  }

  // Definitions.

  private void define(Item item) {
    if (item instanceof Function function) {
      define(function);
    } else if (item instanceof Variable variable) {
      define(variable);
    } else if (item instanceof Constructor constructor) {
      String priority = constructor.priority() > 0 ? "(" + constructor.priority() + ")" : "";
      out.append("__attribute__((constructor").append(priority).append(")) static void ");
      out.append(constructor.name()).append("(void) { u32 r = 1; int d = 1; (void)r; (void)d;\n");
      body(constructor.body());
      out.append("}\n");
    } else if (item instanceof VirtualClass type) {
      String inline = type.unit().isHeader() ? "inline " : "";
      for (int i = 0; i < type.methods().size(); i++) {
        out.append("namespace h { ").append(inline).append("u32 ").append(type.name());
        out.append("::m").append(i).append("(u32 x, int d) { u32 r = x ^ state ^ ");
        out.append(number(type.salt() + i)).append("; if (d > 0) {\n");
        body(type.methods().get(i));
        out.append("} state += r; return r; } }\n");
      }
    }
  }

  private void body(List<Operation> operations) {
    CCode code = new CCode(this, out);
    operations.forEach(operation -> operation.write(code));
  }

  private void define(Function function) {
    String before =
        switch (function.linkage()) {
          case LOCAL -> isCxx() ? "namespace { " : "static ";
          case INLINE -> "namespace h { inline ";
          case TEMPLATE -> "namespace h { template <class T> ";
          default -> isCxx() ? "extern \"C\" { " : "";
        };
    String after = before.contains("{") ? "}" : "";
    out.append(before)
        .append(attributes(function, true))
        .append(prototype(function, function.name()))
        .append(" {\n  u32 r = ");
    String salt = number(function.salt());
    out.append(
        switch (function.shape()) {
          case NUMBER, FACTORY -> "x ^ " + salt + ";";
          case WIDE -> "(u32)(x ^ x >> 32) + " + salt + ";";
          case REAL -> "(u32)x + " + salt + ";";
          case ARRAY, RELEASE ->
              salt + "; for (u32 i = 0; i < n; i++) { r = mix(r, p[i]); p[i] += i + 1; }";
          case PAIR -> "p.a + (u32)(p.b >> 3) + " + salt + ";";
          case VARIADIC ->
              salt
                  + "; __builtin_va_list list; __builtin_va_start(list, n);"
                  + " while (n--) { r = mix(r, __builtin_va_arg(list, u32));"
                  + " r = mix(r, (u32)(__builtin_va_arg(list, u64) >> 2));"
                  + " r = mix(r, (u32)__builtin_va_arg(list, double)); } __builtin_va_end(list);";
          case MAKE -> "n + " + salt + ";";
        });
    out.append("\n  if (d > 0) {\n");
    body(function.body());
    out.append("  }\n  ");
    out.append(
        switch (function.shape()) {
          case NUMBER, ARRAY, VARIADIC -> "return r;";
          case WIDE -> "return (u64)r << 20 ^ r;";
          case REAL -> "return (double)(r & 0xFFFFF);";
          case PAIR -> "struct Pair q = {r, (u64)r * 77}; return q;";
          case MAKE ->
              "u32 *q = (u32 *)malloc(n * 4); for (u32 i = 0; i < n; i++) q[i] = r + i; return q;";
          case RELEASE -> "free(p); return r;";
          case FACTORY -> made(function);
        });
    out.append("\n}").append(after).append('\n');
  }

  private String made(Function factory) {
    String name =
        factory.body().stream()
            .filter(Operation.New.class::isInstance)
            .map(operation -> ((Operation.New) operation).type())
            .filter(type -> !program.definitions(type).isEmpty())
            .findFirst()
            .orElse("Object");
    return "return new h::" + name + "(r);";
  }

  private void define(Variable variable) {
    if (variable.linkage() == Linkage.TEMPLATE) {
      out.append("namespace h { template <class T> ")
          .append(
              type(variable)
                  .replace(variable.name() + "[", "T_%1$s<T>::%1$s[".formatted(variable.name())))
          .append(value(variable))
          .append("; }\n");
    } else if (variable.linkage() == Linkage.INLINE) {
      out.append("namespace h { inline ").append(type(variable)).append(value(variable));
      out.append("; }\n");
    } else {
      String storage = variable.linkage() == Linkage.LOCAL && !isCxx() ? "static " : "";
      String before = variable.linkage() == Linkage.LOCAL && isCxx() ? "namespace { " : "";
      out.append(before).append(storage).append(type(variable)).append(value(variable));
      out.append(";").append(before.isEmpty() ? "" : " }").append('\n');
    }
  }

  private String value(Variable variable) {
    if (variable.traits().zero()) {
      return "";
    }
    Random random = new Random(variable.salt());
    return IntStream.range(0, variable.count())
        .mapToObj(i -> value(variable, i, random))
        .collect(Collectors.joining(", ", " = {", "}"));
  }

  private String value(Variable variable, int i, Random random) {
    return switch (variable.contents()) {
      case CELLS -> {
        String value = number(random.nextInt());
        yield variable.traits().dynamic() ? "started(" + value + ")" : value;
      }
      case BYTES -> String.valueOf(random.nextInt(256));
      case WIDES -> "0x" + Long.toHexString(random.nextLong()) + "ull";
      case POINTERS -> cell(variable, target(variable, i));
      case FUNCTIONS -> functionAddress(target(variable, i));
      case TEXTS -> '"' + text(random) + '"';
      case OBJECTS -> className(variable) + "(" + number(random.nextInt()) + ")";
      case NODES ->
          "{%s, %d, %s, %s, %s, {%s, %s, %s}}"
              .formatted(
                  number(random.nextInt()),
                  random.nextInt(256),
                  node(target(variable, Variable.OF_NODE * i)),
                  cell(variable, target(variable, Variable.OF_NODE * i + 1)),
                  functionAddress(target(variable, Variable.OF_NODE * i + 2)),
                  number(random.nextInt()),
                  number(random.nextInt()),
                  number(random.nextInt()));
    };
  }

  /** Texts of which some end like others, which linkers then keep once. */
  static String text(Random random) {
    String letters = "radicchio leaf".substring(random.nextInt(12));
    return random.nextBoolean() ? letters : (char) ('a' + random.nextInt(26)) + letters;
  }

  private static Target target(Variable variable, int i) {
    return i < variable.targets().size() ? variable.targets().get(i) : null;
  }

  private String cell(Variable holder, Target target) {
    return variableOf(target)
        .map(
            to -> {
              String address = "(u32 *)&" + reference(to) + "[" + target.index() + "]";
              int skew = to.linkage() == Linkage.ABSENT ? 0 : holder.traits().skew();
              return skew == 0 ? address : "(u32 *)((char *)(" + address + ") + " + skew + ")";
            })
        .orElse("0");
  }

  private String node(Target target) {
    return variableOf(target)
        .map(to -> "(struct Node *)&" + reference(to) + "[" + target.index() + "]")
        .orElse("0");
  }

  private String functionAddress(Target target) {
    return target == null
        ? "0"
        : function(target.name())
            .filter(to -> to.shape() == Shape.NUMBER)
            .map(this::reference)
            .orElse("0");
  }

  private Optional<Variable> variableOf(Target target) {
    return target == null ? Optional.empty() : variable(target.name());
  }

  static String number(int value) {
    return Integer.toUnsignedString(value) + "u";
  }

  // Digests.

  private void digest(Variable variable) {
    String v = reference(variable);
    int skew = variable.traits().skew();
    String each =
        switch (variable.contents()) {
          case CELLS, BYTES -> "r = mix(r, %1$s[i]);";
          case WIDES -> "r = mix(r, (u32)%1$s[i]); r = mix(r, (u32)(%1$s[i] >> 32));";
          case POINTERS -> "r = mix(r, %1$s[i] ? *(u32 *)((char *)%1$s[i] - " + skew + ") : 7);";
          case FUNCTIONS -> "r = mix(r, %1$s[i] ? %1$s[i](i, 1) : 7);";
          case TEXTS -> "r = mixText(r, %1$s[i]);";
          case OBJECTS ->
              "const h::Object *o = &%1$s[i]; r = mix(r, o->state); r = mix(r, ((h::Object *)o)->m0(i, 1));";
          case NODES ->
              """
              struct Node *n = (struct Node *)&%1$s[i];
              for (int k = 0; n && k < 4; k++, n = n->next) {
                r = mix(r, n->value + n->small); r = mix(r, n->tail[2]);
                if (n->cell) r = mix(r, *n->cell);
                if (n->fn) r = mix(r, n->fn(i, 1));
              }
              """;
        };
    out.append(isCxx() ? "extern \"C\" " : "");
    out.append("EXPORT u32 ").append(ProgramCall.digestName(variable.name(), unit));
    out.append("(u32 x, int d) { u32 r = x; for (u32 i = 0; i < ");
    out.append(Math.min(variable.count(), 64)).append("; i++) { ");
    out.append(each.formatted(v)).append(" }");
    if (variable.traits().align() > 0) {
      out.append(" volatile unsigned long at = (unsigned long)&").append(v);
      out.append("[0]; r = mix(r, at % ").append(variable.traits().align()).append(");");
    }
    if (variable.traits().section()) {
      out.append(" extern u32 __start_sec_%1$s[], __stop_sec_%1$s[];".formatted(variable.name()));
      out.append(
          " r = mix(r, (unsigned long)__stop_sec_%1$s - (unsigned long)__start_sec_%1$s);"
              .formatted(variable.name()));
      out.append(" r = mix(r, __start_sec_%1$s[0]);".formatted(variable.name()));
    }
    out.append(" return r; }\n");
  }
}
