package dev.radicchio.random;

import java.util.Locale;

/** Function bodies in Rust. What only C++ has is not generated for it. */
final class RustCode implements Code {
  private final RustSource source;
  private final StringBuilder out;
  private int names;

  RustCode(RustSource source, StringBuilder out) {
    this.source = source;
    this.out = out;
  }

  private void line(String format, Object... arguments) {
    out.append("    ").append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private static String number(int value) {
    return Integer.toUnsignedString(value);
  }

  @Override
  public void mix(int salt) {
    line("r = mix(r, %s);", number(salt));
  }

  @Override
  public void read(String name, int index) {
    source
        .variable(name)
        .ifPresent(
            variable -> {
              switch (variable.contents()) {
                case CELLS, BYTES -> line("r = mix(r, %s[%d] as u32);", name, index);
                case WIDES -> line("r = mix(r, (%s[%d] >> 9) as u32);", name, index);
                case POINTERS ->
                    line("if !%1$s[%2$d].is_null() { r = mix(r, *%1$s[%2$d]); }", name, index);
                case TEXTS ->
                    line("r = mix_text(r, %s[r as usize %% %d]);", name, variable.count());
                case FUNCTIONS -> line("r = mix(r, %s[%d].is_some() as u32);", name, index);
                case NODES -> {
                  line(
                      "if !%1$s[%2$d].next.is_null() { r = mix(r, (*%1$s[%2$d].next).value); }",
                      name, index);
                  line(
                      "if !%1$s[%2$d].cell.is_null() { r = mix(r, *%1$s[%2$d].cell); }",
                      name, index);
                }
                case OBJECTS -> throw new IllegalArgumentException(name);
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
              switch (variable.contents()) {
                case CELLS ->
                    line("%1$s[%2$d] = %1$s[%2$d].wrapping_mul(3).wrapping_add(r);", name, index);
                case BYTES -> line("%1$s[%2$d] = %1$s[%2$d].wrapping_add(r as u8);", name, index);
                case WIDES -> line("%s[%d] ^= (r as u64) << 7;", name, index);
                case POINTERS ->
                    line(
                        "if !%1$s[%2$d].is_null() { let p = %1$s[%2$d]; *p = (*p).wrapping_add(r); }",
                        name, index);
                case FUNCTIONS -> line("%1$s.swap(0, %2$d);", name, index);
                case NODES ->
                    line("%1$s[%2$d].value = %1$s[%2$d].value.wrapping_add(r);", name, index);
                case TEXTS -> {}
                case OBJECTS -> throw new IllegalArgumentException(name);
              }
            });
  }

  @Override
  public void bump(String name, int index, int by) {
    throw new UnsupportedOperationException("no constructors in Rust");
  }

  @Override
  public void fold(String name, int salt) {
    throw new UnsupportedOperationException("no constructors in Rust");
  }

  @Override
  public void call(String name) {
    source
        .function(name)
        .ifPresent(
            function -> {
              switch (function.shape()) {
                case NUMBER -> line("r = mix(r, %s(r, d - 1));", name);
                case WIDE ->
                    line("r = mix(r, (%s((r as u64) << 9 | 3, d - 1) >> 5) as u32);", name);
                case REAL -> line("r = mix(r, %s((r & 0xFFFF) as f64, d - 1) as u32);", name);
                default -> throw new IllegalArgumentException(name);
              }
            });
  }

  @Override
  public void ifThere(String name) {
    throw new UnsupportedOperationException("no weak references in Rust");
  }

  @Override
  public void through(String name, int index) {
    source
        .variable(name)
        .ifPresent(
            variable -> line("if let Some(f) = %s[%d] { r = mix(r, f(r, d - 1)); }", name, index));
  }

  @Override
  public void compare(String name, int index, String other, int element) {
    source
        .variable(name)
        .ifPresent(
            variable -> {
              if (source.function(other).isPresent()) {
                line(
                    "let f: Fn = black_box(Some(%s)); r = mix(r, (%s[%d].map(|f| f as usize) == f.map(|f| f as usize)) as u32);",
                    other, name, index);
              } else if (source.variable(other).isPresent()) {
                line(
                    "r = mix(r, (black_box(std::ptr::addr_of!(%s[%d]) as usize) == %s[%d] as usize) as u32);",
                    other, element, name, index);
              }
            });
  }

  @Override
  public void frame(String name, int words) {
    source
        .function(name)
        .ifPresent(
            function ->
                line(
                    "let mut words = [0u32; %1$d]; for i in 0..%1$d { words[i] = r.wrapping_add(i as u32); } r = mix(r, %2$s(words.as_mut_ptr(), %1$d, d - 1)); r = mix(r, words[%3$d]);",
                    words, name, words / 2));
  }

  @Override
  public void allocate(String maker, String user, String releaser, int words) {
    boolean made = source.function(maker).isPresent();
    boolean released = source.function(releaser).isPresent();
    boolean makerInRust = !made || source.isInRust(maker);
    boolean releaserInRust = !released || source.isInRust(releaser);
    if (makerInRust != releaserInRust) {
      return;
    }
    line(
        "let p: *mut u32 = %s;",
        made
            ? maker + "(" + words + ", d - 1)"
            : "Box::into_raw(vec![r; " + words + "].into_boxed_slice()) as *mut u32");
    use(user, words);
    if (released) {
      line("r = mix(r, %s(p, %d, d - 1));", releaser, words);
    } else {
      line("drop(Box::from_raw(std::ptr::slice_from_raw_parts_mut(p, %d)));", words);
    }
  }

  /** Has a function use what is allocated, and reads the last of it. */
  private void use(String user, int words) {
    if (source.function(user).isPresent()) {
      line("r = mix(r, %s(p, %d, d - 1));", user, words);
    }
    line("r = mix(r, *p.add(%d));", words - 1);
  }

  @Override
  public void count(int start) {
    String local = "COUNT" + names++;
    line(
        "static mut %1$s: [u32; 2] = [%2$s, 3]; %1$s[0] = %1$s[0].wrapping_add(1); r = mix(r, %1$s[0]);",
        local, number(start));
  }

  @Override
  public void dispatch(int which) {
    line("r = mix(r, SHAPES[black_box(%d)].area(r));", which);
    line(
        "let mut shape = black_box(boxed(r)); shape.grow(r); r = mix(r, shape.area(r)); r = mix(r, shape.name().len() as u32);");
    line("let text = format!(\"{}-{:?}\", r & 255, shape.name()); r = mix(r, text.len() as u32);");
  }

  @Override
  public void lend(String user, int words, boolean hostFrees) {
    line("let p = host_make(%d);", words);
    use(user, words);
    line("%s(p);", hostFrees ? "host_free" : "free");
  }

  @Override
  public void callback(String name) {
    source
        .function(name)
        .ifPresent(function -> line("r = mix(r, host_call(Some(%s), r, d - 1));", name));
  }

  @Override
  public void library(int which) {
    throw new UnsupportedOperationException("Rust has a library of its own");
  }

  @Override
  public void cast(String factory, String type) {
    throw new UnsupportedOperationException("no classes in Rust");
  }

  @Override
  public void make(String type) {
    throw new UnsupportedOperationException("no classes in Rust");
  }

  @Override
  public void virtual(String factory, int method) {
    throw new UnsupportedOperationException("no classes in Rust");
  }

  @Override
  public void raise(int every) {
    throw new UnsupportedOperationException("no exceptions in Rust");
  }

  @Override
  public void catching(String name) {
    throw new UnsupportedOperationException("no exceptions in Rust");
  }
}
