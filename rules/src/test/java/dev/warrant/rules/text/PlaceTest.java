package dev.warrant.rules.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlaceTest {
  private static final String TEXT = "ab\n\n  c\n";

  @Test
  void everyCharacterHasItsLineAndColumn() {
    int line = 1;
    int column = 1;
    for (int i = 0; i <= TEXT.length(); i++) {
      assertThat(Place.at("f", TEXT, i)).isEqualTo(new Place("f", line, column));
      boolean ends = i < TEXT.length() && TEXT.charAt(i) == '\n';
      line += ends ? 1 : 0;
      column = ends ? 1 : column + 1;
    }
  }

  @Test
  void aLineIsItsFirstVisibleCharacterAndOneThatIsNotThereTheFile() {
    assertThat(Place.line("f", TEXT, 1)).hasToString("f:1:1");
    assertThat(Place.line("f", TEXT, 2)).hasToString("f:2:1");
    assertThat(Place.line("f", TEXT, 3)).hasToString("f:3:3");
    assertThat(Place.line("f", TEXT, 4)).hasToString("f");
    assertThat(Place.line("f", TEXT, 0)).hasToString("f");
  }
}
