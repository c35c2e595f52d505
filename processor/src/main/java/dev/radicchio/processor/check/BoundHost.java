package dev.radicchio.processor.check;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.processor.model.HostMethodModel;
import dev.radicchio.processor.model.HostModel;
import java.util.List;

/** A method of a host with the import that it is, and its type. */
public record BoundHost(
    HostModel host, HostMethodModel method, String importName, FunctionType type) {
  /** Whether an instance imports it. */
  boolean isImportedBy(CheckedProgram.Instance instance, List<HostImport> imports) {
    return imports.stream()
        .anyMatch(
            imported ->
                imported.instance().equals(instance.model().name())
                    && imported.module().equals(host.module())
                    && importName.equals(imported.name()));
  }
}
