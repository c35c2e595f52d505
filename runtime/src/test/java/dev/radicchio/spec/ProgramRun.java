package dev.radicchio.spec;

import dev.radicchio.Executable;
import dev.radicchio.GuestTrapException;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.ModuleCopy;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.engine.chicory.DirectCalls;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.GlobalUse;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.spec.SpecScript.Action;
import dev.radicchio.spec.SpecScript.Command;
import dev.radicchio.spec.SpecScript.Value;
import dev.radicchio.wat.WatModule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Runs scripts of the specification's test suite through linked programs, and counts what holds.
 *
 * <p>Each module of a script is linked into a program of its own, together with those that it
 * imports from, which so begin anew. From then on, their names mean what is in that program. The
 * module {@code spectest} that scripts may import from is a module like any other.
 */
public final class ProgramRun {
  /** The name of the script's own module in its program. */
  private static final String SELF = "self";

  private static final String HOST = "spectest";

  /** As little as there can be, so that the memory is hardly larger than the module's own. */
  private static final int STACK_BYTES = 16;

  /** Of a script: its assertions, less those about the parser, and how many of them hold. */
  public record Tally(int assertions, int passed) {
    Tally plus(boolean holds) {
      return new Tally(assertions + 1, passed + (holds ? 1 : 0));
    }
  }

  /** Where modules are that say nothing of how to move them. */
  public enum Place {
    /** Where their toolchains put them. */
    HOME,
    /** Rebased, above a module that has the lowest page. */
    ABOVE,
    /** The same, with what is below in reach. */
    REACHING_BELOW;

    private void add(Linker linker, Map<String, Module> instances) {
      if (this != HOME) {
        linker.add(NEIGHBOUR, WasmFile.read(NEIGHBOUR + ".wasm", WatModule.encode(LOWEST_PAGE)));
      }
      instances.forEach((name, module) -> add(linker, name, module.bytes));
      instances.forEach((name, module) -> addNumbers(linker, name, module.bytes));
    }

    /** No global of these modules is an address, so that instances of all bases share it. */
    private static void addNumbers(Linker linker, String name, byte[] bytes) {
      for (Export export : WasmBinary.read(bytes).exports()) {
        if (export.kind() == ExternType.Kind.GLOBAL) {
          linker.global(name, export.name(), GlobalUse.NUMBER);
        }
      }
    }

    private void add(Linker linker, String name, byte[] bytes) {
      String file = name + ".wasm";
      byte[] absolute = absolute(bytes);
      if (this == HOME
          || WasmFile.read(file, absolute).relocationModel() != RelocationModel.ABSOLUTE) {
        linker.add(name, WasmFile.read(file, bytes));
        return;
      }
      linker.add(name, WasmFile.readAs(file, absolute, RelocationModel.REBASED));
      if (this == REACHING_BELOW) {
        linker.reachBelow(name);
      }
    }

    /** With an empty data segment at 0, so that it has a range also if it makes no addresses. */
    private static byte[] absolute(byte[] module) {
      WasmBinary binary = WasmBinary.read(module);
      if (binary.memories().isEmpty()) {
        return module;
      }
      int segments = binary.data().size();
      WasmWriter data = new WasmWriter().u32(segments + 1);
      for (Section section : binary.sections()) {
        if (section.id() == Section.DATA) {
          WasmReader in = binary.reader(section.payload());
          in.u32();
          data.bytes(module, in.position(), section.payload().end());
        }
      }
      ModuleCopy copy = ModuleCopy.of(binary).replace(Section.DATA, data.append(EMPTY_AT_0));
      if (binary.sections().stream().anyMatch(section -> section.id() == Section.DATA_COUNT)) {
        copy.replace(Section.DATA_COUNT, new WasmWriter().u32(segments + 1));
      }
      return copy.toByteArray();
    }
  }

  private static final WasmWriter EMPTY_AT_0 =
      new WasmWriter().u32(0).u8(Opcode.I32_CONST).s64(0).u8(Opcode.END).u32(0);

  private static final String NEIGHBOUR = "neighbour";
  private static final String LOWEST_PAGE =
      "(module (memory 1) (data (i32.const 0) \"neighbour\"))";

  private final Function<Image, Executable> engine;
  private final Place place;
  private final byte[] host;
  private final SortedMap<String, Tally> tallies = new TreeMap<>();
  private final SortedMap<String, String> failures = new TreeMap<>();

  private ProgramRun(Function<Image, Executable> engine, Place place, byte[] host) {
    this.engine = engine;
    this.place = place;
    this.host = host;
  }

  /**
   * Runs scripts.
   *
   * @param engine what makes images ready to run
   * @param host the module {@code spectest}
   */
  public static ProgramRun of(
      List<SpecScript> scripts, byte[] host, Place place, Function<Image, Executable> engine) {
    ProgramRun run = new ProgramRun(engine, place, host);
    scripts.forEach(script -> run.new Session(script).run());
    return run;
  }

  /** By the names of scripts, those without assertions left out. */
  public SortedMap<String, Tally> tallies() {
    return tallies;
  }

  /** The commands that fail, actions and modules as well, by their locations, each with why. */
  public SortedMap<String, String> failures() {
    return failures;
  }

  /** A module of a script. */
  private static final class Module {
    final byte[] bytes;
    final List<String> importedFrom;

    Module(byte[] bytes) {
      this.bytes = bytes;
      this.importedFrom =
          WasmBinary.read(bytes).imports().stream().map(Import::module).distinct().toList();
    }
  }

  /** Where a module of a script is running. */
  private record Running(LinkedProgram program, String instance) {}

  /** One script. */
  private final class Session {
    private final SpecScript script;
    private final Map<String, Module> registered = new HashMap<>();
    private final Map<String, Module> named = new HashMap<>();
    private final Map<String, Module> definitions = new HashMap<>();
    private final Map<Module, Running> running = new HashMap<>();
    private Module latest;

    Session(SpecScript script) {
      this.script = script;
      registered.put(HOST, new Module(host));
    }

    void run() {
      for (Command command : script.commands()) {
        if (command.isAboutTheParser()) {
          continue;
        }
        String failure = failure(command);
        if (failure != null) {
          failures.put(script.location(command), failure);
        }
        if (command.isAssertion()) {
          tallies.merge(
              script.name(),
              new Tally(1, failure == null ? 1 : 0),
              (before, one) -> before.plus(one.passed == 1));
        }
      }
    }

    /** Why a command fails, or null. */
    private String failure(Command command) {
      try {
        return switch (command.type()) {
          case "module" -> {
            latest = null;
            latest = start(module(command));
            yield keep(command.name());
          }
          case "module_definition" -> {
            definitions.put(command.name(), module(command));
            yield null;
          }
          case "module_instance" -> {
            latest = start(new Module(definitions.get(command.module()).bytes));
            yield keep(command.instance());
          }
          case "register" -> {
            registered.put(command.as(), module(command.name()));
            yield null;
          }
          case "action" -> {
            results(command.action());
            yield null;
          }
          case "assert_return" -> difference(command);
          case "assert_trap", "assert_exhaustion" -> trap(command, command.text());
          case "assert_exception" -> trap(command, "no module caught the exception");
          case "assert_unlinkable", "assert_uninstantiable" -> refusal(command);
          default -> "not known";
        };
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        return e.toString();
      }
    }

    private String keep(String name) {
      if (name != null) {
        named.put(name, latest);
      }
      return null;
    }

    private Module module(Command command) {
      return new Module(script.module(command));
    }

    private Module module(String name) {
      Module module = name == null ? latest : named.get(name);
      if (module == null) {
        throw new IllegalStateException("the module did not start");
      }
      return module;
    }

    private Module start(Module module) {
      Map<String, Module> instances = new LinkedHashMap<>();
      addImported(module, instances);
      instances.put(SELF, module);
      Linker linker = Linker.create().stackBytes(STACK_BYTES);
      place.add(linker, instances);
      LinkedProgram program = engine.apply(linker.link()).instantiate();
      instances.forEach((name, member) -> running.put(member, new Running(program, name)));
      return module;
    }

    private void addImported(Module module, Map<String, Module> instances) {
      for (String name : module.importedFrom) {
        Module imported = registered.get(name);
        if (imported != null && !instances.containsKey(name)) {
          addImported(imported, instances);
          instances.put(name, imported);
        }
      }
    }

    private long[] results(Action action) {
      Running module = running.get(module(action.module()));
      if (action.type().equals("get")) {
        String name = ImageNaming.exportName(module.instance, action.field());
        return new long[] {
          DirectCalls.of(module.program).instance().exports().global(name).getValue()
        };
      }
      long[] arguments = action.args().stream().mapToLong(Value::bits).toArray();
      long[] results = module.program.function(module.instance, action.field()).call(arguments);
      return results == null ? new long[0] : results;
    }

    private String difference(Command command) {
      long[] results = results(command.action());
      List<Value> expected = command.expected();
      if (results.length != expected.size()) {
        return Arrays.toString(results) + " instead of " + expected;
      }
      for (int i = 0; i < expected.size(); i++) {
        if (!expected.get(i).matches(results[i])) {
          return Long.toHexString(results[i]) + " instead of " + expected.get(i);
        }
      }
      return null;
    }

    private String trap(Command command, String words) {
      try {
        return Arrays.toString(results(command.action())) + " instead of " + words;
      } catch (GuestTrapException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains(" trapped: " + words) ? null : message + " instead of " + words;
      }
    }

    /** Linking says in its own words what does not fit. */
    private String refusal(Command command) {
      try {
        start(module(command));
        return "it starts: " + command.text();
      } catch (LinkException | GuestTrapException e) {
        return null;
      }
    }
  }
}
