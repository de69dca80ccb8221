package dev.warrant.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every relation has the same rows from the excerpt and from the whole journal, whatever is
/// recorded, also while it is.
final class RelationsTest {
  @TempDir private Path folder = Path.of("");

  private static List<Integer> rows(RunFolder run) {
    List<Integer> out = new ArrayList<>();
    for (Relations.Relation relation : Relations.all()) {
      String question = relation.all();
      assertThat(Relations.quick(run, question))
          .as(question)
          .isEqualTo(Relations.whole(run, question));
      out.add(Relations.quick(run, question).size());
    }
    return out;
  }

  private static int sum(List<Integer> rows) {
    return rows.stream().mapToInt(Integer::intValue).sum();
  }

  @Test
  void theExcerptTellsEveryRelationAsTheJournalDoes() {
    assertThat(Relations.all()).hasSize(RunFacts.MADE_OF.size());
    List<List<Integer>> told = new ArrayList<>();
    RunFolder run = new RunFolder(folder.resolve("run"));
    AnyRun.write(
        run.path(),
        1,
        1_200,
        i -> {
          if (i % 300 == 150) {
            told.add(rows(run));
          }
        });
    told.add(rows(run));
    assertThat(told).hasSize(5);
    assertThat(told.getLast()).as("no relation is empty").allMatch(n -> n > 2);
    for (int i = 1; i < told.size(); i++) {
      assertThat(sum(told.get(i))).isGreaterThan(sum(told.get(i - 1)) + 100);
    }
  }
}
