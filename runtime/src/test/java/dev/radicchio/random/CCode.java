package dev.radicchio.random;

import java.util.Locale;

/** Function bodies in C and C++. */
final class CCode implements Code {
  private final CSource source;
  private final StringBuilder out;
  private int names;

  CCode(CSource source, StringBuilder out) {
    this.source = source;
    this.out = out;
  }

  private void line(String format, Object... arguments) {
    out.append("    ").append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private String fresh() {
    return "t" + names++;
  }

  @Override
  public void mix(int salt) {
    line("r = mix(r, %s);", CSource.number(salt));
  }

  @Override
  public void read(String name, int index) {
    source
        .variable(name)
        .ifPresent(
            variable -> {
              String v = source.reference(variable);
              int skew = variable.traits().skew();
              switch (variable.contents()) {
                case CELLS, BYTES -> line("r = mix(r, %s[%d]);", v, index);
                case WIDES -> line("r = mix(r, (u32)(%s[%d] >> 9));", v, index);
                case POINTERS ->
                    line(
                        "if (%1$s[%2$d]) r = mix(r, *(u32 *)((char *)%1$s[%2$d] - %3$d));",
                        v, index, skew);
                case TEXTS -> line("r = mixText(r, %s[r %% %d]);", v, variable.count());
                case FUNCTIONS -> line("r = mix(r, %s[%d] != 0);", v, index);
                case OBJECTS -> line("r = mix(r, %s[%d].state);", v, index);
                case NODES -> {
                  line("if (%1$s[%2$d].next) r = mix(r, %1$s[%2$d].next->value);", v, index);
                  line("if (%1$s[%2$d].cell) r = mix(r, *%1$s[%2$d].cell);", v, index);
                }
              }
            });
  }

  @Override
  public void change(String name, int index) {
    source
        .variable(name)
        .filter(variable -> !variable.traits().constant())
        .ifPresent(
            variable -> {
              String v = source.reference(variable);
              switch (variable.contents()) {
                case CELLS -> line("%1$s[%2$d] = %1$s[%2$d] * 3 + r;", v, index);
                case BYTES -> line("%s[%d] += (unsigned char)r;", v, index);
                case WIDES -> line("%s[%d] ^= (u64)r << 7;", v, index);
                case POINTERS ->
                    line(
                        "if (%1$s[%2$d]) *(u32 *)((char *)%1$s[%2$d] - %3$d) += r;",
                        v, index, variable.traits().skew());
                case FUNCTIONS -> {
                  String kept = fresh();
                  line(
                      "Fn %1$s = %2$s[0]; %2$s[0] = %2$s[%3$d]; %2$s[%3$d] = %1$s;",
                      kept, v, index);
                }
                case NODES -> line("%s[%d].value += r;", v, index);
                case OBJECTS -> line("%s[%d].state += r;", v, index);
                case TEXTS -> {}
              }
            });
  }

  @Override
  public void bump(String name, int index, int by) {
    source
        .variable(name)
        .ifPresent(
            variable ->
                line("%s[%d] += %s;", source.reference(variable), index, CSource.number(by)));
  }

  @Override
  public void fold(String name, int salt) {
    source
        .variable(name)
        .ifPresent(
            variable ->
                line(
                    "%1$s[0] = mix(%1$s[0], %2$s);",
                    source.reference(variable), CSource.number(salt)));
  }

  @Override
  public void call(String name) {
    source.function(name).ifPresent(function -> line("%s", called(function)));
  }

  private String called(Function function) {
    String f = source.reference(function);
    return switch (function.shape()) {
      case NUMBER -> "r = mix(r, %s(r, d - 1));".formatted(f);
      case WIDE -> "r = mix(r, (u32)(%s((u64)r << 9 | 3, d - 1) >> 5));".formatted(f);
      case REAL -> "r = mix(r, (u32)%s((double)(r & 0xFFFF), d - 1));".formatted(f);
      case PAIR -> {
        String pair = fresh();
        yield "struct Pair %1$s = {r, (u64)r << 30}; %1$s = %2$s(%1$s, d - 1); r = mix(r, %1$s.a + (u32)(%1$s.b >> 4));"
            .formatted(pair, f);
      }
      case VARIADIC ->
          "r = mix(r, %s(d - 1, 2u, r, (u64)r << 3, 2.0 * (r & 255), r + 1, (u64)r << 13, 0.5 * (r & 1023)));"
              .formatted(f);
      case ARRAY, MAKE, RELEASE, FACTORY -> "";
    };
  }

  @Override
  public void ifThere(String name) {
    source
        .visible(name)
        .ifPresent(
            item -> {
              if (item instanceof Function function) {
                String local = fresh();
                line(
                    "Fn %s = %s; if (%1$s) r = mix(r, %1$s(r, d - 1));",
                    local, source.reference(function));
              } else if (item instanceof Variable variable) {
                String local = fresh();
                line(
                    "const u32 *%s = %s; if (%1$s) r = mix(r, %1$s[0]);",
                    local, source.reference(variable));
              }
            });
  }

  @Override
  public void through(String name, int index) {
    source
        .variable(name)
        .ifPresent(
            variable ->
                line(
                    "if (%1$s[%2$d]) r = mix(r, %1$s[%2$d](r, d - 1));",
                    source.reference(variable), index));
  }

  @Override
  public void compare(String name, int index, String other, int element) {
    source
        .variable(name)
        .ifPresent(
            variable ->
                source
                    .visible(other)
                    .ifPresent(
                        item -> {
                          String local = fresh();
                          String address =
                              item instanceof Function
                                  ? source.reference(item)
                                  : "&" + source.reference(item) + "[" + element + "]";
                          line(
                              "void *volatile %s = (void *)%s; r = mix(r, (void *)%s[%d] == %1$s);",
                              local, address, source.reference(variable), index);
                        }));
  }

  @Override
  public void frame(String name, int words) {
    source
        .function(name)
        .ifPresent(
            function -> {
              String local = fresh();
              line(
                  "u32 %1$s[%2$d]; for (u32 i = 0; i < %2$d; i++) %1$s[i] = r + i; r = mix(r, %3$s(%1$s, %2$d, d - 1)); r = mix(r, %1$s[%4$d]);",
                  local, words, source.reference(function), words / 2);
            });
  }

  @Override
  public void allocate(String maker, String user, String releaser, int words) {
    boolean makerInC = source.function(maker).isEmpty() || !source.isInRust(maker);
    boolean releaserInC = source.function(releaser).isEmpty() || !source.isInRust(releaser);
    if (makerInC != releaserInC) {
      return;
    }
    String p = fresh();
    String made =
        source
            .function(maker)
            .map(function -> source.reference(function) + "(" + words + ", d - 1)")
            .orElse(
                "(u32 *)malloc("
                    + words
                    + " * 4); for (u32 i = 0; i < "
                    + words
                    + "; i++) "
                    + p
                    + "[i] = r ^ i");
    line("u32 *%s = %s;", p, made);
    use(p, user, words);
    line(
        "%s;",
        source
            .function(releaser)
            .map(
                function ->
                    "r = mix(r, %s(%s, %d, d - 1))".formatted(source.reference(function), p, words))
            .orElse("free(" + p + ")"));
  }

  /** Has a function use what is allocated, and reads the last of it. */
  private void use(String p, String user, int words) {
    source
        .function(user)
        .ifPresent(
            function ->
                line("r = mix(r, %s(%s, %d, d - 1));", source.reference(function), p, words));
    line("r = mix(r, %s[%d]);", p, words - 1);
  }

  @Override
  public void count(int start) {
    String local = fresh();
    line(
        "static u32 %1$s[2] = {%2$s, 3}; static u32 *%1$sp = &%1$s[1]; r = mix(r, %1$s[0]++); *%1$sp += r | 1; r = mix(r, *%1$sp);",
        local, CSource.number(start));
  }

  @Override
  public void dispatch(int which) {
    throw new UnsupportedOperationException("no traits in C");
  }

  @Override
  public void lend(String user, int words, boolean hostFrees) {
    String p = fresh();
    line("u32 *%s = host_make(%d);", p, words);
    use(p, user, words);
    line("%s(%s);", hostFrees ? "host_free" : "free", p);
  }

  @Override
  public void callback(String name) {
    source
        .function(name)
        .ifPresent(
            function -> line("r = mix(r, host_call(%s, r, d - 1));", source.reference(function)));
  }

  @Override
  public void library(int which) {
    String local = fresh();
    switch (which) {
      case 0 ->
          line(
              "char %1$s[64]; snprintf(%1$s, sizeof %1$s, \"%%u %%s %%x\", r, \"leaf\", r >> 3); r = mixText(r, %1$s);",
              local);
      case 1 ->
          line(
              "u32 %1$s[9]; for (u32 i = 0; i < 9; i++) %1$s[i] = mix(r, i); qsort(%1$s, 9, 4, compared); r = mix(r, %1$s[4]);",
              local);
      case 2 ->
          line(
              "char %1$s[96]; memset(%1$s, 'a' + r %% 26, 95); %1$s[95 - r %% 30] = 0; memmove(%1$s + 3, %1$s, 40); r = mix(r, strlen(%1$s));",
              local);
      default ->
          line(
              "errno = 0; u32 %1$s = strtoul(r & 1 ? \"4294967296\" : \"77 leaves\", 0, 10); r = mix(r, %1$s + errno);",
              local);
    }
  }

  @Override
  public void cast(String factory, String type) {
    source
        .function(factory)
        .filter(function -> source.isCxx() && source.isDefined(type))
        .ifPresent(
            function -> {
              String local = fresh();
              line(
                  "h::Object *%1$s = %2$s(r, d - 1); r = mix(r, dynamic_cast<h::%3$s *>(%1$s) != 0); r = mix(r, typeid(*%1$s) == typeid(h::%3$s)); delete %1$s;",
                  local, source.reference(function), type);
            });
  }

  @Override
  public void make(String type) {
    // The factory's last line, for which its source looks for this operation.
  }

  @Override
  public void virtual(String factory, int method) {
    source
        .function(factory)
        .filter(function -> source.isCxx())
        .ifPresent(
            function -> {
              String local = fresh();
              line(
                  "h::Object *%s = %s(r, d - 1); r = mix(r, %1$s->m%d(r, d - 1)); delete %1$s;",
                  local, source.reference(function), method);
            });
  }

  @Override
  public void raise(int every) {
    if (source.isCxx()) {
      line("if (r %% %d == 0) throw (int)(r >> 3);", every);
    }
  }

  @Override
  public void catching(String name) {
    if (source.isCxx()) {
      source
          .function(name)
          .ifPresent(
              function ->
                  line("try { %s } catch (...) { r = mix(r, (u32)current()); }", called(function)));
    }
  }
}
