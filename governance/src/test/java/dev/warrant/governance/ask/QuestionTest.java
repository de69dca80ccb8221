package dev.warrant.governance.ask;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.rules.text.RuleException;
import org.junit.jupiter.api.Test;

class QuestionTest {
  @Test
  void signsInStringsAndCommentsMakeNoTextOfALoneCondition() {
    for (String lone :
        new String[] {
          "suppressed(O, \"why?\")@_",
          "suppressed(O, 'is :- was \\' ?')@_",
          "suppressed(O, `over ⟸\n lines?`)@_",
          "# what? all of it:\nsuppressed(O, W)@_",
          "suppressed(O, \"" + "?\\\"".repeat(20_000) + "\")@_",
        }) {
      assertThatCode(() -> Question.read("q", lone)).as(lone).doesNotThrowAnyException();
    }
    assertThatCode(() -> Question.read("q", "q(O) :- suppressed(O, \"?\")@_. ? q(O)."))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Question.read("q", "suppressed(O, \"?)@_"))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("q:1:");
  }
}
