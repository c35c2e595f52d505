package dev.radicchio.random;

import dev.radicchio.random.Variable.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the file of a random program's module in Rust. */
final class RustSource {
  private static final String PRELUDE =
      """
      use std::hint::black_box;
      type Fn = Option<unsafe extern "C" fn(u32, i32) -> u32>;
      #[repr(C)]
      pub struct Node { value: u32, small: u8, next: *mut Node, cell: *mut u32, call: Fn, tail: [u32; 3] }
      fn mix(r: u32, k: u32) -> u32 { let r = r.rotate_left(5).wrapping_mul(2654435761).wrapping_add(k); r ^ r >> 15 }
      unsafe fn mix_text(mut r: u32, mut text: *const u8) -> u32 { while *text != 0 { r = mix(r, *text as u32); text = text.add(1); } r }
      trait Shape: Sync { fn area(&self, x: u32) -> u32; fn grow(&mut self, by: u32) { let _ = by; } fn name(&self) -> &'static str; }
      struct Square(u32);
      struct Circle { radius: u64, label: &'static str }
      impl Shape for Square {
        fn area(&self, x: u32) -> u32 { self.0.wrapping_mul(self.0) ^ x }
        fn grow(&mut self, by: u32) { self.0 = self.0.wrapping_add(by); }
        fn name(&self) -> &'static str { "square" }
      }
      impl Shape for Circle {
        fn area(&self, x: u32) -> u32 { (self.radius as u32).wrapping_mul(3).wrapping_add(x) }
        fn name(&self) -> &'static str { self.label }
      }
      static SHAPES: [&dyn Shape; 3] = [&Square(7), &Circle { radius: 5, label: "round" }, &Square(11)];
      fn boxed(r: u32) -> Box<dyn Shape> {
        if r & 1 == 0 { Box::new(Square(r)) } else { Box::new(Circle { radius: r as u64, label: "boxed" }) }
      }
      extern "C" { fn host_call(call: Fn, x: u32, d: i32) -> u32; fn host_make(words: u32) -> *mut u32; fn host_free(p: *mut u32); fn free(p: *mut u32); }
      // What was generated.
      """;

  private final RandomProgram program;
  private final Unit unit;
  private final StringBuilder out = new StringBuilder(PRELUDE);

  private RustSource(RandomProgram program, Unit unit) {
    this.program = program;
    this.unit = unit;
  }

  static String of(RandomProgram program, Unit unit) {
    RustSource source = new RustSource(program, unit);
    source.write();
    return source.out.toString();
  }

  private void write() {
    List<Item> own = program.in(unit);
    Set<String> foreign = new LinkedHashSet<>();
    own.forEach(item -> item.references().forEach(foreign::add));
    own.forEach(item -> foreign.remove(item.name()));
    out.append("extern \"C\" {\n");
    for (String name : foreign) {
      program.item(name).ifPresent(this::declare);
    }
    out.append("}\n");
    for (Item item : own) {
      if (item instanceof Function function) {
        define(function);
      } else if (item instanceof Variable variable) {
        define(variable);
      }
    }
    ProgramCall.digested(program, unit).forEach(this::digest);
  }

  boolean isInRust(String function) {
    return program.isInRust(function);
  }

  Optional<Function> function(String name) {
    return program.item(name).filter(Function.class::isInstance).map(Function.class::cast);
  }

  Optional<Variable> variable(String name) {
    return program.item(name).filter(Variable.class::isInstance).map(Variable.class::cast);
  }

  private void declare(Item item) {
    if (item instanceof Function function) {
      out.append("  ").append(prototype(function)).append(";\n");
    } else if (item instanceof Variable variable) {
      out.append("  static ").append(typed(variable)).append(";\n");
    }
  }

  /**
   * Numbers that nobody writes are immutable; what has addresses in it could not be shared then.
   */
  private static String typed(Variable variable) {
    boolean immutable =
        variable.traits().constant()
            && switch (variable.contents()) {
              case CELLS, BYTES, WIDES -> true;
              default -> false;
            };
    String type =
        switch (variable.contents()) {
          case CELLS -> "u32";
          case BYTES -> "u8";
          case WIDES -> "u64";
          case NODES -> "Node";
          case POINTERS -> "*mut u32";
          case FUNCTIONS -> "Fn";
          case TEXTS -> "*const u8";
          case OBJECTS -> throw new IllegalArgumentException(variable.toString());
        };
    return "%s%s: [%s; %d]"
        .formatted(immutable ? "" : "mut ", variable.name(), type, variable.count());
  }

  private static String prototype(Function function) {
    String types =
        switch (function.shape()) {
          case NUMBER -> "(x: u32, d: i32) -> u32";
          case WIDE -> "(x: u64, d: i32) -> u64";
          case REAL -> "(x: f64, d: i32) -> f64";
          case ARRAY, RELEASE -> "(p: *mut u32, n: u32, d: i32) -> u32";
          case MAKE -> "(n: u32, d: i32) -> *mut u32";
          case PAIR, VARIADIC, FACTORY -> throw new IllegalArgumentException(function.toString());
        };
    return "fn " + function.name() + types;
  }

  private static String exported(Item item) {
    return item.linkage() == Linkage.LOCAL ? "" : "#[no_mangle] pub ";
  }

  private void define(Function function) {
    out.append(exported(function)).append("unsafe extern \"C\" ").append(prototype(function));
    String salt = function.salt() + "i32 as u32";
    out.append(" {\n  let mut r: u32 = ");
    out.append(
        switch (function.shape()) {
          case NUMBER -> "x ^ (" + salt + ");";
          case WIDE -> "((x ^ x >> 32) as u32).wrapping_add(" + salt + ");";
          case REAL -> "(x as u32).wrapping_add(" + salt + ");";
          case MAKE -> "n.wrapping_add(" + salt + ");";
          default ->
              salt
                  + ";\n  for i in 0..n { let q = p.add(i as usize); r = mix(r, *q); *q = (*q).wrapping_add(i + 1); }";
        });
    out.append("\n  if d > 0 {\n");
    RustCode code = new RustCode(this, out);
    function.body().forEach(operation -> operation.write(code));
    out.append("  }\n  ");
    out.append(
        switch (function.shape()) {
          case WIDE -> "(r as u64) << 20 ^ r as u64";
          case REAL -> "(r & 0xFFFFF) as f64";
          case MAKE ->
              "Box::into_raw((0..n).map(|i| r.wrapping_add(i)).collect::<Vec<u32>>().into_boxed_slice()) as *mut u32";
          case RELEASE ->
              "drop(Box::from_raw(std::ptr::slice_from_raw_parts_mut(p, n as usize))); r";
          default -> "r";
        });
    out.append("\n}\n");
  }

  private void define(Variable variable) {
    Random random = new Random(variable.salt());
    String value =
        IntStream.range(0, variable.count())
            .mapToObj(i -> value(variable, i, random))
            .collect(Collectors.joining(", ", "[", "]"));
    if (variable.traits().zero()) {
      value = "[0; " + variable.count() + "]";
    }
    out.append(exported(variable)).append("static ").append(typed(variable)).append(" = ");
    out.append(value).append(";\n");
  }

  private String value(Variable variable, int i, Random random) {
    return switch (variable.contents()) {
      case CELLS -> Integer.toUnsignedString(random.nextInt());
      case BYTES -> String.valueOf(random.nextInt(256));
      case WIDES -> "0x" + Long.toHexString(random.nextLong());
      case POINTERS -> address(target(variable, i), "u32");
      case FUNCTIONS -> functionAddress(target(variable, i));
      case TEXTS -> "b\"" + CSource.text(random) + "\\0\".as_ptr()";
      case NODES ->
          "Node { value: %s, small: %d, next: %s, cell: %s, call: %s, tail: [%s, %s, %s] }"
              .formatted(
                  Integer.toUnsignedString(random.nextInt()),
                  random.nextInt(256),
                  address(target(variable, Variable.OF_NODE * i), "Node"),
                  address(target(variable, Variable.OF_NODE * i + 1), "u32"),
                  functionAddress(target(variable, Variable.OF_NODE * i + 2)),
                  Integer.toUnsignedString(random.nextInt()),
                  Integer.toUnsignedString(random.nextInt()),
                  Integer.toUnsignedString(random.nextInt()));
      case OBJECTS -> throw new IllegalArgumentException(variable.toString());
    };
  }

  private static Target target(Variable variable, int i) {
    return i < variable.targets().size() ? variable.targets().get(i) : null;
  }

  private String address(Target target, String type) {
    return target == null || variable(target.name()).isEmpty()
        ? "std::ptr::null_mut()"
        : "unsafe { std::ptr::addr_of!(%s).cast::<%s>().cast_mut().wrapping_add(%d) }"
            .formatted(target.name(), type, target.index());
  }

  private String functionAddress(Target target) {
    return target == null || function(target.name()).isEmpty()
        ? "None"
        : "Some(" + target.name() + ")";
  }

  private void digest(Variable variable) {
    String each =
        switch (variable.contents()) {
          case CELLS, BYTES -> "r = mix(r, %1$s[i] as u32);";
          case WIDES -> "r = mix(r, %1$s[i] as u32); r = mix(r, (%1$s[i] >> 32) as u32);";
          case POINTERS -> "r = mix(r, if %1$s[i].is_null() { 7 } else { *%1$s[i] });";
          case FUNCTIONS -> "r = mix(r, match %1$s[i] { Some(f) => f(i as u32, 1), None => 7 });";
          case TEXTS -> "r = mix_text(r, %1$s[i]);";
          case OBJECTS -> throw new IllegalArgumentException(variable.toString());
          case NODES ->
              """
              let mut n: *const Node = std::ptr::addr_of!(%1$s[i]);
              let mut k = 0;
              while !n.is_null() && k < 4 {
                r = mix(r, (*n).value.wrapping_add((*n).small as u32)); r = mix(r, (*n).tail[2]);
                if !(*n).cell.is_null() { r = mix(r, *(*n).cell); }
                if let Some(f) = (*n).call { r = mix(r, f(i as u32, 1)); }
                k += 1; n = (*n).next;
              }
              """;
        };
    out.append("#[no_mangle] pub unsafe extern \"C\" fn ");
    out.append(ProgramCall.digestName(variable.name(), unit));
    out.append("(x: u32, d: i32) -> u32 { let mut r = x; for i in 0..");
    out.append(Math.min(variable.count(), 64)).append("usize { ");
    out.append(each.formatted(variable.name())).append(" } r }\n");
  }
}
