package dev.warrant.reasoning.deliberate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConfirmerTest {
  @Test
  void questionsAreAnsweredInTheOrderInWhichTheyWereAsked() {
    Confirmer confirmer = new Confirmer();
    List<Integer> heard = new ArrayList<>();
    List<Future<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      answers.add(
          confirmer.ask(() -> {
            heard.add(number);
            return number;
          }));
    }
    confirmer.end(() -> {});
    List<Integer> got = answers.stream().map(Confirmer::await).toList();
    assertThat(got).isSorted().hasSize(100);
    assertThat(heard).isEqualTo(got);
  }

  @Test
  void whatWentWrongReachesWhoAsked() {
    Confirmer confirmer = new Confirmer();
    Future<String> answer =
        confirmer.ask(() -> {
          throw new ArithmeticException("no such number");
        });
    assertThatThrownBy(() -> Confirmer.await(answer))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("no such number");
    confirmer.end(() -> {});
  }

  @Test
  void aContextThatCannotBeClosedFailsTheNextQuestionAndNoOther() {
    Confirmer confirmer = new Confirmer();
    confirmer.later(() -> {
      throw new IllegalStateException("closing failed");
    });
    Future<Integer> first = confirmer.ask(() -> 1);
    Future<Integer> second = confirmer.ask(() -> 2);
    assertThatThrownBy(() -> Confirmer.await(first)).hasMessage("closing failed");
    assertThat(Confirmer.await(second)).isEqualTo(2);
    confirmer.end(() -> {});
  }
}
