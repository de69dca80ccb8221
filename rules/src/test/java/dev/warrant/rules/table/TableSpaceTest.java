package dev.warrant.rules.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.limit.TableReader;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What is said of a table's rows, held against trying every moment there can be.
final class TableSpaceTest {
  private static final List<Measures> MOMENTS = RandomTables.moments();

  @Test
  void gapsOverlapsAndUnreachableRowsAreThoseThatTryingAllFinds() {
    RandomTables tables = new RandomTables(20261120);
    int[] seen = new int[4];
    for (int n = 0; n < 2_000; n++) {
      DecisionTable table = tables.next();
      TableSpace space = new TableSpace(table, RandomTables.ranges());
      boolean gap = false;
      boolean several = false;
      TreeSet<String> decided = new TreeSet<>();
      for (Measures moment : MOMENTS) {
        int row = TableReader.row(table, moment);
        gap |= row == TableReader.NONE;
        several |= row == TableReader.SEVERAL;
        if (row >= 0) {
          decided.add(table.rows().get(row).id());
        }
      }
      assertThat(space.gap() != null).as(TableFile.text(table)).isEqualTo(gap);
      if (table.hit() == DecisionTable.Hit.UNIQUE) {
        assertThat(!space.overlaps().isEmpty()).as(TableFile.text(table)).isEqualTo(several);
      } else {
        List<String> dead = space.unreachable().stream().map(DecisionTable.Row::id).toList();
        TreeSet<String> all = new TreeSet<>(decided);
        all.addAll(dead);
        assertThat(all).as(TableFile.text(table)).hasSize(table.rows().size());
        assertThat(dead).noneMatch(decided::contains);
        seen[2] += dead.isEmpty() ? 0 : 1;
      }
      seen[0] += gap ? 1 : 0;
      seen[1] += several ? 1 : 0;
      seen[3] += gap || several ? 0 : 1;
    }
    assertThat(Arrays.stream(seen)).allMatch(count -> count > 50);
  }

  @Test
  void anExampleIsToldInTheWordsOfTheTable() {
    DecisionTable table =
        TableFile.read(
            "tables/any.csv",
            """
            unique,in account.equity: USDT,in regime: enum,out max: x
            low,< 0.0002,-,1
            high,> 0.0002,CALM | TRENDING | RANGING,1
            loud,> 0.0003,RANGING | VIOLENT,1
            """);
    TableSpace space = new TableSpace(table, RandomTables.ranges());
    assertThat(space.gap()).isEqualTo("account.equity 0.0002 USDT, regime CALM");
    assertThat(space.overlaps()).hasSize(1);
    TableSpace.Overlap both = space.overlaps().getFirst();
    assertThat(both.first().id() + " " + both.second().id()).isEqualTo("high loud");
    assertThat(both.at()).isEqualTo("account.equity 0.0004 USDT, regime RANGING");
  }
}
