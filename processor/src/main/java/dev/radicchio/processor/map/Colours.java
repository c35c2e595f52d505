package dev.radicchio.processor.map;

import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import java.util.HashMap;
import java.util.Map;

/** The class of the style sheet that gives a thing its colour. */
final class Colours {
  private static final int MOST = 9;

  private final Map<String, String> ofInstances = new HashMap<>();

  Colours(Layout layout) {
    int i = 0;
    for (InstanceLayout instance : layout.instances()) {
      ofInstances.put(instance.name(), "c" + i++ % MOST);
    }
  }

  /** The colour of an instance; with many instances some have the same. */
  String of(String instance) {
    return ofInstances.getOrDefault(instance, "other");
  }
}
