package dev.radicchio.golden;

import com.dylibso.chicory.wasm.Parser;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.Pointers;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.wat.WatModule;
import dev.radicchio.wat.WatPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory with modules as text, what is asked of the linker, {@code link.txt}, and what comes
 * out.
 *
 * <p>A line of {@code link.txt} is a comment, {@code # text}, or one of these; numbers may be
 * hexadecimal.
 *
 * <pre>
 * instance NAME [FILE] [as MODEL] [base ADDRESS] [pages COUNT] [grow COUNT] [reach below]
 *                                                         of FILE.wat, by default NAME.wat
 * bind INSTANCE IMPORT EXPORTER
 * heap private
 * heap guest INSTANCE MALLOC FREE
 * java allocates
 * host MODULE [by instance]
 * region IMPORT BYTES ALIGNMENT
 * pointers INSTANCE EXPORT [param INDEX KIND]... [result INDEX KIND]...
 * stack BYTES
 * max pages COUNT
 * </pre>
 */
record LinkCase(Path directory) {
  private static final String REQUEST = "link.txt";

  @Override
  public String toString() {
    return directory.getFileName().toString();
  }

  static List<LinkCase> all(Path root) throws IOException {
    try (Stream<Path> directories = Files.list(root)) {
      return directories.filter(Files::isDirectory).sorted().map(LinkCase::new).toList();
    }
  }

  /** What is expected, by file name; empty files are left out. */
  Map<String, String> expected() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(directory)) {
      for (Path file : all.filter(this::isOutput).toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }

  /** Replaces what is expected. */
  void write(Map<String, String> outputs) throws IOException {
    for (String name : expected().keySet()) {
      Files.delete(directory.resolve(name));
    }
    for (Map.Entry<String, String> output : outputs.entrySet()) {
      Files.writeString(directory.resolve(output.getKey()), output.getValue());
    }
  }

  private boolean isOutput(Path file) {
    String name = file.getFileName().toString();
    return name.equals("image.wat") || (name.endsWith(".txt") && !name.equals(REQUEST));
  }

  /** The first line of the request, which says what the case shows. */
  String says() throws IOException {
    return Files.readAllLines(directory.resolve(REQUEST)).get(0);
  }

  /** What comes out, by file name. */
  Map<String, String> link() throws IOException {
    Map<String, String> outputs = new TreeMap<>();
    try {
      LinkPlan plan = request().plan();
      put(outputs, plan.hasErrors() ? "error.txt" : "warnings.txt", problems(plan.problems()));
      if (!plan.hasErrors()) {
        put(outputs, "layout.txt", layout(plan));
        put(outputs, "imports.txt", imports(plan));
        Image image = plan.link();
        Parser.parse(image.bytes());
        put(outputs, "image.wat", WatPrinter.print(image.bytes()));
      }
    } catch (LinkException refused) {
      put(outputs, "error.txt", problems(refused.problems()));
    }
    return outputs;
  }

  private static void put(Map<String, String> outputs, String name, String content) {
    if (!content.isEmpty()) {
      outputs.put(name, content);
    }
  }

  private Linker request() throws IOException {
    Linker linker = Linker.create();
    for (String line : Files.readAllLines(directory.resolve(REQUEST))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        Iterator<String> words = List.of(line.split(" +")).iterator();
        add(linker, words.next(), words);
      }
    }
    return linker;
  }

  private void add(Linker linker, String what, Iterator<String> words) throws IOException {
    switch (what) {
      case "instance" -> instance(linker, words);
      case "bind" -> linker.bind(words.next(), words.next(), words.next());
      case "heap" ->
          linker.heap(
              words.next().equals("guest")
                  ? new HeapPolicy.Guest(words.next(), words.next(), words.next())
                  : new HeapPolicy.Private());
      case "java" -> linker.javaAllocates();
      case "host" -> {
        String module = words.next();
        switch (words.hasNext() ? words.next() : "") {
          case "by" -> linker.hostByName(module);
          case "weak" -> linker.host(module, List.of(words.next()));
          default -> linker.host(module);
        }
      }
      case "pointers" -> linker.pointers(words.next(), words.next(), pointers(words));
      case "region" -> linker.region(words.next(), number(words), (int) number(words));
      case "stack" -> linker.stackBytes(number(words));
      case "max" -> {
        words.next();
        linker.maxPages((int) number(words));
      }
      default -> throw new IllegalArgumentException("unknown line " + what);
    }
  }

  private static Pointers pointers(Iterator<String> words) {
    Pointers pointers = Pointers.NONE;
    while (words.hasNext()) {
      boolean param = words.next().equals("param");
      int index = (int) number(words);
      Pointers.Kind kind = Pointers.Kind.valueOf(constant(words.next()));
      pointers = param ? pointers.param(index, kind) : pointers.result(index, kind);
    }
    return pointers;
  }

  private static String constant(String words) {
    return words.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static long number(Iterator<String> words) {
    return Long.decode(words.next());
  }

  private void instance(Linker linker, Iterator<String> words) throws IOException {
    String name = words.next();
    String file = name;
    Map<String, String> settings = new HashMap<>();
    while (words.hasNext()) {
      String word = words.next();
      if (List.of("as", "base", "pages", "grow", "reach").contains(word)) {
        settings.put(word, words.next());
      } else {
        file = word;
      }
    }
    linker.add(name, read(file, settings.get("as")));
    if (settings.containsKey("base")) {
      linker.base(name, Long.decode(settings.get("base")));
    }
    if (settings.containsKey("pages")) {
      linker.pages(name, Integer.decode(settings.get("pages")));
    }
    if (settings.containsKey("grow")) {
      linker.growPages(name, Integer.decode(settings.get("grow")));
    }
    if (settings.containsKey("reach")) {
      linker.reachBelow(name);
    }
  }

  private WasmFile read(String file, String model) throws IOException {
    byte[] bytes = WatModule.encode(Files.readString(directory.resolve(file + ".wat")));
    return model == null
        ? WasmFile.read(file + ".wasm", bytes)
        : WasmFile.readAs(file + ".wasm", bytes, RelocationModel.valueOf(constant(model)));
  }

  private static String problems(List<Problem> problems) {
    return problems.stream().map(problem -> problem + "\n").collect(Collectors.joining());
  }

  private static String layout(LinkPlan plan) {
    String unavailable = plan.layout().heap().unavailable();
    return plan.layout().describe()
        + "stack pointers: globals "
        + plan.layout().stackPointers()
        + "\n"
        + (unavailable == null ? "" : "no heap in Java: " + unavailable + "\n");
  }

  private static String imports(LinkPlan plan) {
    return Stream.concat(
            plan.resolvedImports().stream()
                .filter(imported -> !(imported.origin() instanceof ResolvedImport.Origin.Host))
                .map(LinkCase::resolved),
            plan.hostImports().stream().map(LinkCase::fromHost))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String resolved(ResolvedImport imported) {
    String kind = imported.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return imported.instance()
        + " gets the "
        + kind
        + " "
        + imported.qualifiedName()
        + " from "
        + origin(imported.origin());
  }

  private static String origin(ResolvedImport.Origin origin) {
    if (origin instanceof ResolvedImport.Origin.Instance instance) {
      return instance.name() + " (" + instance.export() + ")";
    } else if (origin instanceof ResolvedImport.Origin.Heap) {
      return "the heap in Java";
    } else if (origin instanceof ResolvedImport.Origin.Region) {
      return "the region";
    }
    return "the host";
  }

  private static String fromHost(HostImport imported) {
    return imported.instance()
        + " needs "
        + imported.qualifiedName()
        + (imported.type() == null ? ", a global," : " " + imported.type())
        + " of the host";
  }
}
