package dev.radicchio.link.fuse;

import dev.radicchio.binary.ExternType;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.bind.Bindings;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.place.Placement;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.resolve.Functions;
import dev.radicchio.link.resolve.Resolution;
import java.util.List;

/**
 * A planned program, as it is fused: what each stage has found out.
 *
 * @param layout where everything is, as users see it
 * @param keepsNames whether exports keep their names, as of a module that is only moved
 */
public record FusedProgram(
    Allocation allocation,
    Resolution resolution,
    Placement placement,
    Bindings bindings,
    Layout layout,
    boolean keepsNames) {
  /** The instances in order. */
  List<Instance> instances() {
    return allocation.instances();
  }

  Functions functions() {
    return resolution.functions();
  }

  /** How many functions the image has, but for the initializer. */
  int functionCount() {
    int count = functions().hosts().size() + bindings.synthetic().size();
    for (Instance instance : instances()) {
      count += instance.binary().size(ExternType.Kind.FUNCTION);
      count -= instance.binary().imported(ExternType.Kind.FUNCTION);
    }
    return count;
  }

  /** The name in the image of what an instance has under a name. */
  String name(Instance instance, String name) {
    return ImageNaming.exportName(keepsNames ? null : instance.name(), name);
  }
}
