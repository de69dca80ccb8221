package dev.warrant.rules.scenario;

import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.rules.scenario.Step.Answer;
import dev.warrant.rules.scenario.Step.Ask;
import dev.warrant.rules.scenario.Step.Flaw;
import dev.warrant.rules.scenario.Step.Target;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.Yaml;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The sentences a story may use, and the steps they mean.
final class Sentences {
  private static final String SYMBOL = "([A-Z]{5,12})";
  private static final String NUMBER = "(-?\\d{1,12}(?:\\.\\d{1,8})?)";
  private static final String WHOLE = "(\\d{1,9})";
  private static final String TIME = "(\\d{1,6}(?:\\.\\d{1,3})? (?:ms|s|min))";

  /// Makes a step of a sentence that fits.
  private interface Maker {
    Step make(Matcher m, Place place);
  }

  /// @param example how it is written, for messages
  private record Sentence(String example, Pattern form, Maker maker) {}

  private static Sentence of(String example, String form, Maker maker) {
    return new Sentence(example, Pattern.compile(form), maker);
  }

  private static final List<Sentence> ALL =
      List.of(
          of(
              "BTCUSDT price 59000 over 20 s",
              SYMBOL + " price \\+?" + NUMBER + "( %)?(?: over " + TIME + ")?",
              Sentences::price),
          of(
              "BTCUSDT mark +2.5 % from the middle",
              SYMBOL + " mark \\+?" + NUMBER + " % from the middle",
              (m, p) -> new Step.Mark(m.group(1), Amounts.scaled(m.group(2), 4, p))),
          of(
              "BTCUSDT spread 40 ticks",
              SYMBOL + " spread " + WHOLE + " ticks",
              (m, _) -> new Step.Spread(m.group(1), whole(m, 2))),
          of(
              "BTCUSDT depth 2 lots, then 600 ticks behind",
              SYMBOL + " depth " + WHOLE + " lots, then " + WHOLE + " ticks behind",
              (m, _) -> new Step.Depth(m.group(1), whole(m, 2), whole(m, 3))),
          of(
              "BTCUSDT wanders 3 ticks",
              SYMBOL + " wanders " + WHOLE + " ticks",
              (m, _) -> new Step.Noise(m.group(1), whole(m, 2))),
          of(
              "BTCUSDT funding 12 bps",
              SYMBOL + " funding " + NUMBER + " bps",
              (m, p) -> new Step.FundingRate(m.group(1), Amounts.scaled(m.group(2), 4, p))),
          of(
              "BTCUSDT fills nothing (or: fills again)",
              SYMBOL + " fills (nothing|again)",
              (m, _) -> new Step.Fills(m.group(1), m.group(2).equals("again"))),
          of(
              "markets move together (or: apart)",
              "markets move (together|apart)",
              (m, _) -> new Step.Together(m.group(1).equals("together"))),
          of(
              "BTCUSDT feed down (or: up, loses a message, 700 ms late)",
              SYMBOL + " feed (?:(down|up|loses a message)|" + TIME + " late)",
              Sentences::feed),
          of(
              "private stream down (or: up)",
              "private stream (down|up)",
              (m, _) -> new Step.PrivateStream(m.group(1).equals("up"))),
          of(
              "venue clock 300 ms ahead",
              "venue clock " + TIME + " ahead",
              (m, p) -> new Step.Clock(Amounts.nanos(m.group(1), p) / 1_000_000)),
          of(
              "venue ignores stops (or: accepts, rejects; orders, cancels, deadman, account)",
              "venue (accepts|rejects|ignores) (orders|stops|cancels|deadman|account)",
              Sentences::answers),
          of(
              "deposit 1000 USDT (or: withdraw, funding fee)",
              "(deposit|withdraw|funding fee) " + NUMBER + " USDT",
              Sentences::money),
          of(
              "somebody buys 2 lots BTCUSDT at 59000 (or: sells; without a price, at once)",
              "somebody (buy|sell)s " + WHOLE + " lots " + SYMBOL + "(?: at " + NUMBER + ")?",
              (m, p) ->
                  new Step.ByHand(
                      m.group(3),
                      side(m.group(1)),
                      whole(m, 2),
                      m.group(4) == null ? 0 : Amounts.scaled(m.group(4), 8, p))),
          of(
              "attempt buy 10 lots BTCUSDT cross, cap 50 lots, stop 6000 ticks, offset 5 ticks,"
                  + " reprice 1 ticks, every 200 ms (or: warrant …; sell; join, peg, slice)",
              "(attempt|warrant) (buy|sell) "
                  + WHOLE
                  + " lots "
                  + SYMBOL
                  + " (join|peg|cross|slice)"
                  + "(?:, cap "
                  + WHOLE
                  + " lots)?(?:, stop "
                  + WHOLE
                  + " ticks)?(?:, offset "
                  + WHOLE
                  + " ticks)?(?:, reprice "
                  + WHOLE
                  + " ticks)?(?:, every "
                  + TIME
                  + ")?",
              Sentences::authority),
          of(
              "withdraw warrant buy BTCUSDT",
              "withdraw warrant (buy|sell) " + SYMBOL,
              (m, _) -> new Step.Withdraw(m.group(2), side(m.group(1)))),
          of(
              "restricted list names ETHUSDT (or: names nothing, is missing, is of yesterday, is"
                  + " signed by a trader, is edited)",
              "restricted list (?:names (nothing|"
                  + SYMBOL
                  + ")|is (missing|of yesterday|signed by a trader|edited))",
              Sentences::restricted),
          of(
              "BTCUSDT best prices only (or: whole book again)",
              SYMBOL + " (best prices only|whole book again)",
              (m, _) -> new Step.Depths(m.group(1), m.group(2).equals("whole book again"))),
          of(
              "ada and ben release daily-loss",
              "([a-z]+) and ([a-z]+) release ([a-z][a-z0-9-]*)",
              (m, _) -> new Step.Release(m.group(3), List.of(m.group(1), m.group(2)))),
          of(
              "ada commands pause (or: reduce, resume, kill)",
              "([a-z]+) commands (pause|reduce|resume|kill)",
              (m, _) ->
                  new Step.Command(
                      CommandKind.valueOf(m.group(2).toUpperCase(Locale.ROOT)), m.group(1))));

  private Sentences() {}

  /// The step a sentence means.
  ///
  /// @throws dev.warrant.rules.text.RuleException if it is none of the sentences
  static Step read(Yaml.Scalar sentence) {
    for (Sentence s : ALL) {
      Matcher m = s.form.matcher(sentence.text());
      if (m.matches()) {
        return s.maker.make(m, sentence.place());
      }
    }
    throw new RuleError(
            "step-unknown",
            sentence.place(),
            "\"" + sentence.text() + "\"",
            "a sentence of the story's vocabulary",
            "one of these: " + String.join("; ", ALL.stream().map(Sentence::example).toList()))
        .thrown();
  }

  private static Step price(Matcher m, Place p) {
    long over = m.group(4) == null ? 0 : Amounts.nanos(m.group(4), p) / 1_000_000;
    Target to =
        m.group(3) == null
            ? new Target.At(Amounts.scaled(m.group(2), 8, p))
            : new Target.By(Amounts.scaled(m.group(2), 4, p));
    return new Step.Price(m.group(1), to, over);
  }

  private static Step feed(Matcher m, Place p) {
    String how = m.group(2);
    if (how == null) {
      return new Step.Stream(m.group(1), Step.Feed.LATE, Amounts.nanos(m.group(3), p) / 1_000_000);
    }
    return new Step.Stream(
        m.group(1),
        switch (how) {
          case "up" -> Step.Feed.UP;
          case "down" -> Step.Feed.DOWN;
          default -> Step.Feed.GAP;
        },
        0);
  }

  private static Step restricted(Matcher m, Place p) {
    Flaw flaw =
        switch (m.group(3) == null ? "" : m.group(3)) {
          case "missing" -> Flaw.MISSING;
          case "of yesterday" -> Flaw.OLD;
          case "signed by a trader" -> Flaw.SIGNER;
          case "edited" -> Flaw.EDITED;
          default -> Flaw.NONE;
        };
    return new Step.RestrictedFile(m.group(2) == null ? "" : m.group(2), flaw);
  }

  private static Step answers(Matcher m, Place p) {
    Answer answer =
        switch (m.group(1)) {
          case "accepts" -> Answer.NORMAL;
          case "rejects" -> Answer.REJECT;
          default -> Answer.IGNORE;
        };
    return new Step.Answers(Ask.valueOf(m.group(2).toUpperCase(Locale.ROOT)), answer);
  }

  private static Step money(Matcher m, Place p) {
    long amount = Amounts.scaled(m.group(2), 8, p);
    return switch (m.group(1)) {
      case "deposit" -> new Step.Money("DEPOSIT", amount);
      case "withdraw" -> new Step.Money("WITHDRAW", -amount);
      default -> new Step.Money("FUNDING_FEE", -amount);
    };
  }

  private static Step authority(Matcher m, Place p) {
    TacticKind tactic = TacticKind.valueOf(m.group(5).toUpperCase(Locale.ROOT));
    long clip = whole(m, 3);
    return new Step.Authority(
        m.group(1).equals("attempt"),
        m.group(4),
        side(m.group(2)),
        clip,
        or(m, 6, clip),
        new Step.Working(
            tactic,
            or(m, 7, 4_000),
            or(m, 8, 0),
            or(m, 9, 20),
            m.group(10) == null ? 0 : Amounts.nanos(m.group(10), p) / 1_000_000));
  }

  private static Side side(String word) {
    return word.equals("buy") ? Side.BUY : Side.SELL;
  }

  private static long whole(Matcher m, int group) {
    return Long.parseLong(m.group(group));
  }

  private static long or(Matcher m, int group, long otherwise) {
    return m.group(group) == null ? otherwise : whole(m, group);
  }
}
