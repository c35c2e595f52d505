package dev.radicchio;

import dev.radicchio.engine.EngineHosts;
import dev.radicchio.engine.ImageImports;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.memory.HostHeap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the image of one program imports: functions of its heap, and of its hosts. */
final class ProgramImports implements ImageImports {
  private final HostImports hosts;
  private final Supplier<HostHeap> heap;
  private final LinkedProgram program;

  /**
   * @param heap the heap in Java, which is there once one of its functions is called
   */
  ProgramImports(HostImports hosts, Supplier<HostHeap> heap, LinkedProgram program) {
    this.hosts = hosts;
    this.heap = heap;
    this.program = program;
  }

  /** A handler has the import's whole name, or that behind the instance's. */
  @Override
  public @Nullable Function function(String module, String name) {
    if (module.equals(ImageNaming.HEAP_MODULE)) {
      String instance = ImageNaming.instanceOf(name);
      long base = program.layout().instance(instance).base();
      HeapFunctions functions = new HeapFunctions(instance, base, heap);
      return new Function(null, functions.of(ImageNaming.nameOf(name)));
    }
    HostImports.Handler plain = hosts.handler(module, name);
    if (plain != null) {
      return function(plain, ImageNaming.instanceOf(name));
    }
    HostImports.Handler byInstance = hosts.handler(module, ImageNaming.nameOf(name));
    return byInstance == null ? null : function(byInstance, ImageNaming.instanceOf(name));
  }

  private Function function(HostImports.Handler found, String instance) {
    Caller caller = program.caller(instance);
    HostHandler handler = found.handler();
    return new Function(found.type(), arguments -> handler.call(caller, arguments));
  }

  @Override
  public List<EngineHosts> own() {
    return hosts.own();
  }
}
