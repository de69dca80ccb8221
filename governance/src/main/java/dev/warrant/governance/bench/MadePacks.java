package dev.warrant.governance.bench;

import dev.warrant.knowledge.seam.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes a pair of packs of any size, the same for the same seed: limits of all seven layers over
/// many units, most of them tightened step by step as the market gets wilder; intent rules over
/// regimes, features and patterns; and clauses that judge them.
///
/// @param limits how many limits, at least 30
/// @param rules how many intent rules, at least 6
/// @param clauses how many clauses, at least 9
public record MadePacks(int limits, int rules, int clauses, long seed) {
  /// A family of limits: `form` with its parameter, from calm to wild.
  ///
  /// @param falls whether the parameter falls as the market gets wilder
  private record Family(
      String file, String id, String form, String unit, double calm, double wild, String range) {
    boolean whole() {
      return unit.equals("orders") || unit.equals("messages") || unit.equals("lots");
    }
  }

  private static final List<Family> FAMILIES =
      List.of(
          new Family(
              "1-position", "order-size", "order.notional <= max", "USDT", 3000, 300, "10..9000"),
          new Family(
              "1-position",
              "worst-position",
              "order.worstNotionalAfter <= max * account.equity",
              "%",
              80,
              11,
              "10..150"),
          new Family(
              "1-position", "open-orders", "orders.open + 1 <= max", "orders", 40, 2, "1..60"),
          new Family(
              "2-portfolio",
              "gross",
              "order.grossAfter <= max * account.equity",
              "%",
              150,
              21,
              "20..300"),
          new Family(
              "2-portfolio",
              "net",
              "order.netAfter <= max * account.equity",
              "%",
              100,
              12,
              "10..200"),
          new Family(
              "2-portfolio", "heat", "portfolio.heat <= max * account.equity", "%", 25, 2, "1..25"),
          new Family(
              "3-account",
              "daily-loss",
              "account.dailyLoss <= max * account.equity",
              "%",
              3,
              0.6,
              "0.5..10"),
          new Family(
              "3-account",
              "drawdown",
              "(account.peak - account.equity) / account.peak <= max",
              "%",
              20,
              2,
              "1..20"),
          new Family(
              "3-account",
              "margin-use",
              "account.marginUsed <= max * account.equity",
              "%",
              60,
              11,
              "10..80"),
          new Family(
              "4-systemic", "quote-age", "market.quoteAge <= max", "ms", 500, 60, "50..2000"),
          new Family(
              "4-systemic",
              "spread",
              "market.spread <= max * market.spreadNormal",
              "x",
              5,
              1.1,
              "1..10"),
          new Family("4-systemic", "slippage", "rate.slippage <= max", "bps", 40, 2, "1..100"),
          new Family("4-systemic", "funding-cost", "market.funding <= max", "bps", 50, 3, "1..100"),
          new Family("5-model", "belief-age", "belief.age <= max", "s", 60, 2, "1..120"),
          new Family("5-model", "belief-drift", "belief.drift <= max", "%", 100, 12, "10..200"),
          new Family(
              "6-operational", "clock-offset", "clock.offset <= max", "ms", 500, 11, "10..1000"),
          new Family(
              "6-operational",
              "message-rate",
              "rate.messages + 1 <= max",
              "messages",
              140,
              6,
              "5..150"),
          new Family("6-operational", "reject-rate", "rate.rejects <= max", "%", 40, 2, "1..50"),
          new Family(
              "7-compliance",
              "price-band",
              "abs(order.price - market.mark) <= max * market.mark",
              "%",
              5,
              0.2,
              "0.1..10"),
          new Family("7-compliance", "volume", "order.lots <= max", "lots", 6000, 100, "1..20000"));

  private static final List<String> FEATURES =
      List.of("ofi", "vpin", "zscore30", "rsi14", "momentum5", "momentum30", "emaDifference");

  private static final List<String> REGIMES = List.of("CALM", "RANGING", "TRENDING");

  private static final Pattern EDITED =
      Pattern.compile("(?s)- id: margin-use-0.*?value: \"([0-9.]+)\"");

  /// Compliance limits of the house.
  private static final int MANDATORY = 6;

  private static final String IMPORTS =
      """
      package intents;
      import dev.warrant.knowledge.fact.Fact.Belief;
      import dev.warrant.knowledge.fact.Fact.Derived;
      import dev.warrant.knowledge.fact.Fact.Feature;
      import dev.warrant.knowledge.fact.Fact.Feed;
      import dev.warrant.knowledge.fact.Fact.Pattern;
      import dev.warrant.knowledge.fact.Fact.Quote;
      import dev.warrant.knowledge.fact.FeedState;
      import dev.warrant.knowledge.fact.Regime;
      import dev.warrant.knowledge.order.Intent;
      import dev.warrant.knowledge.order.Urgency;
      import dev.warrant.knowledge.unit.Side;

      """;

  private static final String REGIME =
      """
      rule "regime: calm"
      when
        Belief($i : instrument, $s : source, regime == Regime.CALM, $p : probabilityPpm >= 400000)
      then
        insertLogical(new Derived($i, $s, "calm", $p, "regime: calm"));
      end
      """;

  private static final String VETOES =
      """
      rule "veto: stale feed"
      when
        Pattern($i : instrument, $s : source, name == "staleFeed", $v : value)
      then
        insertLogical(new Derived($i, $s, "veto", $v, "veto: stale feed"));
      end
      rule "veto: book not in sequence"
      when
        Feed($i : instrument, $s : source, state != FeedState.SYNCED, $age : ageMicros)
      then
        insertLogical(new Derived($i, $s, "veto", $age, "veto: book not in sequence"));
      end
      """;

  private static final String THEOREMS =
      """
      - id: heat-and-loss
        says: "If every stop were hit today, the day would cost at most 28 % of the equity there is."
        assume: [order.increasing = 1]
        let: {most: {value: "28", unit: "%"}}
        prove: account.dailyLoss + portfolio.heat <= most * account.equity
      - id: entries-need-equity
        says: "Nothing is added to an account that has lost more than 20 % from its peak."
        assume: [order.increasing = 1]
        let: {least: {value: "80", unit: "%"}}
        prove: account.equity >= least * account.peak
      - id: belief-over-a-fresh-book
        says: "The belief acted on and the book below it are together at most 61 s old."
        assume: [order.increasing = 1]
        let: {most: {value: "61", unit: s}}
        prove: belief.age + market.quoteAge <= most
      """;

  private static final String THEORY =
      """
      rule(sound_entry,
           sound(intent(I, _, Strategy, _, Edge, _, _, Stop)),
           ( entry(Strategy), synced(I), suited(Strategy, I), pays(I, Edge), stopped(I, Stop) )).
      rule(entry_making, entry(market_making), true).
      rule(entry_reversion, entry(mean_reversion), true).
      rule(entry_momentum, entry(momentum), true).
      rule(book_in_sequence, synced(I), feed(I, synced, _)).
      rule(no_veto, synced(I), ( feed(I, _, Age), Age < 200000, \\+ derived(I, veto, _, _) )).
      rule(pays_its_way, pays(I, Edge), ( fee(I, Maker, _), Edge >= Maker + 10 )).
      rule(stop_is_sane, stopped(I, Stop),
           ( quote(I, Bid, _, _, _, _), (Stop * 1000) >= Bid * 2, (Stop * 1000) =< Bid * 17 )).
      """;

  /// Writes both packs into `folder/policy` and `folder/strategy`.
  ///
  /// @param house folder of the house packs, whose measures, compliance limits, one pattern and
  ///   numbers are taken over
  public void write(Path folder, Path house) throws IOException {
    SeededRandom random = new SeededRandom(seed);
    policy(folder.resolve("policy"), house.resolve("house-policy"), random);
    strategy(folder.resolve("strategy"), house.resolve("house-strategy"), random);
  }

  /// Moves one limit of written packs by one step.
  public static void edit(Path folder) throws IOException {
    Path file = folder.resolve("policy/limits/3-account.yaml");
    String text = Files.readString(file);
    Matcher value = EDITED.matcher(text);
    if (!value.find()) {
      throw new IllegalStateException("no margin-use-0 in " + file);
    }
    String less = String.format(Locale.ROOT, "%.1f", Double.parseDouble(value.group(1)) - 0.1);
    Files.writeString(
        file, text.substring(0, value.start(1)) + less + text.substring(value.end(1)));
  }

  private static void taken(Path from, Path to, String name) throws IOException {
    file(to.resolve(name), Files.readString(from.resolve(name)));
  }

  private static void file(Path path, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    Files.writeString(path, text);
  }

  private static String header(String name, String kind) {
    return """
    name: %s
    version: 1.0.0
    kind: %s
    scope: {venues: [binance-usdm], instruments: [BTCUSDT, ETHUSDT], desks: ["*"]}
    """
        .formatted(name, kind);
  }

  private void policy(Path folder, Path house, SeededRandom random) throws IOException {
    file(folder.resolve("pack.yaml"), header("made-policy", "policy"));
    taken(house, folder, "measures.yaml");
    List<String> names = new ArrayList<>();
    List<StringBuilder> files = new ArrayList<>();
    for (Family family : FAMILIES) {
      if (!names.contains(family.file())) {
        names.add(family.file());
        files.add(new StringBuilder());
      }
    }
    files.getLast().append(Files.readString(house.resolve("limits/7-compliance.yaml")));
    int left = limits - MANDATORY;
    for (int i = 0; i < FAMILIES.size(); i++) {
      int steps = left / FAMILIES.size() + (i < left % FAMILIES.size() ? 1 : 0);
      Family family = FAMILIES.get(i);
      StringBuilder out = files.get(names.indexOf(family.file()));
      for (int step = 0; step < steps; step++) {
        out.append(limit(family, step, steps, random));
      }
    }
    file(folder.resolve("theorems/made.yaml"), THEOREMS);
    for (int i = 0; i < names.size(); i++) {
      file(folder.resolve("limits/" + names.get(i) + ".yaml"), files.get(i).toString());
    }
  }

  private static String limit(Family f, int step, int steps, SeededRandom random) {
    double share = steps == 1 ? 0 : step / (double) steps;
    double jitter = random.nextInt(100) / 100.0 / Math.max(2, steps) * 0.5;
    double value = f.calm() + (f.wild() - f.calm()) * Math.min(1, share + jitter);
    String number =
        f.whole()
            ? String.valueOf(Math.round(value))
            : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    String when = step == 0 ? "" : "  when: market.volatility > " + "wild" + "\n";
    String wild =
        step == 0
            ? ""
            : ", wild: {value: \"%d\", unit: \"%%\", range: \"1..5000\", from: \"market risk note §7\"}"
                .formatted(20 + 15 * step + random.nextInt(10));
    return """
    - id: %s-%d
      says: "%s: {lhs} is beyond {rhs}, with volatility at {market.volatility}."
      binds: increasing
    %s  require: %s
      parameters: {max: {value: "%s", unit: "%s", range: "%s", from: "risk appetite §%d"}%s}
      owner: risk
    """
        .formatted(
            f.id(), step, f.id(), when, f.form(), number, f.unit(), f.range(), 2 + step, wild);
  }

  private void strategy(Path folder, Path house, SeededRandom random) throws IOException {
    file(folder.resolve("pack.yaml"), header("made-strategy", "strategy"));
    for (String name : List.of("patterns/stale-feed.epl", "sizing.yaml", "tactics.yaml")) {
      taken(house, folder, name);
    }
    StringBuilder drl = new StringBuilder(IMPORTS);
    for (String regime : REGIMES) {
      drl.append(REGIME.replace("CALM", regime).replace("calm", lower(regime)));
    }
    drl.append(VETOES);
    for (int n = 0; n < rules - REGIMES.size() - 2; n++) {
      drl.append(entry(n, random));
    }
    file(folder.resolve("intents/made.drl"), drl.toString());
    StringBuilder theory = new StringBuilder(THEORY);
    for (int n = 0; n < clauses - 8; n++) {
      theory.append(clause(n, random));
    }
    file(folder.resolve("theory/made.pl"), theory.toString());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String entry(int n, SeededRandom random) {
    String feature = FEATURES.get(n / 2 % FEATURES.size());
    String other = FEATURES.get((n / 2 + 2) % FEATURES.size());
    String regime = lower(REGIMES.get(n / 2 % REGIMES.size()));
    boolean buy = n % 2 == 0;
    long edge = 5000 + 100L * random.nextInt(900);
    return """
    rule "made %d, %s %s by %s"
    when
      Derived($i : instrument, name == "%s")
      $q : Quote(instrument == $i)
      Feature(instrument == $i, name == "%s", ready(), $v : value %s %d)
      Feature(instrument == $i, name == "%s", ready(), value %s %d)
      Feature(instrument == $i, name == "volatility60", ready(), $vol : value)
      not Derived(instrument == $i, name == "veto")
    then
      long edge = %dL + Math.min(5000L, $vol / 1026L);
      insertLogical(new Intent($i, Side.%s, "%s", "made %d, %s %s by %s", edge, 20000L, Urgency.NORMAL, $q.bid() / 200L));
    end
    """
        .formatted(
            n,
            buy ? "buy" : "sell",
            regime,
            feature,
            regime,
            feature,
            buy ? ">" : "<",
            buy ? edge : -edge,
            other,
            buy ? "<" : ">",
            buy ? 10 * edge : -10 * edge,
            200 + random.nextInt(300),
            buy ? "BUY" : "SELL",
            strategy(regime),
            n,
            buy ? "buy" : "sell",
            regime,
            feature);
  }

  private static String strategy(String regime) {
    return switch (regime) {
      case "calm" -> "market_making";
      case "ranging" -> "mean_reversion";
      default -> "momentum";
    };
  }

  private static String clause(int n, SeededRandom random) {
    String regime = lower(REGIMES.get(n % REGIMES.size()));
    String feature = FEATURES.get(n % FEATURES.size());
    return """
    rule(fits_%d, suited(%s, I), ( belief(I, %s, P, _), P >= %d, feature(I, %s, V, _, R), R >= 100, V > -%d )).
    says(fits_%d, 'clause %d wants %s at {limit}, found {value}').
    """
        .formatted(
            n,
            strategy(regime),
            regime,
            400_000 + 10_000 * random.nextInt(20),
            feature,
            100_000 + random.nextInt(900_000),
            n,
            n,
            regime);
  }
}
