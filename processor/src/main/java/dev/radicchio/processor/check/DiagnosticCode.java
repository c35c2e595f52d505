package dev.radicchio.processor.check;

import static dev.radicchio.link.problem.Problem.Severity.ERROR;
import static dev.radicchio.link.problem.Problem.Severity.WARNING;

import dev.radicchio.link.problem.Message;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemKind;

/**
 * Everything that the processor reports by itself, with one message each; what the linker reports
 * has the code of a {@link dev.radicchio.link.problem.ProblemCode}. Codes are stable: a number is
 * never given to another problem.
 *
 * <p>{@code RAD10x} are about the shape of interfaces, {@code RAD11x} about the files of modules
 * and of generated classes, {@code RAD12x} about exports, {@code RAD13x} and {@code RAD14x} about
 * what methods take and return, {@code RAD15x} and {@code RAD16x} about programs, {@code RAD7xx}
 * about structs, {@code RAD80x} to {@code RAD82x} about hosts, {@code RAD84x} about heaps, {@code
 * RAD85x} about regions, and {@code RAD87x} about function pointers.
 */
public enum DiagnosticCode implements ProblemKind {
  NOT_AN_INTERFACE(
      100, ERROR, "%s belongs on an interface, and %s is %s; declare it as an interface"),
  PRIVATE_INTERFACE(
      101,
      ERROR,
      "%s is private or inside a private type, so no generated class can implement it; make it at"
          + " least package-private"),
  INTERFACE_TYPE_PARAMETERS(
      102, ERROR, "%s has type parameters, and a %s interface has none; remove them"),
  SEALED_INTERFACE(
      103, ERROR, "%s is sealed, so no generated class can implement it; remove sealed"),
  RESERVED_METHOD(
      104, ERROR, "%s() would clash with the method of that name that %s has; rename it"),
  MISPLACED_ANNOTATION(105, ERROR, "@%s belongs on %s; %s is none, so remove it"),
  TYPE_MISSING(
      106,
      ERROR,
      "%s needs %s, which does not exist; if another annotation processor generates it, see what kept it"
          + " from doing so, otherwise put it on the class path or correct its name"),

  NO_RESOURCE_NAME(
      110,
      ERROR,
      "\"%s\" is not the path of a class-path resource; write it with / between its parts, without a"
          + " leading /, . or .., for example \"wasm/module.wasm\""),
  MODULE_NOT_FOUND(
      111,
      ERROR,
      "%s was not found; looked in %s. Put it among the resources (Maven and Gradle:"
          + " src/main/resources/%s) or name the directory that %s is relative to with"
          + " -Aradicchio.path=<directory>"),
  NO_BASE_ADDRESS(112, ERROR, "base is %d; give an address below 4 GiB, or -1 for none"),
  NO_LAYOUT_RESOURCE_NAME(
      114,
      ERROR,
      "\"%s\" is not the path of a class-path resource; write it with / between its parts, without a"
          + " leading /, . or .., for example \"geometry.layout\""),
  CLASS_EXISTS(115, ERROR, "%s exists already; rename it or %s"),
  CLASS_NOT_WRITTEN(116, ERROR, "%s could not be written: %s"),

  EXPORT_MISSING(
      120,
      ERROR,
      "%s: %s has no export %s; it exports %s. Name one with @WasmExport, or export the function where"
          + " it is written (C: __attribute__((export_name(\"%s\"))); Rust: #[no_mangle] pub extern"
          + " \"C\")"),
  EXPORT_MISSPELT(
      121, ERROR, "%s: %s has no export %s; did you mean %s? Say so with @WasmExport(\"%s\")"),
  EXPORT_IS_NO_FUNCTION(
      122,
      ERROR,
      "%s: export \"%s\" of %s is neither a function nor a global; name one with @WasmExport"),
  EXPORT_TYPE_MISMATCH(123, ERROR, Texts.NEEDS + "; declare it as: %s"),
  EXPORT_TYPE_NOT_IN_JAVA(
      124, ERROR, Texts.NEEDS + ", and no Java type stands for %s; export a function without it"),

  GLOBAL_MISMATCH(125, ERROR, Texts.IS_GLOBAL + " of type %s; declare it as: %s"),
  GLOBAL_TYPE_NOT_IN_JAVA(
      126,
      ERROR,
      Texts.IS_GLOBAL
          + " of type %s, which no Java type stands for; export a function that returns what is in it"),
  GLOBAL_NOT_MUTABLE(
      127, ERROR, Texts.IS_GLOBAL + " that is not mutable, so it cannot be set; remove the method"),

  METHOD_TYPE_PARAMETERS(
      130, ERROR, "%s has type parameters, and a Wasm function has none; remove them"),
  PARAMETER_TYPE(
      131,
      ERROR,
      "%s takes %s %s, which no Wasm type stands for; take "
          + Texts.PASSED
          + "byte[], ByteBuffer, "
          + Texts.PASSED_TOO),
  CALLER_NOT_FIRST(
      132,
      ERROR,
      "%s takes %s %s, which only the first parameter can be; move it there, or remove it"),
  STRING_WITHOUT_ENCODING(
      135,
      ERROR,
      "%s, and nothing says how it is passed; put @Utf8 on it (address and length) or @CString"
          + " (address of bytes with a NUL behind them)"),
  ENCODING_OF_NO_STRING(
      136, ERROR, "%s with %s, which says how a String is passed; remove it, or make it a String"),
  TWO_ENCODINGS(
      137,
      ERROR,
      "%s with both @Utf8 (address and length) and @CString (address of bytes with a NUL behind them);"
          + " remove one"),
  POINTER_TO_NOTHING(
      138,
      ERROR,
      "%s with @Pointer, which says that an int is an address; remove it, or make it an int"),
  OWNED_IS_NOT_COPIED(
      139, ERROR, "%s with @Owned, which says who frees the bytes of a copy; remove it, or %s"),

  RESULT_TYPE(
      140, ERROR, Texts.NO_RESULT + Texts.PASSED + "byte[], " + Texts.PASSED_TOO + Texts.OR_RECORD),
  RESULT_TYPE_TO_GUEST(
      141,
      ERROR,
      Texts.NO_RESULT
          + "int, boolean, long, float, double (an address in the memory is an int), a @WasmStruct"
          + " interface"
          + Texts.OR_RECORD),
  RESULT_TO_BE_FREED(
      142,
      ERROR,
      "%s returns %s, which would have to be in the memory and be freed by someone; return the address"
          + " of what %s gave, as an int"),
  RESULT_IS_LENT(
      143,
      ERROR,
      "%s returns %s, which guests could call only for as long as it is lent; return the pointer() of"
          + " what %s.lend gave, as an int"),
  RESULT_NOT_SHARED(
      144,
      ERROR,
      "%s returns %s, which would not share its bytes any more once the memory grows; return Slice,"
          + " which has asByteBuffer()"),
  RECORD_TYPE_PARAMETERS(145, ERROR, "%s returns a record with type parameters; use one without"),
  RECORD_NOT_VISIBLE(
      146,
      ERROR,
      "%s returns record %s, which %s cannot see from its package; make the record, and the types"
          + " around it, %s"),
  RECORD_COMPONENT_TYPE(
      147,
      ERROR,
      "%s returns record %s, whose component %s %s no Wasm type stands for; use int, boolean, long,"
          + " float or double"),
  CHECKED_EXCEPTION(
      149,
      ERROR,
      "%s throws %s, and a guest can neither catch it nor declare it; throw unchecked exceptions, which"
          + " reach the Java code that called the guest"),

  NO_MODULE(
      150,
      ERROR,
      "%s has no module; add a method without parameters that returns a @WasmModule interface"),
  ACCESSOR_PARAMETERS(
      151,
      ERROR,
      "%s takes parameters, and a method of a program takes none: it returns an instance or the memory;"
          + " remove the parameters or give the method a body (default)"),
  ACCESSOR_TYPE_PARAMETERS(
      152, ERROR, "%s has type parameters, and a method of a program has none; remove them"),
  ACCESSOR_TYPE(
      153, ERROR, Texts.NO_ACCESSOR + "change its type or give the method a body (default)"),
  ACCESSOR_OF_INTERFACE(154, ERROR, Texts.NO_ACCESSOR + "put @WasmModule on %s"),
  ACCESSOR_OF_HOST(
      155, ERROR, Texts.NO_ACCESSOR + "list the host with @SharedMemory(hosts = %s.class) instead"),
  NEGATIVE_STACK(
      156,
      ERROR,
      "stackBytes is %d; give the size of the stack in bytes, or 0 to derive it from the modules"),
  MAX_PAGES(157, ERROR, "maxPages is %d; give at most %d pages of 64 KiB, or 0 for no limit"),
  CLASS_TWICE(
      160,
      ERROR,
      "accessors %s and %s would both have the class %s in %s (on file systems that ignore case);"
          + " rename one"),
  CLASS_INSIDE_ITS_NAMESAKE(
      161, ERROR, "accessor %s would have the class %s inside the class %s; rename it"),
  NOT_VISIBLE(162, ERROR, "%s cannot see %s from package %s; make it public"),
  INSTANCE_MISSPELT(164, ERROR, "%s has no instance %s; did you mean %s?"),
  LINK_TO_NO_INSTANCE(165, ERROR, "%s has no instance %s; it has %s"),
  LINK_OF_NO_INSTANCE(
      166,
      ERROR,
      "%s is no instance and imports nothing; put @Link on the accessor of the instance that imports"
          + " %s"),
  LINKED_TWICE(167, ERROR, "%s is linked twice; keep one @Link of the two"),
  NUMBERS_OF_REBASED(
      168,
      WARNING,
      "%s (%s) does not fit where it was linked, and goes on using the addresses that it has there:"
          + " %s has to be added to get the program's. An int is passed as it is, and may be one in: %s."
          + " Put @Pointer on those that are addresses, so that they are translated; if the others are"
          + " none, ask for relocation = REBASED"),

  LAYOUT_FILE_SHARED(170, ERROR, "%s pins the layout of %s; give each program its own file"),
  LAYOUT_FILE_MISSING(
      171, ERROR, "%s, which pins the layout of %s, was not found; looked in %s. To create it, %s"),
  LAYOUT_FILE_MALFORMED(
      172,
      ERROR,
      "%s is not as Radicchio writes it: line %d is %s. To write it anew, remove it and %s"),
  LAYOUT_MOVED(
      173,
      ERROR,
      "the layout of %s is not the one that %s pins:\n--- %s\n+++ %s, from %s\n%s\nIf nothing relies"
          + " on the old addresses, %s"),
  LAYOUT_FILE_UNREADABLE(174, ERROR, "%s could not be read or written: %s"),
  LAYOUT_DIRECTORY_INVALID(175, ERROR, "%s is no directory: %s"),
  LAYOUT_DIRECTORY_UNKNOWN(176, ERROR, "%s does not know where to write %s; add %s"),
  LAYOUT_DIRECTORY_MISSING(177, ERROR, "%s is no directory: %s; give %s"),
  LAYOUT_FILE_FOREIGN(
      178,
      ERROR,
      "%s is no file that Radicchio wrote, and is not overwritten; remove it, or give layoutFile"
          + " another name"),
  MAP_NOT_WRITTEN(179, WARNING, "%s could not be written: %s; -Aradicchio.map=false leaves it out"),

  FUNCTION_INTERPRETED(
      180,
      WARNING,
      "%s is too large for a method of the JVM and is interpreted, which is many times slower; compile"
          + " its module with less inlining (-Os), or split the function"),
  NOT_COMPILED(181, ERROR, "the program cannot be compiled to bytecode: %s; leave out precompile"),
  PRECOMPILED_NOT_WRITTEN(182, ERROR, "%s could not be written: %s; leave out precompile"),
  NOT_COMPILED_BY_ECLIPSE(
      183,
      WARNING,
      "%s is linked when it starts, for Eclipse's compiler does not find the classes that it would be"
          + " compiled to; build with javac what is to be compiled ahead of time"),
  ENGINE_NOT_THERE(
      184,
      ERROR,
      "%s runs on %s, which the processor does not have%s; add %s to the path that has Radicchio's"
          + " processor"),
  ENGINE_NOT_VISIBLE(
      185,
      ERROR,
      "%s is for %s, whose classes %s cannot see; add %s to the class path (in a named module, also:"
          + " requires %s)"),

  FAILURE(199, ERROR, "Radicchio failed here; this is a bug in it, please report it: %s"),

  STRUCT_WITHOUT_FIELD(
      700,
      ERROR,
      "%s has no field, and C has no struct without any; declare a getter and a setter for each, as in"
          + " int x(); void x(int value)"),
  NEITHER_GETTER_NOR_SETTER(
      701,
      ERROR,
      "%s is neither a getter nor a setter of a field; declare a field as in int x(); void x(int"
          + " value), an array with an index before the value, or give the method a body"),
  SETTER_WITHOUT_GETTER(702, ERROR, "%s sets a field that has no getter; declare %s"),
  GETTER_WITHOUT_SETTER(703, ERROR, "%s is a field without a setter; declare %s"),
  SETTER_MISMATCH(704, ERROR, "%s does not fit the field %s; declare %s"),
  SETTER_OF_INNER_STRUCT(
      705,
      ERROR,
      "%s would replace a struct that is inside %s; remove it and set the fields of %s (if it is a"
          + " pointer, mark the getter with @Pointer)"),
  ANNOTATED_SETTER(
      706, ERROR, "@%s belongs on the getter of a field; move it there from the setter %s"),
  RESERVED_STRUCT_METHOD(
      707, ERROR, "%s would clash with the method that the generated %s has for itself; rename it"),
  OFFSET_CONSTANT_TWICE(708, ERROR, "%s and %s would both have the constant %s; rename one"),
  FIELD_TYPE(
      710,
      ERROR,
      "%s has a type that no field of a C struct has; use byte, short, char (16 bits without a sign),"
          + " int, long, float, double, boolean, an enum or a @WasmStruct interface (an address is an"
          + " int, an array a getter with @Length and an int index)"),
  POINTER_TO_NO_STRUCT(
      711,
      ERROR,
      "%s has @Pointer, but %s is no @WasmStruct interface; return one, or an int without @Pointer for"
          + " the address of anything else"),
  FIELD_TYPE_NOT_VISIBLE(
      712, ERROR, "%s is of the type %s, which %s cannot see from its package; make the type %s"),
  ARRAY_WITHOUT_LENGTH(
      720,
      ERROR,
      "%s is an array, and how many elements it has is not said; add @Length(<elements>)"),
  LENGTH_WITHOUT_INDEX(721, ERROR, "%s has @Length, but no index; declare %s, or remove @Length"),
  ARRAY_WITHOUT_ELEMENTS(
      722,
      ERROR,
      "%s has %d elements; give at least 1 (for an array of open length behind the struct, use an"
          + " address)"),
  NEGATIVE_OFFSET(
      723, ERROR, "%s has the offset %d, which is before the struct; give one from 0 on"),
  STRUCT_INSIDE_ITSELF(
      730,
      ERROR,
      "%s puts %s inside itself (%s), so that its size has no end; make one a pointer with @Pointer"),
  STRUCT_TOO_LARGE(
      731,
      ERROR,
      "%s makes %s %d bytes large, and no memory has more than %d; give it fewer elements or a lower"
          + " offset"),
  SUPERSTRUCT_AT_OTHER_OFFSET(732, ERROR, Texts.SUPERSTRUCT + "it is at %d" + Texts.NO_SUPERSTRUCT),
  SUPERSTRUCT_WITHOUT_FIELD(
      733, ERROR, Texts.SUPERSTRUCT + "it is no field" + Texts.NO_SUPERSTRUCT),
  STRUCT_DIFFERS_FROM_GUEST(740, ERROR, "%s differs from %s of %s:\n%s"),
  STRUCT_IS_ANOTHER(745, ERROR, Texts.HAS_WHERE + "%s, which is another struct:\n%s"),
  TYPE_DIFFERS_FROM_GUEST(746, ERROR, Texts.HAS_WHERE + "%s; declare %s"),
  STRUCT_PASSED_AS_NUMBER(
      747,
      WARNING,
      Texts.HAS_WHERE + "%s, for which there is %s; declare that, so that it is checked"),
  NO_DEBUG_INFORMATION(
      748,
      WARNING,
      "%s has no debug information, so that nothing tells whether its structs are those that it is"
          + " passed (%s); compile it with -g (rustc: -C debuginfo=2), and do not strip that"),
  STRUCT_NOT_COMPARED(
      749,
      WARNING,
      "the debug information of %s does not tell whether its structs are those that it is passed: %s;"
          + " compile all of it with -g, or have functions take what they mean instead of untyped"
          + " addresses"),
  STRUCT_OF_TWO_BASES(
      750,
      ERROR,
      "%s has pointers inside and is passed to %s and to %s, which know the same bytes by different"
          + " addresses (bases %s and %s), so that a pointer would be another thing to each; pass"
          + " a @WasmStruct interface of its own to one of the two, and copy what both need"),

  NO_HOST(
      800,
      ERROR,
      "%s is no host; hosts are @WasmHost interfaces and classes with the engine's @HostModule"),
  HOST_WITHOUT_ANNOTATION(801, ERROR, "%s is no host; put @WasmHost on it, or leave it out"),
  HOST_TWICE(802, ERROR, "%s is there twice; name each host once"),
  PRIVATE_HOST(
      803,
      ERROR,
      "%s is private or inside a private type, so that %s cannot see it; make it at least"
          + " package-private"),
  HOST_TYPE_PARAMETERS(804, ERROR, "%s has type parameters, and a host has none; remove them"),
  MODULE_GIVEN_TWICE(
      805,
      ERROR,
      "%s and %s both stand for the module %s; leave one of them out, or let guests import them from"
          + " two modules"),
  IMPORT_OF_TWO_HOSTS(
      806, ERROR, "%s has a method for the import %s, as has %s; leave one of the two out"),
  IMPORT_OF_TWO_METHODS(
      807,
      ERROR,
      "%s is for the import %s.%s, as is %s; name another import with @WasmImport, or remove one"),
  WASI_NOT_FOUND(
      810,
      ERROR,
      "wasi = true needs %s's WASI, which %s cannot see; add %s to the class path (in a named module,"
          + " also: requires %s)"),
  WASI_NOT_ALLOWED(
      811,
      ERROR,
      "%s imports WASI (%s), and %s does not allow it; say @SharedMemory(wasi = true), or build it"
          + " without"),
  HOST_OF_ANOTHER_ENGINE(
      812,
      ERROR,
      "%s is a host for %s, and %s runs on %s; annotate it with that one's @HostModule, or say"
          + " @SharedMemory(engine = WasmEngine.%s)"),
  HOST_METHOD_MISMATCH(820, ERROR, Texts.IS_TO_GUESTS + "declare it as: %s"),
  ENGINE_METHOD_MISMATCH(821, ERROR, Texts.IS_TO_GUESTS + "make it fit"),
  HOST_METHOD_MISSING(822, ERROR, Texts.NOBODY_HAS + "add one"),
  HOST_METHOD_MISSPELT(
      823, ERROR, Texts.NOBODY_HAS + "did you mean %s? Say so with @WasmImport(\"%s\")"),
  GLOBAL_MISSING(
      824,
      ERROR,
      "%s imports %s (a global), and no other module of the program exports %s, nor can a host have it;"
          + " give it an address with @Region, or import it from another module and give its value with"
          + " importValues"),
  HOST_METHOD_NOT_IMPORTED(
      825,
      WARNING,
      "no module of %s imports %s, so %s is never called; remove it, or name the import with"
          + " @WasmImport"),
  HOST_METHOD_SUPERSEDED(
      826,
      WARNING,
      "modules of %s get %s.%s from %s, so the host's method is never called; remove it"),

  HEAP_WITHOUT_OWNER(
      840,
      ERROR,
      "heap = HeapPolicy.GUEST needs heapOwner, the accessor of the instance that manages the heap; it"
          + " is one of %s"),
  HEAP_OWNER_IS_NO_INSTANCE(841, ERROR, "%s has no instance %s; heapOwner is one of %s"),
  HEAP_SETTING_WITHOUT_GUEST(
      842, ERROR, "%s means nothing without heap = HeapPolicy.GUEST; add that, or remove it"),
  NO_HEAP(845, ERROR, "the program has no heap for Java: %s"),
  NO_HEAP_FOR_ARGUMENT(
      846, ERROR, "%s copies an argument to the heap, and the program has none for Java: %s"),
  OWNED_WITHOUT_ALLOCATOR(
      847,
      ERROR,
      "%s has @Owned, and the bytes are in a block of the module's own; name the exports that allocate"
          + " and free it, malloc and free of @WasmModule: %s is missing"),
  ALLOCATOR_FUNCTION_MISSING(
      848,
      ERROR,
      "%s = \"%s\", and %s exports no function of that name; it exports %s. Export it (C:"
          + " -Wl,--export=%s), or correct the name"),
  ALLOCATOR_FUNCTION_TYPE(
      849, ERROR, "export \"%s\" of %s is of type %s; %s is a function of one of the types %s"),

  REGION_IS_NO_IMPORT(
      850,
      ERROR,
      "the region %s is no import; give both names of one, with a dot between them (mem.data_offset)"),
  REGION_SIZE(851, ERROR, "the region %s has %d bytes; give it at least one"),
  REGION_ALIGNMENT(852, ERROR, "the region %s is aligned to %d; give a power of two"),
  REGION_TWICE(853, ERROR, "the region %s is there twice; remove one"),
  REGION_CONSTANT_IS_NO_NAME(
      855,
      ERROR,
      "the region %s would have the constant %s, which is no Java name; rename the import"),
  REGION_CONSTANT_OF_LAYOUT(
      856,
      ERROR,
      "the region %s would have the constant %s, which every layout has; rename the import"),
  REGION_CONSTANT_TWICE(
      857,
      ERROR,
      "the region %s and %s would both have the constant %s; rename one of the imports"),
  REGION_CONSTANT_OF_CLASS(
      858,
      ERROR,
      "the region %s would have the constant %s, and accessor %s the class of that name in %s; rename"
          + " one"),

  NO_FUNCTION(870, ERROR, "%s has no abstract method" + Texts.ONE_FUNCTION),
  SEVERAL_FUNCTIONS(871, ERROR, "%s has %d abstract methods" + Texts.ONE_FUNCTION);

  @SuppressWarnings("ImmutableEnumChecker") // It is immutable, without an annotation.
  private final Message message;

  DiagnosticCode(int number, Problem.Severity severity, String template) {
    this.message = new Message(number, severity, template);
  }

  @Override
  public Message message() {
    return message;
  }

  /** A diagnostic of this code. */
  public Diagnostic at(Site site, Object... arguments) {
    return Diagnostic.of(site, this, arguments);
  }

  /** What several messages have in common. */
  private static final class Texts {
    static final String HAS_WHERE = "%s has %s where %s of %s has ";
    static final String NEEDS = "%s needs %s, but export \"%s\" of %s is %s";
    static final String IS_GLOBAL = "%s: export \"%s\" of %s is a global";
    static final String PASSED =
        "int, boolean, long, float or double (an address in the memory is an int), a String with"
            + " @Utf8 or @CString, ";
    static final String PASSED_TOO = "Slice, or a @WasmStruct or @WasmFunction interface";
    static final String NO_RESULT = "%s returns %s, which no Wasm type stands for; return void, ";
    static final String OR_RECORD = ", or a record of numbers for several results";
    static final String NO_ACCESSOR =
        "%s returns %s, and a method of a program returns a @WasmModule interface, or"
            + " dev.radicchio.memory.FlatMemory, dev.radicchio.memory.Heap or"
            + " dev.radicchio.LinkedProgram; ";
    static final String SUPERSTRUCT =
        "%s extends the struct %s, whose %s is at offset %d, but here ";
    static final String NO_SUPERSTRUCT =
        ", so that it could not stand for one; have %s as a field instead";
    static final String IS_TO_GUESTS = "%s of %s is %s to guests, but %s imports %s as %s; ";
    static final String NOBODY_HAS =
        "%s imports %s %s, and no other module of the program exports %s, nor has %s a method for it; ";
    static final String ONE_FUNCTION =
        ", and a function pointer stands for one; leave one, and give the others a body (default)";
  }
}
