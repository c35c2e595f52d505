package dev.radicchio.processor.model;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names that a guest may have for what Java has a name for. */
public final class GuestNames {
  /** Before a capital that ends a lower-case word, and before the last capital of an acronym. */
  private static final Pattern WORD_BOUNDARY =
      Pattern.compile("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

  private GuestNames() {}

  /** The name that an annotation gives; else that of the method, and the same in snake_case. */
  public static List<String> of(MethodModel method) {
    return method.givenName().map(GivenName::name).map(List::of).orElseGet(() -> of(method.name()));
  }

  /**
   * The names that the global may have which a method gets or sets: those of the method, and the
   * same without {@code get} of a getter or {@code set} of a setter.
   */
  public static List<String> ofGlobal(MethodModel method) {
    List<String> names = of(method);
    if (method.givenName().isPresent()) {
      return names;
    }
    String prefix = method.isGetter() ? "get" : method.isSetter() ? "set" : method.name();
    String name = method.name();
    boolean hasPrefix =
        name.startsWith(prefix)
            && name.length() > prefix.length()
            && Character.isUpperCase(name.charAt(prefix.length()));
    if (!hasPrefix) {
      return names;
    }
    String rest = name.substring(prefix.length());
    return Stream.concat(names.stream(), of(decapitalized(rest)).stream()).toList();
  }

  /** {@code maxSize} of {@code MaxSize}, but {@code URL} of {@code URL}. */
  private static String decapitalized(String name) {
    return name.length() > 1 && Character.isUpperCase(name.charAt(1))
        ? name
        : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** A name, and the same in snake_case if that is another. */
  public static List<String> of(String name) {
    String snakeCase = WORD_BOUNDARY.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    return snakeCase.equals(name) ? List.of(name) : List.of(name, snakeCase);
  }
}
