package dev.warrant.rules.pack;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Layer;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.util.List;

/// The four pre-trade controls no policy may go without (RTS 6, article 15(1)): price collar,
/// maximum order value, maximum order volume, maximum messages. Each must bind every order, always.
enum Mandatory {
  COLLAR("a price collar", MeasureId.ORDER_PRICE, MeasureId.MARKET_MARK),
  VALUE("a maximum order value", MeasureId.ORDER_NOTIONAL),
  VOLUME("a maximum order volume", MeasureId.ORDER_LOTS),
  MESSAGES("a maximum of messages", MeasureId.RATE_MESSAGES);

  private final String text;
  private final List<MeasureId> reads;

  Mandatory(String text, MeasureId... reads) {
    this.text = text;
    this.reads = List.of(reads);
  }

  /// Asks that `limits` hold all four.
  ///
  /// @throws RuleException naming the first one missing
  static void check(List<Limit> limits) {
    for (Mandatory control : values()) {
      if (limits.stream().noneMatch(control::met)) {
        throw new RuleError(
                "mandatory-missing",
                Place.of(LimitsFile.path(Layer.COMPLIANCE)),
                "no limit that is " + control.text,
                "a compliance limit over "
                    + String.join(" and ", control.reads.stream().map(MeasureId::text).toList())
                    + " with binds: all, <= and no `when`",
                "it is there, but binds increasing orders only.")
            .thrown();
      }
    }
  }

  private boolean met(Limit limit) {
    return limit.layer() == Layer.COMPLIANCE
        && limit.binds() == Binds.ALL
        && limit.when() instanceof Cond.Always
        && limit.require().op() == Cond.Op.LE
        && LimitReader.reads(limit).containsAll(reads);
  }
}
