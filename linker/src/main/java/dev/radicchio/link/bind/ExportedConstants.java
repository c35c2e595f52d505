package dev.radicchio.link.bind;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.link.input.Instance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Globals for what instances export that linking made constant, such as the addresses of data: no
 * code reads them, but Java and hosts may. One stands for all of the same value.
 *
 * @param indices their indices in the image, by their values
 * @param globals the globals, which come after all others
 */
record ExportedConstants(Map<Integer, Integer> indices, List<ImageGlobal> globals) {
  /**
   * Makes those of a program.
   *
   * @param bindings what each global of each instance is, by the instance's number
   * @param others how many globals the image has without them
   */
  static ExportedConstants of(
      List<Instance> instances, List<GlobalBinding[]> bindings, int others) {
    ExportedConstants all = new ExportedConstants(new LinkedHashMap<>(), new ArrayList<>());
    for (Instance instance : instances) {
      for (Export export : instance.binary().exports()) {
        if (export.kind() == ExternType.Kind.GLOBAL
            && bindings.get(instance.number())[export.index()]
                instanceof GlobalBinding.Constant constant) {
          all.add(constant.value(), others);
        }
      }
    }
    return all;
  }

  private void add(int value, int others) {
    if (indices.putIfAbsent(value, others + globals.size()) == null) {
      globals.add(new ImageGlobal.Fixed(value));
    }
  }
}
