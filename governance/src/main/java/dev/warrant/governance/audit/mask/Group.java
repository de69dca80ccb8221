package dev.warrant.governance.audit.mask;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Values that are masked together, by the names of the components they are.
public enum Group {
  /// Wallet, positions, profit: what the account holds.
  ACCOUNT(
      "walletE8",
      "availableE8",
      "walletDeltaE8",
      "peakE8",
      "dailyStartE8",
      "costE8",
      "realisedE8",
      "feesE8",
      "fundingE8",
      "net",
      "entryE8",
      "leverage",
      "positions",
      "holdings",
      "capitalE8",
      Group.SEEN),
  /// Prices of the account's own orders, fills and warrants, and the fees that tell them; the
  /// market's are public.
  PRICES(
      "price",
      "stopPrice",
      "minPrice",
      "maxPrice",
      "lastPriceE8",
      "priceE8",
      "stopTicks",
      "feeE8",
      Group.SEEN),
  /// How much of anything.
  QUANTITIES("lots", "cumLots", "lastLots", "capLots", "clipLots", Group.SEEN),
  /// Fees.
  FEES("feeE8", "feesE8"),
  /// Who did something.
  PEOPLE("who", "people"),
  /// What a strategy wanted and why.
  STRATEGY("tactic", "intents", "strategy", "subject", "rule", "offsetTicks", "repriceTicks");

  /// What the guard saw: measures of the account, of prices and of quantities, in one list.
  private static final String SEEN = "values";

  private final TreeSet<String> names;

  Group(String... names) {
    this.names = new TreeSet<>(List.of(names));
  }

  boolean has(String component) {
    return names.contains(component);
  }

  /// The group of this name.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Group of(String name) {
    for (Group g : values()) {
      if (g.word().equals(name)) {
        return g;
      }
    }
    StringBuilder all = new StringBuilder();
    for (Group g : values()) {
      all.append(all.isEmpty() ? "" : ", ").append(g.word());
    }
    throw new IllegalArgumentException(
        "\"" + name + "\" is nothing that is masked\nMaybe one of: " + all);
  }

  /// As it is written.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
