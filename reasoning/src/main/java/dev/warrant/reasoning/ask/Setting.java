package dev.warrant.reasoning.ask;

import dev.warrant.rules.limit.Rational;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// An input supposed to have another value.
public record Setting(Lever lever, long to) {
  /// How much it is; see [Lever#cost].
  public Rational cost() {
    return lever.cost(to);
  }

  /// As `what-if --set` takes it.
  public String set() {
    return lever.full() + "=" + lever.text(to);
  }

  /// `BTCUSDT volatility60 0.52 -> 0.61 (by 17.4 %)`.
  public String words() {
    String whose = lever.symbol().isEmpty() ? "" : lever.symbol() + " ";
    return whose
        + lever.name()
        + " "
        + lever.text(lever.value())
        + " -> "
        + lever.text(to)
        + share();
  }

  /// By how much of what it was; nothing for a switch, and where it was about nothing.
  private String share() {
    if (lever.isSwitch() || lever.scale() != Math.abs(lever.value())) {
      return "";
    }
    BigDecimal percent =
        cost().times(Rational.of(100)).rounded(2, RoundingMode.HALF_UP).stripTrailingZeros();
    return " (by " + percent.toPlainString() + " %)";
  }
}
