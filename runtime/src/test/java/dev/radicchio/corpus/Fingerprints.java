package dev.radicchio.corpus;

import dev.radicchio.binary.WasmBinary;
import dev.radicchio.engine.chicory.Forms;
import dev.radicchio.link.Image;
import dev.radicchio.link.ImageFile;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.Linker;
import dev.radicchio.link.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line for each thing that was linked, which changes with every byte and word of the result. */
final class Fingerprints {
  /** Enough of a hash that no two are equal by chance. */
  private static final int HASH_BYTES = 8;

  private final Map<String, String> byName = new ConcurrentSkipListMap<>();

  /**
   * Adds a program: the hash of its image, and that of all else that is known of it; or the codes
   * of its problems, and the hash of what is known.
   */
  void putProgram(String name, Linker linker) {
    LinkPlan plan = linker.plan();
    put(name, plan.hasErrors() ? refusal(plan) : image(plan, plan.link()));
  }

  /**
   * Adds a program with the forms of its image for Chicory, where they are others than the image.
   * They are validated, which takes longer than linking.
   */
  void putProgramAndForms(String name, Linker linker) {
    LinkPlan plan = linker.plan();
    if (plan.hasErrors()) {
      put(name, refusal(plan));
    } else {
      Image image = plan.link();
      put(name, image(plan, image) + forms(image));
    }
  }

  /** Adds a module: its hash, or how it is refused. */
  void putModule(String name, Supplier<byte[]> module) {
    try {
      put(name, hash(module.get()));
    } catch (LinkException e) {
      putRefusal(name, e);
    }
  }

  /** Adds what could not even be read. */
  void putRefusal(String name, LinkException e) {
    put(name, refusal(e.problems(), e.getMessage()));
  }

  private void put(String name, String fingerprint) {
    if (byName.put(name, fingerprint) != null) {
      throw new IllegalArgumentException("two named " + name);
    }
  }

  /** All of them, sorted by name. */
  List<String> lines() {
    return byName.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .toList();
  }

  private static String image(LinkPlan plan, Image image) {
    byte[] bytes = image.bytes();
    return hash(bytes)
        + " "
        + hash(
            ImageFile.write(WasmBinary.read(bytes), image.layout(), Set.of()), utf8(known(plan)));
  }

  private static String forms(Image image) {
    byte[] bytes = image.bytes();
    try {
      return form("interpretable", Forms.interpretable(image), bytes)
          + form("compilable", Forms.compilable(image), bytes);
    } catch (LinkException e) {
      return e.problems().stream()
          .map(problem -> " " + problem.code().code()) // not the text, which names the engine
          .collect(Collectors.joining("", " invalid", ""));
    }
  }

  private static String form(String name, byte[] form, byte[] image) {
    return Arrays.equals(form, image) ? "" : " " + name + " " + hash(form);
  }

  private static String refusal(LinkPlan plan) {
    return refusal(plan.problems(), known(plan));
  }

  private static String refusal(List<Problem> problems, String known) {
    String codes =
        problems.stream()
            .map(problem -> problem.code().code())
            .distinct()
            .sorted()
            .collect(Collectors.joining(" "));
    return "refused " + codes + " " + hash(utf8(known));
  }

  private static String known(LinkPlan plan) {
    return Stream.of(
            plan.layout().describe(), plan.hostImports(), plan.resolvedImports(), plan.problems())
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The first digits of the SHA-256 of all parts. */
  private static String hash(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Arrays.stream(parts).forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
