package dev.radicchio.link.resolve;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.resolve.ImportChain.Importing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The functions that the image imports: those of the program's heap and of hosts, each for each
 * instance that has it, so that Java knows who calls. A pointer to one of the heap's is the same
 * for all instances with the program's addresses; one to a host's function means the instance that
 * took its address.
 *
 * <pre>
 *   number  import                      what a pointer to it points to
 *   0       radicchio.heap.one!free     0
 *   1       radicchio.heap.two!free     0
 *   2       radicchio.heap.moved!free   2, since that instance is rebased and has its own table
 *   3       env.one!log                 3
 *   4       env.two!log                 4
 * </pre>
 */
final class ImportedFunctions {
  private final List<Instance> instances;
  private final HostModules hosts;
  private final ImageTypes types;
  private final Map<HostFunction, Integer> numbers = new LinkedHashMap<>();
  private final Map<Integer, Integer> pointees = new HashMap<>();
  private final Map<String, Integer> firstOfHeap = new HashMap<>();
  private final List<HostImport> hostImports = new ArrayList<>();
  private boolean usesHeap;

  ImportedFunctions(List<Instance> instances, HostModules hosts, ImageTypes types) {
    this.instances = instances;
    this.hosts = hosts;
    this.types = types;
  }

  /** The number of one of the heap's functions, for an instance. */
  int ofHeap(Instance caller, String symbol, int type) {
    usesHeap = true;
    String name = ImageNaming.exportName(caller.name(), symbol);
    int number = number(new HostFunction(ImageNaming.HEAP_MODULE, name, type));
    if (!caller.isRebased()) {
      pointees.put(number, firstOfHeap.computeIfAbsent(symbol, none -> number));
    }
    return number;
  }

  /**
   * The number of a host's function, for an instance.
   *
   * @param last the import that no instance satisfies, which the caller may have by way of others
   * @return empty if it is not the host's
   */
  OptionalInt ofHost(Instance caller, Importing last) {
    Instance at = last.importer();
    Import imported = last.imported();
    boolean isWeak = at.module().isWeakImport(imported);
    if (isWeak ? !hosts.haveWeak(imported) : !hosts.include(imported)) {
      return OptionalInt.empty();
    }
    String name = imported.name();
    hostImports.add(
        new HostImport(
            caller.name(),
            at.file(),
            imported.module(),
            name,
            at.binary().functionType(last.index())));
    String ofCaller =
        hosts.isByInstance(caller, imported) ? ImageNaming.exportName(caller.name(), name) : name;
    HostFunction host =
        new HostFunction(imported.module(), ofCaller, types.ofFunction(at, last.index()));
    return OptionalInt.of(number(host));
  }

  /**
   * The number of a host's function whose address an instance asks for. What type it has, only an
   * import tells: the instance's own, which then says what its calls mean as well, or that of
   * another one.
   *
   * @return empty if nobody imports it, or it is not the host's
   */
  OptionalInt ofHostEntry(Instance caller, String symbol) {
    return Stream.concat(Stream.of(caller), instances.stream())
        .flatMap(instance -> importing(instance, symbol).stream())
        .findFirst()
        .map(at -> ofHost(caller, at))
        .orElse(OptionalInt.empty());
  }

  private static Optional<Importing> importing(Instance instance, String symbol) {
    List<Import> imports = instance.binary().imports(ExternType.Kind.FUNCTION);
    return IntStream.range(0, imports.size())
        .mapToObj(function -> new Importing(instance, function, imports.get(function)))
        .filter(each -> each.imported().module().equals(ImportNames.FLAT))
        .filter(each -> each.imported().name().equals(symbol))
        .findFirst();
  }

  private int number(HostFunction function) {
    return numbers.computeIfAbsent(function, unknown -> numbers.size());
  }

  /** All, by their numbers. */
  List<HostFunction> all() {
    return List.copyOf(numbers.keySet());
  }

  int count() {
    return numbers.size();
  }

  /** What pointers to them point to, by number. */
  Map<Integer, Integer> pointees() {
    return pointees;
  }

  /** What instances import and the host has to have, by instance. */
  List<HostImport> hostImports() {
    return hostImports.stream().distinct().toList();
  }

  boolean usesHeap() {
    return usesHeap;
  }
}
