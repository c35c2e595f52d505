package dev.radicchio.processor.check;

import static java.util.stream.Collectors.joining;

import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.MethodReader;
import dev.radicchio.processor.model.ProgramModel;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import dev.radicchio.processor.model.StructReader;
import dev.radicchio.processor.model.StructType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks what a program passes to instances that are rebased, and so have addresses of their own:
 * pointers inside structs must be those of one base, and plain numbers are not translated.
 */
public final class AddressCheck {
  private final StructReader structs;
  private final ReachedStructs reached;

  public AddressCheck(StructReader structs, MethodReader methods) {
    this.structs = structs;
    this.reached = new ReachedStructs(structs, methods);
  }

  /** Reports what is wrong or doubtful, at the accessors of the instances. */
  void check(
      ProgramModel program,
      Layout layout,
      List<CheckedProgram.Instance> instances,
      List<BoundHost> hosts,
      List<HostImport> imports,
      List<Diagnostic> problems) {
    Map<StructType, InstanceLayout> owners = new HashMap<>();
    for (CheckedProgram.Instance instance : instances) {
      InstanceLayout at = layout.instance(instance.model().name());
      Site site = Site.ofMember(instance.model().element(), program.element());
      List<MethodModel> own =
          instance.module().methods().stream().map(BoundMethod::method).toList();
      // A host gets views that know which instance calls.
      for (StructType struct : withPointers(own)) {
        InstanceLayout other = owners.putIfAbsent(struct, at);
        if (other != null && other.base() != at.base()) {
          problems.add(
              DiagnosticCode.STRUCT_OF_TWO_BASES.at(
                  site, struct.name(), other.name(), at.name(), hex(other), hex(at)));
        }
      }
      if (isMoved(instance, at)) {
        Stream<MethodModel> ofHosts =
            hosts.stream()
                .filter(host -> host.isImportedBy(instance, imports))
                .map(host -> host.method().method());
        warnOfNumbers(site, at, Stream.concat(own.stream(), ofHosts), problems);
      }
    }
  }

  /** Whether an instance has addresses of its own, which nobody has asked for. */
  private static boolean isMoved(CheckedProgram.Instance instance, InstanceLayout at) {
    return at.base() != 0
        && !instance.module().module().relocation().equals(Optional.of(RelocationModel.REBASED));
  }

  private static void warnOfNumbers(
      Site site, InstanceLayout at, Stream<MethodModel> passing, List<Diagnostic> problems) {
    String doubtful =
        passing
            .filter(AddressCheck::hasNumber)
            .map(MethodModel::signature)
            .distinct()
            .collect(joining(", "));
    if (!doubtful.isEmpty()) {
      problems.add(
          DiagnosticCode.NUMBERS_OF_REBASED.at(site, at.name(), at.module(), hex(at), doubtful));
    }
  }

  private static String hex(InstanceLayout at) {
    return "0x" + Long.toHexString(at.base());
  }

  /** Whether a method has an {@code int} that may be an address. */
  private static boolean hasNumber(MethodModel method) {
    return method.parameters().stream()
            .anyMatch(parameter -> parameter.passed().equals(Optional.of(ScalarType.INT)))
        || (method.result() instanceof ResultModel.Value value && value.type() == ScalarType.INT)
        || (method.result() instanceof ResultModel.Components record
            && record.components().stream()
                .anyMatch(component -> component.scalar().equals(Optional.of(ScalarType.INT))));
  }

  private Set<StructType> withPointers(List<MethodModel> methods) {
    Set<StructType> found = reached.withInner(reached.named(methods.stream()));
    found.removeIf(struct -> !structs.hasPointers(struct));
    return found;
  }
}
