package dev.radicchio.link.problem;

import static dev.radicchio.link.problem.Problem.Severity.ERROR;
import static dev.radicchio.link.problem.Problem.Severity.WARNING;

import org.jspecify.annotations.Nullable;

/**
 * Everything that the linker may report, with one message each. Codes are stable: a number is never
 * given to another problem.
 *
 * <p>{@code RAD2xx} are about a module's file, {@code RAD3xx} about imports, exports and symbols,
 * {@code RAD4xx} about the layout of memory and tables, {@code RAD5xx} about heaps, and {@code
 * RAD6xx} about the image and the engine.
 */
public enum ProblemCode implements ProblemKind {
  FILE_MISSING(200, ERROR, "%s: not found on the class path; it was there at compile time"),
  FILE_CHANGED(
      201,
      ERROR,
      "%s has changed since the program was compiled (SHA-256 %s, expected %s); compile the program again"),
  EMPTY_FILE(202, ERROR, "%s is empty; look whether the build that writes it failed"),
  NOT_WASM(203, ERROR, "%s: not a Wasm file: it does not start with \"\\0asm\", at offset 0x%x"),
  COMPONENT(
      204,
      ERROR,
      "%s is a component, not a core module; build it for a target that makes one"
          + " (wasm32-unknown-unknown, wasm32-wasip1)"),
  UNKNOWN_VERSION(205, ERROR, "%s: not a Wasm module of version 1 at offset 0x%x"),
  CUT_SHORT(206, ERROR, "%s: %s at offset 0x%x; the file seems to be cut short"),
  MALFORMED(207, ERROR, "%s: %s at offset 0x%x"),
  UNKNOWN_INSTRUCTION(
      208,
      ERROR,
      "%s: %s at offset 0x%x, of a proposal that is not supported, or the file is corrupt"),
  INVALID_MODULE(209, ERROR, "%s is not a valid module: %s"),

  MEMORY_64(211, ERROR, "%s has a 64-bit memory, which is not supported; compile for wasm32"),
  STARTS_THREADS(
      212,
      ERROR,
      "%s imports %s.%s, which starts a thread, and a program has one; compile without threads"),
  TABLE_64(213, ERROR, "%s has a 64-bit table, which is not supported; compile for wasm32"),
  SEVERAL_MEMORIES(214, ERROR, "%s has %d memories; a program shares one"),

  OBJECT_FILE(
      220, ERROR, "%s is an object file; link it first, with wasm-ld --no-entry --emit-relocs"),
  NO_DYLINK(
      222,
      ERROR,
      "%s imports __memory_base or __table_base and has no dylink.0 section; link it with wasm-ld -shared"),
  THREAD_LOCAL_LIBRARY(
      223,
      ERROR,
      "%s is a shared library with thread-local data, whose base its linker leaves at 0; build it"
          + " without -pthread and -matomics"),
  DATA_OUTSIDE_LIBRARY(
      224,
      ERROR,
      "%s has data outside the memory that its dylink section asks for; link it with -shared and"
          + " without fixed addresses"),
  OTHER_MODEL(226, ERROR, "%s is to be moved as %s, and is %s; do not ask for a model"),
  DATA_OFFSET_NOT_CONSTANT(227, ERROR, "%s has a data segment whose offset is not a constant"),
  PASSIVE_DATA(
      228,
      ERROR,
      "%s has passive data segments, which relocations do not cover; link it without --shared-memory, or"
          + " without --emit-relocs and -shared: then it stays as it is, or is rebased"),
  START_NOT_RELOCATED(
      229,
      ERROR,
      "%s has a start function that writes memory at addresses that no relocation covers; link it"
          + " without --import-memory and --shared-memory"),

  RELOCATIONS_MISPLACED(
      230, ERROR, "%s has relocations in %s that apply to another section. " + Texts.CHANGED),
  RELOCATION_WITHOUT_SITE(
      231, ERROR, Texts.STALE + "there is no value of that kind. " + Texts.CHANGED),
  RELOCATION_OF_OTHER_VALUE(
      232, ERROR, Texts.STALE + "it should hold %d and holds %d. " + Texts.CHANGED),
  RELOCATION_COMPRESSED(
      233,
      ERROR,
      Texts.STALE
          + "the number there is not padded to five bytes (--compress-relocations does that, too). "
          + Texts.CHANGED),
  RELOCATION_REMOVED(
      234,
      ERROR,
      "%s has a number at offset 0x%x that is padded to be relocated, and no relocation for it: some"
          + " relocations were removed. "
          + Texts.CHANGED),
  RELOCATION_64(
      235,
      ERROR,
      Texts.RELOCATION + "is for a 64-bit memory, which is not supported; compile for wasm32"),
  RELOCATION_OF_NO_SYMBOL(236, ERROR, Texts.RELOCATION + "names symbol %d of %d"),
  RELOCATION_NOT_FOR_DATA(
      237,
      ERROR,
      Texts.RELOCATION + "cannot be applied to data; report the toolchain that made it"),
  RELOCATIONS_OVERLAP(
      238,
      ERROR,
      Texts.RELOCATION
          + "changes bytes that relocation %s at offset 0x%x changes as well. "
          + Texts.CHANGED),
  RELOCATION_OUTSIDE_DATA(
      239,
      ERROR,
      Texts.RELOCATION + "changes bytes that are not in one data segment: %s. " + Texts.CHANGED),
  RELOCATIONS_OF_CODE_REMOVED(
      240,
      ERROR,
      "%s has a linking section and no relocations of its code (reloc.CODE), although %s. "
          + Texts.CHANGED),

  UNRESOLVED_IMPORT(
      300, ERROR, "%s imports %s %s, and no other module of the program exports %s. %s"),
  EXPORT_MISSING(301, ERROR, "%s imports %s %s, and %s exports no such thing. %s"),
  UNKNOWN_MODULE(302, ERROR, "%s imports %s %s, and the program has no module %s. %s"),
  UNRESOLVED_ADDRESS(
      303,
      ERROR,
      "%s needs the address of the %s %s (%s), and no module of the program exports it. Add a module"
          + " that does, %sor declare it weak"),
  UNDEFINED_DATA(
      304,
      ERROR,
      "%s refers to the data %s, which it does not define and no other module of the program exports."
          + " Add a module that does, or request a region for it"
          + " (@Region(importName = \"%s\"), Linker.region)"),
  LIBRARY_MISSING(
      305,
      ERROR,
      "%s needs the library %s (its dylink section says so), which is no module of the program. Add"
          + " a module whose file is named so, or link this one without that library"),
  HOST_IMPORT_MISSING(
      306, ERROR, "the program imports what the host does not have as it is imported: %s"),

  FUNCTION_TYPE_MISMATCH(310, ERROR, "%s imports %s as %s, but %s of %s is %s. " + Texts.SAME_TYPE),
  GLOBAL_TYPE_MISMATCH(311, ERROR, "%s imports the global %s as %s, but that of %s is %s"),
  TABLE_TYPE_MISMATCH(
      312,
      ERROR,
      "%s imports the table %s with elements of type %s, but that of %s has %s. "
          + Texts.SAME_TYPE),
  TAG_TYPE_MISMATCH(
      313,
      ERROR,
      "%s imports the tag %s with other parameters than that of %s has. " + Texts.SAME_TYPE),
  HOST_TYPE_MISMATCH(314, ERROR, "the program imports %s.%s as %s, and the host has it as %s"),
  ADDRESS_WRITTEN(315, ERROR, "%s writes the global %s, which holds an address that linking fixes"),

  AMBIGUOUS_IMPORT(
      320,
      WARNING,
      "%s refers to %s, which both %s and %s define; it gets that of %s, which comes first. To choose,"
          + " bind the import to one of them (@Link on the accessor, Linker.bind)"),
  BINDING_OF_NO_IMPORT(
      321, ERROR, "%s does not import %s, which is bound to %s. Name an import as module.name"),
  BINDING_WITHOUT_EXPORT(322, ERROR, "%s is to get %s from %s, and %s exports no %s"),
  SHARED_FUNCTION_DIFFERS(
      323,
      WARNING,
      "%s is %s in %s and %s in %s, so that each keeps its own, where linking them to one module would"
          + " make it one. "
          + Texts.SAME_TYPE),
  SHARED_DATA_DIFFERS(
      324,
      WARNING,
      "%s has %d bytes in %s and %d in %s; both use that of %s, and who takes it for larger uses what"
          + " follows it. Compile both with the same declaration"),
  STATE_APART(
      325,
      WARNING,
      "%s is another instance of its file and keeps its own %s, which %s shares with %s. If it is to"
          + " share as well, bind it (@Link(importName = \"%s\", to = \"%s\") on the accessor,"
          + " Linker.bind)"),
  SHARED_UNKNOWN(
      326,
      WARNING,
      "%s and %s define data of one name, and shared libraries do not say whether they mean the same: %s."
          + " It is one, as a loader has it. If it is not to be, bind the data of each to itself"
          + " (@Link(importName = \"%s\", to = \"%s\") on the accessor, Linker.bind), or hide it"
          + " (-fvisibility=hidden)"),
  NAMES_DROPPED(
      327,
      WARNING,
      "%s has pointers to weak functions (%d) that nothing defined when it was linked, so that its linker"
          + " dropped their names; they stay null. If one is to point to a function of %s (%s), link it"
          + " with -Wl,--no-gc-sections, which keeps the names"),

  ABSOLUTE_SYMBOL(
      330,
      ERROR,
      "%s has an absolute symbol %s whose value may be an address in its data; no rule says how it moves"),
  GLOBAL_WITHOUT_SYMBOL(
      331,
      ERROR,
      "%s has a global (number %d) that may hold an address, and no symbol says which; link it without"
          + " stripping symbols"),

  INITIALIZED_IN_A_CIRCLE(
      340,
      WARNING,
      "%s runs its start function or constructors before those of %s, and each depends on the other,"
          + " so that it may use there what is not constructed yet. Take what both need into a third"
          + " module, or change the order of the instances: of a circle, the first is initialized last"),
  TABLE_LIMITS_MISMATCH(
      341,
      ERROR,
      "%s imports the table %s with %s, but that of %s has %s. The import's minimum must not be above"
          + " that of the table, nor its maximum below, so declare the same on both sides"),
  TABLE_OVER_MAXIMUM(
      342,
      ERROR,
      "%s imports the program's table with at most %d slots, and it has %d. Declare a larger maximum, or"
          + " none"),

  GLOBAL_OF_OTHER_BASE(
      343,
      ERROR,
      Texts.GLOBAL_BETWEEN_BASES
          + "If it is an address, it has to be another number for each. Say which it is, with a getter"
          + " in its @WasmModule interface (an address: with @Pointer) or Linker.global(\"%s\"); for the"
          + " address of data, import GOT.mem"),
  ADDRESS_OF_OTHER_BASE(
      344,
      ERROR,
      Texts.GLOBAL_BETWEEN_BASES
          + "It is declared an address, and neither mutable ones nor those without a constant value can"
          + " be shared. Export functions that get and set \"%s\" instead"),
  STACK_OF_OTHER_BASE(
      345,
      ERROR,
      "%s imports the program's stack pointer, whose addresses are 0x%x less to it, so that it would"
          + " use other memory as its stack. Give it a stack of its own%s"),

  MAY_PASS_ADDRESSES(
      350,
      WARNING,
      "%s calls functions of %s, and one of the two was moved, so that each has addresses of its own."
          + " Nothing says which numbers they pass are addresses, and all are passed as they are: %s."
          + " Declare these functions in the interface of the module that exports them, addresses as"
          + " Slice or as a struct, numbers as int (or with Linker.pointers)"),

  CONSTRUCTED_AGAIN(
      360,
      WARNING,
      "%s was linked as a command, whose linker wrapped what it exports: each call of %s runs all"
          + " constructors first and all destructors at the end, whatever earlier calls have left in"
          + " static data. Link it as a reactor%s"),
  CONSTRUCTED_BY_START(
      361,
      WARNING,
      "%s was linked as a command, whose constructors run when _start is called and not before, and"
          + " it exports %s as well. Run it first (LinkedProgram.run), or link it as a reactor%s"),

  OVERLAP(400, ERROR, Texts.OVERLAPS + Texts.REBASE),
  OVERLAP_OF_NUMBER(401, ERROR, Texts.OVERLAPS + Texts.NUMBER),
  BELOW_STACK(402, WARNING, Texts.IS_BELOW_STACK + Texts.REBASE),
  NUMBER_BELOW_STACK(403, WARNING, Texts.IS_BELOW_STACK + Texts.NUMBER),
  NOT_MOVABLE(
      404, ERROR, "%s cannot be moved: it is absolute. Read it as REBASED (WasmFile.readAs)"),
  ADDRESS_NOT_POSSIBLE(
      405,
      ERROR,
      "the data of %s cannot be at 0x%x: it must be at or above 0x%x, where the stack ends, and 0x%x"
          + " plus a multiple of %d"),
  OTHER_BASE(
      406,
      ERROR,
      Texts.IS_ELSEWHERE
          + "it follows what comes before it, so change the order of instances or stackBytes, or correct"
          + " the base"),
  OTHER_BASE_OF_ABSOLUTE(407, ERROR, Texts.IS_ELSEWHERE + "%sor correct the base"),
  OVERLAP_OF_MADE_ADDRESSES(408, ERROR, Texts.OVERLAPS + Texts.MADE),
  MADE_ADDRESSES_BELOW_STACK(409, WARNING, Texts.IS_BELOW_STACK + Texts.MADE),

  OVER_MAX_PAGES(
      410,
      ERROR,
      "the program needs %d pages of 64 KiB to start with and may have %d; raise maxPages, or make the"
          + " stack smaller"),
  OVER_4_GIB(411, ERROR, "the program needs %d bytes; a 32-bit memory has at most %d"),
  OVER_JVM_LIMIT(412, ERROR, "the program needs %d pages of 64 KiB; the JVM allows %d"),

  LOOKS_LIKE_POINTER(
      420,
      WARNING,
      "%s has 0x%x in its static data at 0x%x (%s), which looks like a pointer into that data and will"
          + " not move with it; %s if it is one"),
  FIXED_ADDRESS(
      421,
      WARNING,
      "%s has code that is not position-independent: function %s uses address 0x%x, which will not"
          + " move; compile all of it %s, libraries too, or %s"),
  PAGES_NOT_POSSIBLE(
      422, ERROR, "%s is to have %d pages for its own, but %s; correct pages, or leave it out"),

  OWN_TABLE(
      430,
      WARNING,
      "%s keeps a function table of its own, because nothing says where it holds slot numbers. Do not"
          + " pass function pointers between it and other modules: they would call another function%s"),
  SLOT_TAKEN(
      431,
      ERROR,
      "%s needs table slot %d, which another module has as well; leave out relocation = ABSOLUTE, and it"
          + " gets a table of its own%s"),
  SLOT_TOO_HIGH(432, ERROR, "%s has functions at table slot %s; %d slots are the limit"),
  TOO_MANY_SLOTS(433, ERROR, "%s asks for %s table slots; %d are the limit"),
  TABLE_FULL(434, ERROR, "%s asks for table slots up to %d; %d are the limit"),
  ELEMENT_OFFSET_NOT_CONSTANT(
      435, ERROR, "%s has an element segment whose offset is not a constant"),
  ELEMENTS_OUTSIDE_LIBRARY(
      436,
      ERROR,
      "%s has an element segment outside the table range that its dylink section asks for"),

  UNCERTAIN_STACK_POINTER(
      440,
      WARNING,
      "%s has a global (number %d) that looks like the pointer of a stack, but not all functions are"
          + " known to put it back before they return, so an exception that passes through the module"
          + " does not give back what its functions took of that stack. %s"),

  TWO_HEAP_OWNERS(
      500,
      ERROR,
      "both %s and %s manage the memory above all static data and would hand out the same bytes twice. "
          + Texts.ONE_ALLOCATOR),
  ABOVE_HEAP_OWNER(501, ERROR, Texts.MANAGES_REST + Texts.REBASE),
  ABOVE_NUMBER_OF_HEAP_OWNER(502, ERROR, Texts.MANAGES_REST + Texts.NUMBER),
  GROWTH_BESIDE_HEAP_OWNER(503, ERROR, Texts.ASKS_AND_GROWS + Texts.ONE_ALLOCATOR),
  GROWTH_BESIDE_SIZE(504, WARNING, Texts.ASKS_AND_GROWS + Texts.ONE_ALLOCATOR),
  GROWTH_BESIDE_HEAP(
      505,
      WARNING,
      "%s grows the memory and may assume that new pages follow its old ones; the program's heap in"
          + " Java grows the memory as well. Let it import malloc and free, or take the heap policy %s,"
          + " or PRIVATE"),
  HEAP_TAKEN(
      506,
      ERROR,
      "%s manages the memory above all static data itself, and the program's heap in Java would be in"
          + " the same place. Let it import malloc and free instead, or take the heap policy %s, or"
          + " PRIVATE"),
  OTHERS_IN_OPEN_MEMORY(
      507,
      ERROR,
      "%s uses the memory from 0x%x on as far as its host says, without growing it, but %s. "
          + Texts.PAGES),
  HEAP_IN_OPEN_MEMORY(
      508,
      ERROR,
      "%s uses the memory above all static data as far as its host says, and the program's heap in Java"
          + " would be in the same place. "
          + Texts.PAGES),
  ABOVE_MADE_ADDRESSES(509, ERROR, Texts.MANAGES_REST + Texts.MADE),

  HEAP_FUNCTION_MISSING(
      510,
      ERROR,
      "%s is to manage the program's heap and exports no function %s. Export it%s, or name another"
          + " one"),
  HEAP_FUNCTION_IMPORTED(
      511,
      ERROR,
      "%s is to manage the program's heap and only passes on %s, which it imports; name the instance"
          + " that defines it"),
  HEAP_FUNCTION_TYPE(
      512, ERROR, "%s is to manage the program's heap with %s, which is %s and must be one of %s"),

  ALLOCATOR_KEPT(
      520,
      WARNING,
      "%s keeps its own allocator, so that neither it nor %s may free what the other allocates: %s"
          + " exports no %s. Export that, too, to have one heap"),
  ALLOCATORS_MIXED(
      521,
      WARNING,
      "%s imports %s, which the program's heap serves, and keeps an allocator of its own, which takes no"
          + " memory back that the heap gave. Let it import all of C's allocation functions or none"),
  ALLOCATOR_NOT_USED(
      522,
      WARNING,
      "%s imports %s, which the program's heap serves, and %s has one, too, which takes no memory back"
          + " that the heap gave. If it is to serve %s, name it as the owner of the heap (heap policy"
          + " GUEST), or bind the import to it (@Link on the accessor, Linker.bind)"),
  ALLOCATOR_NOT_REPLACED(
      523,
      WARNING,
      "%s keeps its own allocator while %s uses the program's heap, and neither may free what the other"
          + " allocates: %s. %s"),
  ALLOCATORS_APART(
      524,
      WARNING,
      "%s and %s keep allocators of their own, and neither may free what the other allocates: %s. %s"),
  STATE_ALLOCATED_APART(
      525,
      WARNING,
      "%s shares data with %s, and not both allocate from the program's heap, so that neither may free"
          + " or resize what the other put there: %s. Let both use one heap, or bind the data of each to"
          + " itself (@Link on the accessor, Linker.bind)"),

  INVALID_IMAGE(
      600,
      ERROR,
      "the linked image is not valid, which is an error of the linker, not of the modules: %s"),
  VECTOR_INSTRUCTIONS(
      601,
      ERROR,
      "%s uses vector instructions (SIMD), which the engine %s does not run; compile it"
          + " without -msimd128"),
  NOT_INSTANTIATED(602, ERROR, "the image cannot be instantiated: %s"),
  PRECOMPILED_CHANGED(
      603,
      ERROR,
      "%s is not the file that was written together with the compiled classes; compile the program"
          + " again"),
  HOSTS_OF_ANOTHER_ENGINE(
      604,
      ERROR,
      "the program imports hosts of the engine %s, and runs on %s; give it that one's, or run it on"
          + " the other"),
  ENGINE_VERSIONS(
      605,
      ERROR,
      "the image cannot be compiled by %s, whose compiler is of version %s and its run time of"
          + " version %s; give both one version, or leave the compiler out"),
  SHARED_EXCEPTIONS(
      606,
      ERROR,
      "%s keeps references to exceptions where other functions find them (globals, tables, objects,"
          + " parameters or results), and the engine %s mixes such references up; keep them in locals,"
          + " or run the program on a version of the engine that does not");

  @SuppressWarnings("ImmutableEnumChecker") // It is immutable, without an annotation.
  private final Message message;

  ProblemCode(int number, Problem.Severity severity, String template) {
    this.message = new Message(number, severity, template);
  }

  @Override
  public Message message() {
    return message;
  }

  /**
   * A problem of this code.
   *
   * @param instance the instance at fault, or null where the program or a file as a whole is
   */
  public Problem of(@Nullable String instance, Object... arguments) {
    return new Problem(this, instance, message.text(arguments));
  }

  /** What several messages have in common. */
  private static final class Texts {
    static final String GLOBAL_BETWEEN_BASES =
        "%s imports %s, an i32 global of %s, and their bases differ (0x%x and 0x%x). ";
    static final String CHANGED =
        "The module was changed after it was linked (clang runs wasm-opt by itself when it is on PATH)."
            + " Link it again with wasm-ld itself, or where wasm-opt is not on PATH";
    static final String RELOCATION = "%s relocation %s at offset 0x%x ";
    static final String STALE = RELOCATION + "does not match what is there: ";
    static final String SAME_TYPE = "Make both sides declare the same type";
    static final String REBASE =
        "Let it be rebased, with relocation = REBASED (@WasmModule, WasmFile.readAs) and no base%s";
    static final String NUMBER =
        "%s has the number 0x%x in its code, which may be an address; if none is below its data, say so"
            + " with base = %d (@WasmModule, Linker.base). Otherwise let it be rebased, with relocation ="
            + " REBASED";
    static final String MADE =
        "It has no data and makes addresses itself (from a mutable global, the memory's size or"
            + " constants), so all of its memory may be its own; if each address that it uses is given to"
            + " it, say so with relocation = POSITION_FREE (@WasmModule, WasmFile.readAs). Otherwise let it"
            + " be rebased, with relocation = REBASED";
    static final String PAGES =
        "Say how many pages of 64 KiB it has for its own, counted from address 0, with pages ="
            + " (@WasmModule, Linker.pages)%s";
    static final String OVERLAPS =
        "%s is to stay where it was linked and occupies 0x%x to 0x%x, which overlaps 0x%x to 0x%x of"
            + " %s. ";
    static final String IS_BELOW_STACK =
        "%s stays where it was linked, at 0x%x to 0x%x, and the stack is above it, so that a stack"
            + " overflow runs into it instead of trapping. ";
    static final String IS_ELSEWHERE =
        "the data of %s is at 0x%x and not at 0x%x, as was asked for; ";
    static final String MANAGES_REST =
        "%s manages the memory from 0x%x on, but others lie above it. ";
    static final String ASKS_AND_GROWS = "%s %s, and %s grows the memory for itself. ";
    static final String ONE_ALLOCATOR = "Let one of them import malloc and free from the other";
  }
}
