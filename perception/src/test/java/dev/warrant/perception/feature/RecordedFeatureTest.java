package dev.warrant.perception.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.warrant.knowledge.event.MarketEvent.BookTicker;
import dev.warrant.perception.Recording;
import dev.warrant.perception.Recording.Received;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The features' own classes, driven by recorded quotes, against tables computed elsewhere.
class RecordedFeatureTest {
  private static final long MINUTE = 60_000;

  @ParameterizedTest
  @EnumSource
  void orderFlowImbalanceOfEveryMinuteEqualsTheReference(Recording recording) {
    List<BookTicker> quotes = quotes(recording);
    int at = 0;
    OrderFlow flow = new OrderFlow();
    for (String[] row : recording.table("bbo_1m.csv")) {
      long end = Long.parseLong(row[0]) + MINUTE;
      long total = 0;
      for (; at < quotes.size() && quotes.get(at).transactMs() < end; at++) {
        BookTicker q = quotes.get(at);
        long before = flow.lots(0);
        flow.top(q.bid(), q.bidLots(), q.ask(), q.askLots());
        total += flow.lots(0) - before;
        if (at % 100 == 0) {
          // The window slides between quotes, never between reading before and after.
          flow.second();
        }
      }
      assertThat(total).as("minute %s", row[0]).isEqualTo(recording.lots(row[2]));
    }
    assertThat(at).isEqualTo(quotes.size());
  }

  @ParameterizedTest
  @EnumSource
  void realisedVolatilityOfEveryMinuteEqualsTheReference(Recording recording) {
    List<BookTicker> quotes = quotes(recording);
    long second = quotes.getFirst().transactMs() / 1000;
    long last = quotes.getLast().transactMs() / 1000;
    Seconds seconds = new Seconds();
    List<String[]> table = recording.table("bbo_1m.csv");
    List<Double> found = new ArrayList<>();
    int at = 0;
    int returns = 0;
    for (; second <= last; second++) {
      BookTicker q = quotes.get(at);
      for (; at < quotes.size() && quotes.get(at).transactMs() / 1000 <= second; at++) {
        q = quotes.get(at);
      }
      q = at == 0 ? q : quotes.get(at - 1);
      int before = seconds.returns.size();
      seconds.add((q.bid() + q.ask()) / 2.0);
      returns += before < seconds.returns.size() || before == 60 ? 1 : 0;
      if (second % 60 == 59 || second == last) {
        assertThat(returns).isEqualTo(Integer.parseInt(table.get(found.size())[4]));
        found.add(StrictMath.sqrt(seconds.variance(returns) * returns));
        returns = 0;
      }
    }
    assertThat(found).hasSize(table.size());
    for (int i = 0; i < found.size(); i++) {
      double expected = Double.parseDouble(table.get(i)[3]);
      assertThat(found.get(i)).isCloseTo(expected, within(expected * 1e-9));
    }
  }

  private static List<BookTicker> quotes(Recording recording) {
    return recording.read(0).stream()
        .map(Received::event)
        .filter(BookTicker.class::isInstance)
        .map(BookTicker.class::cast)
        .toList();
  }
}
