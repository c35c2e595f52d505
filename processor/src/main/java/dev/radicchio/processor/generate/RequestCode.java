package dev.radicchio.processor.generate;

import com.palantir.javapoet.CodeBlock;
import dev.radicchio.link.LinkRequest;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.GlobalUse;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.HostModule;
import dev.radicchio.link.plan.MemoryRequest;
import dev.radicchio.link.plan.Pointers;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The expression that puts a request together again: calls of {@link Linker} for each component
 * that is not as it is by default. What else a request may hold is a number or a flag, which the
 * linker's method of that name sets.
 */
final class RequestCode {
  private final LinkRequest request;
  private final CodeBlock.Builder code = CodeBlock.builder();

  private RequestCode(LinkRequest request) {
    this.request = request;
  }

  /**
   * An expression for a linker that has been asked for all of it.
   *
   * @param variables those that have the modules
   */
  static CodeBlock of(LinkRequest request, Map<WasmFile, String> variables) {
    return new RequestCode(request).linker(variables);
  }

  private CodeBlock linker(Map<WasmFile, String> variables) {
    code.add("$T.create()", Linker.class);
    for (LinkRequest.Instance instance : request.instances()) {
      code.add("\n.add($S, $N)", instance.name(), variables.get(instance.module()));
    }
    for (LinkRequest.Instance instance : request.instances()) {
      addMemory(instance.name(), instance.memory());
    }
    request
        .bindings()
        .forEach(
            binding ->
                code.add(
                    "\n.bind($S, $S, $S)",
                    binding.importer(),
                    binding.importName(),
                    binding.exporter()));
    if (!request.heap().equals(new HeapPolicy.Host())) {
      code.add("\n.heap($L)", newRecord((Record) request.heap()));
    }
    request
        .hosts()
        .forEach(
            host -> code.add("\n.$L($L)", host.byInstance() ? "host" : "hostByName", names(host)));
    request
        .regions()
        .forEach(
            region ->
                code.add(
                    "\n.region($S, $L, $L)",
                    region.importName(),
                    literal(region.bytes()),
                    region.alignment()));
    request
        .pointers()
        .forEach(
            each ->
                code.add(
                    "\n.pointers($S, $S, $L)",
                    each.instance(),
                    each.export(),
                    pointers(each.pointers())));
    for (RecordComponent component : LinkRequest.class.getRecordComponents()) {
      addScalar(component.getName(), value(component, request));
    }
    return code.build();
  }

  private void addMemory(String name, MemoryRequest memory) {
    memory.base().ifPresent(base -> code.add("\n.base($S, 0x$LL)", name, Long.toHexString(base)));
    memory.pages().ifPresent(pages -> code.add("\n.pages($S, $L)", name, pages));
    memory.growPages().ifPresent(pages -> code.add("\n.growPages($S, $L)", name, pages));
    if (memory.reachesBelow()) {
      code.add("\n.reachBelow($S)", name);
    }
    memory
        .globals()
        .forEach(
            (export, use) ->
                code.add("\n.global($S, $S, $T.$L)", name, export, GlobalUse.class, use.name()));
  }

  private static CodeBlock pointers(Pointers pointers) {
    CodeBlock.Builder code = CodeBlock.builder().add("$T.NONE", Pointers.class);
    pointers
        .params()
        .forEach((i, kind) -> code.add(".param($L, $T.$L)", i, Pointers.Kind.class, kind));
    pointers
        .results()
        .forEach((i, kind) -> code.add(".result($L, $T.$L)", i, Pointers.Kind.class, kind));
    return code.build();
  }

  private void addScalar(String name, Object value) {
    if (value instanceof Number number && number.longValue() != 0) {
      code.add("\n.$N($L)", name, literal(number.longValue()));
    } else if (Boolean.TRUE.equals(value)) {
      code.add("\n.$N()", name);
    }
  }

  /** The host module's name, and those of what it has for weak imports. */
  private static CodeBlock names(HostModule host) {
    CodeBlock module = CodeBlock.of("$S", host.name());
    return host.weak().isEmpty()
        ? module
        : CodeBlock.of(
            "$L, $T.of($L)",
            module,
            List.class,
            host.weak().stream()
                .map(name -> CodeBlock.of("$S", name))
                .collect(CodeBlock.joining(", ")));
  }

  private static String literal(long number) {
    return number == (int) number ? Long.toString(number) : number + "L";
  }

  /** A record whose components are texts. */
  private static CodeBlock newRecord(Record value) {
    return CodeBlock.of(
        "new $T($L)",
        value.getClass(),
        Arrays.stream(value.getClass().getRecordComponents())
            .map(component -> CodeBlock.of("$S", value(component, value)))
            .collect(CodeBlock.joining(", ")));
  }

  private static Object value(RecordComponent component, Record of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component + " is not public", e);
    }
  }
}
