package dev.radicchio.random;

import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.RelocationModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The modules of a program, how they are linked, what is called, and what the twin answered. In a
 * directory these are the modules and a file that says the rest, in lines such as
 *
 * <pre>
 *   module a RELOCS
 *   heap guest
 *   again a
 *   pointers b f3 ARRAY
 *   initialized done
 *   call a f0 NUMBER 123 = 456
 * </pre>
 *
 * @param again the module of which there is a second instance, which is to answer the same, or
 *     empty
 * @param answers what the twin answered to being initialized and to each call
 */
record SeparateProgram(
    Path directory,
    List<Module> modules,
    boolean guestHeap,
    String again,
    List<Exported> pointers,
    List<ProgramCall> calls,
    List<String> answers) {
  /** What is exported as the second instance's. */
  static final String SECOND = "again";

  private static final String FILE = "program.txt";

  /** One of the modules. */
  record Module(String name, Model model) {}

  /** A function of which the linker is told which of its parameters are addresses. */
  record Exported(String module, String function, Shape shape) {}

  static SeparateProgram of(Toolchain.Built built, List<ProgramCall> calls, List<String> answers) {
    RandomProgram program = built.program();
    List<Module> modules = new ArrayList<>();
    program.parts().forEach(part -> modules.add(new Module(part.name(), part.model())));
    BuildCommands.support(program).forEach(name -> modules.add(new Module(name, Model.RELOCS)));
    List<Exported> pointers = new ArrayList<>();
    if (program.has(Model.REBASED)) {
      for (Item item : program.items()) {
        if (item instanceof Function function && item.linkage().isExported()) {
          pointers.add(new Exported(item.unit().part(), item.name(), function.shape()));
        }
      }
    }
    return new SeparateProgram(
        built.directory(),
        modules,
        program.settings().guestHeap(),
        program.settings().twice() ? modules.get(0).name() : "",
        pointers,
        calls,
        answers);
  }

  /** Reads what {@link #write} wrote. */
  static SeparateProgram read(Path directory) throws IOException {
    List<Module> modules = new ArrayList<>();
    List<Exported> pointers = new ArrayList<>();
    List<ProgramCall> calls = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    boolean guestHeap = false;
    String again = "";
    for (String line : Files.readAllLines(directory.resolve(FILE))) {
      List<String> words = List.of(line.split(" ", -1));
      switch (words.get(0)) {
        case "module" -> modules.add(new Module(words.get(1), Model.valueOf(words.get(2))));
        case "heap" -> guestHeap = true;
        case "again" -> again = words.get(1);
        case "pointers" ->
            pointers.add(new Exported(words.get(1), words.get(2), Shape.valueOf(words.get(3))));
        case "initialized" -> answers.add(words.get(1));
        case "call" -> {
          long argument = Long.parseUnsignedLong(words.get(4));
          Shape shape = Shape.valueOf(words.get(3));
          calls.add(new ProgramCall(words.get(1), words.get(2), shape, argument));
          answers.add(words.get(6));
        }
        default -> throw new IOException(directory + ": " + line);
      }
    }
    return new SeparateProgram(directory, modules, guestHeap, again, pointers, calls, answers);
  }

  /** Writes what its directory lacks beside the modules. */
  void write() throws IOException {
    List<String> lines = new ArrayList<>();
    modules.forEach(module -> lines.add("module " + module.name + " " + module.model));
    if (guestHeap) {
      lines.add("heap guest");
    }
    if (!again.isEmpty()) {
      lines.add("again " + again);
    }
    for (Exported each : pointers) {
      lines.add("pointers %s %s %s".formatted(each.module, each.function, each.shape));
    }
    lines.add("initialized " + answers.get(0));
    for (int i = 0; i < calls.size(); i++) {
      ProgramCall call = calls.get(i);
      lines.add(
          "call %s %s %s %s = %s"
              .formatted(
                  call.part(),
                  call.function(),
                  call.shape(),
                  Long.toUnsignedString(call.argument()),
                  answers.get(i + 1)));
    }
    Files.write(directory.resolve(FILE), lines);
  }

  /** All files that belong to it. */
  List<Path> files() {
    List<Path> files = new ArrayList<>(List.of(directory.resolve(FILE)));
    modules.forEach(module -> files.add(file(module)));
    return files;
  }

  private Path file(Module module) {
    return directory.resolve(module.name + ".wasm");
  }

  /** The linker with all that it is told. */
  Linker linker() throws IOException {
    Linker linker = Linker.create().host("env").host("wasi_snapshot_preview1");
    for (Module module : modules) {
      add(linker, module.name, module);
      if (module.name.equals(again)) {
        add(linker, SECOND, module);
      }
    }
    pointers.forEach(each -> linker.pointers(each.module, each.function, each.shape.pointers()));
    return linker.heap(
        guestHeap ? new HeapPolicy.Guest("heap", "malloc", "free") : new HeapPolicy.Host());
  }

  private void add(Linker linker, String instance, Module module) throws IOException {
    String name = module.name + ".wasm";
    byte[] bytes = Files.readAllBytes(file(module));
    switch (module.model) {
      case REBASED ->
          linker
              .add(instance, WasmFile.readAs(name, bytes, RelocationModel.REBASED))
              .reachBelow(instance);
      case ABSOLUTE ->
          linker
              .add(instance, WasmFile.read(name, bytes))
              .base(instance, BuildCommands.home(module.name));
      case RELOCS, PIC_RELOCS, DYLINK -> linker.add(instance, WasmFile.read(name, bytes));
    }
  }
}
