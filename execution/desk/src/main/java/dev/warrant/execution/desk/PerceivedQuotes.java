package dev.warrant.execution.desk;

import dev.warrant.execution.executor.Quotes;
import dev.warrant.execution.ledger.Ledger;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;
import dev.warrant.perception.Perception;
import java.util.List;

/// The best prices of perception as the executor reads them.
final class PerceivedQuotes implements Quotes {
  private final Perception perception;
  private final Ledger ledger;
  private final List<Instrument> instruments;

  PerceivedQuotes(Perception perception, Ledger ledger, List<Instrument> instruments) {
    this.perception = perception;
    this.ledger = ledger;
    this.instruments = instruments;
  }

  @Override
  public boolean usable(int instrument) {
    return perception.top(instrument).usable();
  }

  @Override
  public @Ticks long bid(int instrument) {
    return perception.top(instrument).bid();
  }

  @Override
  public @Lots long bidLots(int instrument) {
    return perception.top(instrument).bidLots();
  }

  @Override
  public @Ticks long ask(int instrument) {
    return perception.top(instrument).ask();
  }

  @Override
  public @Lots long askLots(int instrument) {
    return perception.top(instrument).askLots();
  }

  @Override
  public long micropriceCentiTicks(int instrument) {
    return perception.top(instrument).micropriceCentiTicks();
  }

  @Override
  public @Ticks long markTicks(int instrument) {
    long mark = ledger.markE8(instrument);
    return mark == 0 ? 0 : instruments.get(instrument).ticksOfE8(mark);
  }
}
