package dev.radicchio.corpus;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.LinkingSection;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A module, and what programs of it are made of.
 *
 * @param imports the names that it imports or refers to, which another module may define
 * @param exports the names that it exports
 * @param hosts the modules whose imports are left to the host where no other module has them
 * @param base where it begins, if that has to be said
 */
record LinkInput(
    WasmFile file,
    Set<String> imports,
    Set<String> exports,
    List<String> hosts,
    OptionalLong base) {
  /** Imports that mean the same in every program. */
  private static final Set<String> SHARED = Set.of("memory", "__indirect_function_table");

  /** A row of the corpus. */
  static LinkInput of(Row row, WasmFile file) {
    return of(file, WasmBinary.read(Corpus.bytes(row)), row.hosts(), row.base());
  }

  /** A fixture; the host has whatever it imports. */
  static LinkInput of(WasmFile file, byte[] bytes) {
    WasmBinary binary = WasmBinary.read(bytes);
    List<String> hosts =
        binary.imports().stream()
            .map(Import::module)
            .filter(module -> !module.startsWith("GOT."))
            .distinct()
            .toList();
    return of(file, binary, hosts, OptionalLong.empty());
  }

  private static LinkInput of(
      WasmFile file, WasmBinary binary, List<String> hosts, OptionalLong base) {
    Set<String> imports = new HashSet<>();
    binary.imports().stream().map(Import::name).forEach(imports::add);
    LinkingSection.of(binary).stream()
        .flatMap(linking -> linking.symbols().stream())
        .filter(Symbol::isUndefined)
        .map(Symbol::name)
        .forEach(imports::add);
    imports.removeAll(SHARED);
    Set<String> exports = Set.copyOf(binary.exports().stream().map(Export::name).toList());
    return new LinkInput(file, imports, exports, hosts, base);
  }

  String name() {
    return file.name();
  }

  /** Whether it may need the other. */
  boolean importsFrom(LinkInput other) {
    return !other.equals(this) && !Collections.disjoint(imports, other.exports);
  }

  /** A program of some instances of it and no others; other engines run its image as well. */
  Linker alone(String... instances) {
    Linker linker = Linker.create();
    hosts.forEach(linker::hostByName);
    return add(linker, instances);
  }

  /** A program of some instances of it with another module after the first. */
  Linker withOther(String first, String... others) {
    Linker linker = alone(first).add(Scenario.OTHER, Fixture.wasm(Scenario.OTHER_FIXTURE));
    return add(linker, others);
  }

  private Linker add(Linker linker, String... instances) {
    for (String instance : instances) {
      linker.add(instance, file);
      base.ifPresent(address -> linker.base(instance, address));
    }
    return linker;
  }

  /** A program of it and another, where only modules have what is imported from {@code env}. */
  Linker with(LinkInput exporter) {
    Linker linker = Linker.create();
    Stream.of(this, exporter)
        .flatMap(input -> input.hosts.stream())
        .filter(module -> !module.equals("env"))
        .forEach(linker::hostByName);
    return linker.add("importer", file).add("exporter", exporter.file);
  }
}
