package dev.radicchio.processor.model;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

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

  /** A name, and the same in snake_case if that is another. */
  public static List<String> of(String name) {
    String snakeCase = WORD_BOUNDARY.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    return snakeCase.equals(name) ? List.of(name) : List.of(name, snakeCase);
  }
}
