package dev.radicchio.corpus;

import static java.util.stream.Collectors.joining;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.wat.WatModule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A shared library in the place of Python and its C library: it exports all that others import.
 * Most of its functions ask the host for their result, through
 *
 * <pre>trace(answer, number of the function, first argument, second, third) -> result</pre>
 *
 * and so does {@code _Unwind_RaiseException}, before it throws. Data is objects of {@link
 * #OBJECT_BYTES}, which are an argument for functions, the type of them all, those with names, and
 * unnamed ones.
 */
final class PythonStandIn {
  static final int OBJECT_BYTES = 256;
  static final int UNNAMED_OBJECTS = 64;

  private static final int UNNAMED_AND_FIRST = UNNAMED_OBJECTS + 2;
  private static final int CELLS_BYTES = 32;
  private static final int HEAP_BYTES = 4 << 20;

  /** A bytes object with this document, if its type says so. */
  private static final String DOCUMENT = "[1,-2.5,\\22text\\22,{\\22key\\22:null},true]";

  private static final int DOCUMENT_LENGTH = 33;

  /** What the host is asked for. */
  enum Answer {
    /** 0, or -1 for an error. */
    NUMBER(0),
    /** An unnamed object, or 0 for an error. */
    OBJECT(1),
    /** The first argument, or 0 for an error. */
    FIRST(2),
    /** The third argument, or -1 for an error. */
    THIRD(3),
    /** 1, or 0 for an error. */
    YES(4);

    private final int number;

    Answer(int number) {
      this.number = number;
    }

    static Answer numbered(int number) {
      return Stream.of(values())
          .filter(answer -> answer.number == number)
          .findFirst()
          .orElseThrow();
    }
  }

  private static final Pattern GIVES_OBJECT =
      Pattern.compile(
          "Py\\w*_((Get|From|Call|Vectorcall|As(Encoded|Bytes|UTF8))\\w*|New\\w*|Create|Finish|Import\\w*|Str|Repr|Iter|InternFromString|DATA|SaveThread|Add\\w*Ref)"
              + "|PyWeakref_NewRef|PyUnicode_AsUTF8AndSize");

  private static final Pattern GIVES_NUMBER =
      Pattern.compile("PyType_GetFlags|PyGILState_\\w+|Py\\w+_GetID|PyObject_GetOptionalAttr\\w*");

  private static final Set<String> YES =
      Set.of("PyType_IsSubtype", "PyErr_GivenExceptionMatches", "Py_IsInitialized");

  /** Those that ask nobody; the heap of a program may take the place of some. */
  private static final Map<String, String> OWN =
      Map.ofEntries(
          Map.entry("malloc", "(param i32) (result i32) (call $allocate (local.get 0))"),
          Map.entry(
              "calloc",
              "(param i32 i32) (result i32) (call $allocate (i32.mul (local.get 0) (local.get 1)))"),
          Map.entry("free", "(param i32)"),
          Map.entry(
              "realloc",
              """
              (param i32 i32) (result i32) (local $new i32)
              (local.set $new (call $allocate (local.get 1)))
              (if (local.get 0) (then
                (memory.copy (local.get $new) (local.get 0)
                  (select (local.get 1) (i32.load (i32.sub (local.get 0) (i32.const 16)))
                    (i32.lt_u (local.get 1) (i32.load (i32.sub (local.get 0) (i32.const 16))))))))
              (local.get $new)"""),
          Map.entry(
              "posix_memalign",
              """
              (param i32 i32 i32) (result i32)
              (i32.store (local.get 0)
                (i32.and
                  (i32.add (call $allocate (i32.add (local.get 2) (local.get 1))) (local.get 1))
                  (i32.sub (i32.const 0) (local.get 1))))
              (i32.const 0)"""),
          Map.entry(
              "memcmp",
              """
              (param i32 i32 i32) (result i32) (local $difference i32)
              (block $end (loop $next
                (br_if $end (i32.eqz (local.get 2)))
                (local.set $difference
                  (i32.sub (i32.load8_u (local.get 0)) (i32.load8_u (local.get 1))))
                (br_if $end (local.get $difference))
                (local.set 0 (i32.add (local.get 0) (i32.const 1)))
                (local.set 1 (i32.add (local.get 1) (i32.const 1)))
                (local.set 2 (i32.sub (local.get 2) (i32.const 1)))
                (br $next)))
              (local.get $difference)"""),
          Map.entry(
              "strlen",
              """
              (param i32) (result i32) (local $at i32)
              (local.set $at (local.get 0))
              (block $end (loop $next
                (br_if $end (i32.eqz (i32.load8_u (local.get $at))))
                (local.set $at (i32.add (local.get $at) (i32.const 1)))
                (br $next)))
              (i32.sub (local.get $at) (local.get 0))"""),
          Map.entry("__errno_location", "(result i32) (i32.add (call $cells) (i32.const 16))"));

  /** What a function does before it asks, and after that. */
  private static final Map<String, String> BEFORE =
      Map.of(
          "getentropy",
          "(memory.fill (local.get 0) (i32.const 7) (local.get 1))",
          // The first of the buffers alone, as the system may.
          "writev",
          """
          (local.set 2 (i32.load offset=4 (local.get 1)))
          (local.set 1 (i32.load (local.get 1)))""");

  private static final Map<String, String> AFTER =
      Map.of(
          "_Unwind_RaiseException", "(throw $exception (local.get 0))",
          "abort", "(unreachable)");

  private final Set<String> data = new LinkedHashSet<>();
  private final Map<String, FunctionType> functions = new LinkedHashMap<>();

  private PythonStandIn(Collection<WasmBinary> users) {
    Set<String> theirs = new HashSet<>();
    users.forEach(user -> user.exports().stream().map(Export::name).forEach(theirs::add));
    Set<String> pointedTo = new LinkedHashSet<>();
    for (WasmBinary user : users) {
      for (Import imported : user.imports()) {
        if (imported.module().equals("GOT.mem") && !theirs.contains(imported.name())) {
          data.add(imported.name());
        } else if (imported.module().equals("GOT.func") && !theirs.contains(imported.name())) {
          pointedTo.add(imported.name());
        }
      }
      List<Import> called = user.imports(ExternType.Kind.FUNCTION);
      for (int i = 0; i < called.size(); i++) {
        if (!theirs.contains(called.get(i).name())) {
          functions.put(called.get(i).name(), user.functionType(i));
        }
      }
    }
    FunctionType unknown = new FunctionType(List.of(), List.of());
    pointedTo.forEach(name -> functions.putIfAbsent(name, unknown));
  }

  /** One for the modules of a package. */
  static PythonStandIn of(Collection<WasmBinary> users) {
    return new PythonStandIn(users);
  }

  /** The names of the functions, by their numbers. */
  List<String> functions() {
    return List.copyOf(functions.keySet());
  }

  /** The number of the first object without a name. */
  int firstUnnamed() {
    return data.size() + UNNAMED_AND_FIRST - UNNAMED_OBJECTS;
  }

  private int objectsBytes() {
    return (data.size() + UNNAMED_AND_FIRST) * OBJECT_BYTES;
  }

  /** The module. */
  byte[] module() {
    int cells = objectsBytes();
    int heap = cells + CELLS_BYTES;
    List<String> fields = new ArrayList<>();
    fields.add("(@dylink.0 (mem-info (memory %d 4)))".formatted(heap + HEAP_BYTES));
    fields.add(
        """
        (import "env" "memory" (memory 1))
        (import "env" "__memory_base" (global $base i32))
        (import "env" "__indirect_function_table" (table 0 funcref))
        (import "trace" "trace" (func $trace (param i32 i32 i32 i32 i32) (result i32)))
        (tag $exception (export "__cpp_exception") (param i32))
        (global $used (mut i32) (i32.const 0))
        (data (global.get $base) "\\00\\00\\00\\00\\00\\00\\00\\00\\%02x\\00\\00\\00\\ff\\ff\\ff\\ff%s")"""
            .formatted(DOCUMENT_LENGTH, DOCUMENT));
    fields.add(
        """
        (func $cells (export "cells") (result i32) (i32.add (global.get $base) (i32.const %d)))
        (func (export "objects") (result i32) (global.get $base))
        (func $allocate (param $size i32) (result i32) (local $block i32)
          (local.set $block (i32.add (i32.add (global.get $base) (i32.const %d)) (global.get $used)))
          (i32.store (local.get $block) (local.get $size))
          (global.set $used
            (i32.and (i32.add (i32.add (global.get $used) (local.get $size)) (i32.const 31)) (i32.const -16)))
          (if (i32.gt_u (global.get $used) (i32.const %d)) (then (unreachable)))
          (i32.add (local.get $block) (i32.const 16)))
        (func (export "__wasm_call_ctors") (local $object i32)
          (local.set $object (global.get $base))
          (loop $next
            (i32.store (local.get $object) (i32.const 1))
            (i32.store offset=4 (local.get $object) (i32.add (global.get $base) (i32.const %d)))
            (local.set $object (i32.add (local.get $object) (i32.const %d)))
            (br_if $next (i32.lt_u (local.get $object) (call $cells))))
          (i32.store (call $cells) (global.get $base))
          (i32.store offset=4 (call $cells) (global.get $base)))"""
            .formatted(cells, heap, HEAP_BYTES - 64, OBJECT_BYTES, OBJECT_BYTES));
    for (int parameters = 1; parameters <= 4; parameters++) {
      String types = " i32".repeat(parameters);
      fields.add(
          "(func (export \"call%d\") (param i32%s) (result i32) (call_indirect (param%s) (result i32)%s (local.get 0)))"
              .formatted(parameters, types, types, locals(parameters)));
    }
    int object = 2;
    for (String name : data) {
      fields.add(
          "(global (export \"%s\") i32 (i32.const %d))".formatted(name, object++ * OBJECT_BYTES));
    }
    int number = 0;
    for (Map.Entry<String, FunctionType> function : functions.entrySet()) {
      fields.add(function(function.getKey(), function.getValue(), number++));
    }
    return WatModule.encode("(module\n" + String.join("\n", fields) + ")");
  }

  private static String locals(int count) {
    StringBuilder locals = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      locals.append(" (local.get ").append(i).append(')');
    }
    return locals.toString();
  }

  private static String function(String name, FunctionType type, int number) {
    String head = "(func (export \"" + name + "\") ";
    if (OWN.containsKey(name)) {
      return head + OWN.get(name) + ")";
    }
    String asked =
        "(call $trace (i32.const %d) (i32.const %d)%s%s%s)"
            .formatted(
                answer(name).number,
                number,
                argument(type, 0),
                argument(type, 1),
                argument(type, 2));
    String result =
        type.results().isEmpty() ? "(drop " + asked + ")" : converted(asked, type.results().get(0));
    String signature = types("param", type.params()) + types("result", type.results());
    return head
        + signature
        + BEFORE.getOrDefault(name, "")
        + result
        + AFTER.getOrDefault(name, "")
        + ")";
  }

  private static String types(String what, List<ValType> types) {
    return types.isEmpty()
        ? ""
        : "(" + what + " " + types.stream().map(ValType::toString).collect(joining(" ")) + ")";
  }

  /** Of a number that is no {@code i32}, a part that tells it from most. */
  private static String argument(FunctionType type, int number) {
    if (number >= type.params().size()) {
      return " (i32.const 0)";
    }
    String local = " (local.get " + number + ")";
    return switch (type.params().get(number).toString()) {
      case "i32" -> local;
      case "i64" -> "(i32.wrap_i64" + local + ")";
      case "f32" -> "(i32.reinterpret_f32" + local + ")";
      default -> "(i32.wrap_i64 (i64.shr_u (i64.reinterpret_f64" + local + ") (i64.const 32)))";
    };
  }

  private static String converted(String asked, ValType result) {
    return switch (result.toString()) {
      case "i32" -> asked;
      case "i64" -> "(i64.extend_i32_s " + asked + ")";
      default -> "(" + result + ".convert_i32_s " + asked + ")";
    };
  }

  private static Answer answer(String name) {
    if (name.equals("PyModuleDef_Init")) {
      return Answer.FIRST;
    }
    if (name.equals("write") || name.equals("writev")) {
      return Answer.THIRD;
    }
    if (YES.contains(name)) {
      return Answer.YES;
    }
    return GIVES_OBJECT.matcher(name).matches() && !GIVES_NUMBER.matcher(name).matches()
        ? Answer.OBJECT
        : Answer.NUMBER;
  }
}
