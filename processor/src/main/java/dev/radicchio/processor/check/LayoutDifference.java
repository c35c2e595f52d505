package dev.radicchio.processor.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lines in which two layouts differ, with those around them. A line of one is compared with the
 * line of the other that is about the same thing, so that what moved stands under where it was,
 * however many others moved as well. Things that changed their order appear twice, as in any diff.
 */
final class LayoutDifference {
  /** Lines shown before and after one that differs. */
  private static final int CONTEXT = 2;

  /** Of more lines than a reader looks at, the number says it all. */
  static final int MOST_LINES = 60;

  private static final String SAME = "  ";
  private static final String REMOVED = "- ";
  private static final String ADDED = "+ ";
  private static final String LEFT_OUT = "  ...";

  private final List<String> lines = new ArrayList<>();

  private LayoutDifference() {}

  /** The difference as lines; empty if there is none. */
  static List<String> of(List<LayoutLine> committed, List<LayoutLine> planned) {
    LayoutDifference difference = new LayoutDifference();
    difference.compare(committed, planned);
    return shortened(difference.lines);
  }

  private void compare(List<LayoutLine> committed, List<LayoutLine> planned) {
    Set<String> allPlanned = whats(planned);
    // without what was passed over because the planned layout has it later
    Set<String> stillCommitted = whats(committed);
    int i = 0;
    int j = 0;
    while (i < committed.size() || j < planned.size()) {
      LayoutLine before = i < committed.size() ? committed.get(i) : null;
      LayoutLine after = j < planned.size() ? planned.get(j) : null;
      if (before != null && after != null && before.what().equals(after.what())) {
        if (before.text().equals(after.text())) {
          lines.add(SAME + before.text());
        } else {
          lines.add(REMOVED + before.text());
          lines.add(ADDED + after.text());
        }
        i++;
        j++;
      } else if (before != null
          && (after == null
              || !allPlanned.contains(before.what())
              || stillCommitted.contains(after.what()))) {
        lines.add(REMOVED + before.text());
        stillCommitted.remove(before.what());
        i++;
      } else if (after != null) {
        lines.add(ADDED + after.text());
        j++;
      }
    }
  }

  private static Set<String> whats(List<LayoutLine> lines) {
    return lines.stream().map(LayoutLine::what).collect(Collectors.toCollection(HashSet::new));
  }

  private static List<String> shortened(List<String> all) {
    List<String> shown = new ArrayList<>();
    int differing = 0;
    int left = 0;
    for (int i = 0; i < all.size(); i++) {
      differing += isSame(all.get(i)) ? 0 : 1;
      if (shown.size() >= MOST_LINES) {
        left += isSame(all.get(i)) ? 0 : 1;
      } else if (isNearDifference(all, i)) {
        shown.add(all.get(i));
      } else if (!shown.isEmpty() && !shown.get(shown.size() - 1).equals(LEFT_OUT)) {
        shown.add(LEFT_OUT);
      }
    }
    if (differing == 0) {
      return List.of();
    }
    if (!shown.isEmpty() && shown.get(shown.size() - 1).equals(LEFT_OUT)) {
      shown.remove(shown.size() - 1);
    }
    if (left > 0) {
      shown.add("  and " + left + " more lines that differ");
    }
    return shown;
  }

  private static boolean isNearDifference(List<String> all, int line) {
    int last = Math.min(all.size() - 1, line + CONTEXT);
    for (int i = Math.max(0, line - CONTEXT); i <= last; i++) {
      if (!isSame(all.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(String line) {
    return line.startsWith(SAME);
  }
}
