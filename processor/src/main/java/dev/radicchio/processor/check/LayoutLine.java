package dev.radicchio.processor.check;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the text that pins a layout.
 *
 * @param what the thing that it tells the place of: the line without its numbers
 * @param text the line
 */
record LayoutLine(String what, String text) {
  private static final Pattern FORM =
      Pattern.compile("([a-z]+)((?: (?:0x[0-9a-f]{8,16}|[0-9]{1,10}))+)((?: [^0-9 ].*)?)");

  /** Empty if the line has another form. */
  static Optional<LayoutLine> of(String line) {
    Matcher matcher = FORM.matcher(line);
    return matcher.matches()
        ? Optional.of(new LayoutLine(matcher.group(1) + matcher.group(3), line))
        : Optional.empty();
  }
}
