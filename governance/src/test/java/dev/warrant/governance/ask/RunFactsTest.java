package dev.warrant.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.excerpt.Excerpt;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.deduce.Fuel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFactsTest {
  private static final Pattern DECLARED =
      Pattern.compile("(?m)^Decl ([a-z_]+)\\(.*extensional\\(\\)");

  private static final Instrument BTC =
      new Instrument(0, "BTCUSDT", 10_000_000, 100_000, 1, 1_000_000, 0, 200, 500, List.of());

  /// A relation whose records were not read would be empty without a word.
  @Test
  void ofEveryRelationOfTheJournalItIsKnownWhatRecordsItIsMadeOf() {
    String library = Question.libraryText();
    String journal = library.substring(0, library.indexOf("# --- from the trace"));
    TreeSet<String> declared = new TreeSet<>();
    Matcher m = DECLARED.matcher(journal);
    while (m.find()) {
      declared.add(m.group(1));
    }
    assertThat(declared).hasSizeGreaterThan(20);
    assertThat(RunFacts.MADE_OF.keySet()).isEqualTo(declared);
  }

  /// Of a day one that it does not hold would be read from nine gigabytes.
  @Test
  void theExcerptHoldsTheRecordsOfEveryRelation() {
    assertThat(RunFacts.MADE_OF.values()).isNotEmpty().allMatch(Excerpt::holds);
  }

  @Test
  void aFillThatOnlyTheVenuesListTellsOfIsAskedForLikeAnyOther(@TempDir Path folder)
      throws IOException {
    RunFolder run = new RunFolder(folder);
    try (JournalWriter journal = JournalWriter.open(run.journal(), "any")) {
      journal.input(1, started());
      journal.input(2, accepted("W1", 55));
      journal.input(3, new VenueEvent.PastFills(0, List.of(past(71, 55), past(72, 99))));
      journal.input(4, new VenueEvent.PastFills(0, List.of(past(71, 55))));
    }
    for (boolean whole : new boolean[] {false, true}) {
      Question question = Question.read("q", "? fill(O, T, I, S, L, P, F, M)@[At].");
      Fuel fuel = new Fuel(1_000_000, 1_000_000);
      Answer answer =
          whole ? question.askWhole(run, fuel, (_, _) -> {}) : question.ask(run, fuel, null);
      assertThat(answer.rows()).hasSize(2);
      assertThat(answer.rows().toString()).contains("/order/W1", "/order/venue-99");
    }
  }

  private static DeskEvent started() {
    return new DeskEvent.Started(1, 0, 5, Digest.ZERO, Digest.ZERO, Digest.ZERO, List.of(BTC), "");
  }

  private static VenueEvent accepted(String order, long number) {
    return new VenueEvent.SendOutcome(
        0,
        VenueEvent.Request.PLACE,
        order,
        VenueEvent.Outcome.ACCEPTED,
        0,
        "",
        number,
        VenueEvent.OrderStatus.NEW,
        0);
  }

  private static VenueEvent.PastFill past(long trade, long number) {
    return new VenueEvent.PastFill(0, number, trade, Side.BUY, 4, 1_000, 2, true, 1);
  }
}
