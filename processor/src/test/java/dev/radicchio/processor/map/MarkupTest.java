package dev.radicchio.processor.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkupTest {
  @Test
  void escapesTextAndAttributes() {
    assertThat(new Markup().inline("p", "<a href=\"x\">&'", "title", "\"'<>&").document())
        .contains(
            "<p title=\"&quot;&#39;&lt;&gt;&amp;\">&lt;a href=&quot;x&quot;&gt;&amp;&#39;</p>");
  }

  @Test
  void showsWhatCannotBeSeenAsANumber() {
    assertThat(new Markup().text("a\u0000\u202e\ud800\u200b\ue000b\ud83d\ude00ü").document())
        .contains("a\\u{0}\\u{202e}\\u{d800}\\u{200b}\\u{e000}b\ud83d\ude00ü");
  }

  @Test
  void takesNoStyleSheetThatXmlWouldReadOtherwise() {
    assertThatThrownBy(() -> new Markup().style("a::after { content: '<' }"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
