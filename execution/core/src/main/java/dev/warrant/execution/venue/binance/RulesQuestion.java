package dev.warrant.execution.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.venue.Inbox;
import dev.warrant.execution.venue.Scheduler;
import dev.warrant.execution.venue.Transport;
import dev.warrant.knowledge.unit.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Asks a venue for the trading rules of the configured symbols, by which its frames are read. One
/// that asks again must be the same one: it knows how long the venue wants quiet, and who goes on
/// asking after a 429 is banned.
public final class RulesQuestion {
  private final Rest rest;
  private final BinanceConfig config;

  /// A question before there is a link.
  ///
  /// @param told hears of each [dev.warrant.knowledge.event.DeskEvent.Backoff] the venue asks for
  public RulesQuestion(BinanceConfig config, Transport transport, Scheduler scheduler, Inbox told) {
    this(new Rest(transport, scheduler, told, config), config);
  }

  RulesQuestion(Rest rest, BinanceConfig config) {
    this.rest = rest;
    this.config = config;
  }

  /// Asks once, as soon as the venue does not want quiet. Scheduler thread only.
  ///
  /// @param done takes the rules in the order of the symbols
  /// @param failed takes the reason; one that begins with [BadFrame#CODE] stays
  public void ask(Consumer<List<Instrument>> done, Consumer<String> failed) {
    rest.open(
        Protocol.EXCHANGE_INFO,
        "",
        info ->
            parsed(
                info,
                failed,
                infoBody ->
                    rest.signed(
                        "GET",
                        Protocol.BRACKETS,
                        "",
                        brackets ->
                            parsed(
                                brackets,
                                failed,
                                rows -> {
                                  List<Instrument> found =
                                      Answers.rules(config.symbols(), infoBody, rows);
                                  fees(found, new ArrayList<>(), done, failed);
                                }))));
  }

  private void fees(
      List<Instrument> rules,
      List<Instrument> out,
      Consumer<List<Instrument>> done,
      Consumer<String> failed) {
    if (out.size() == rules.size()) {
      done.accept(List.copyOf(out));
      return;
    }
    Instrument next = rules.get(out.size());
    rest.signed(
        "GET",
        Protocol.COMMISSION,
        "symbol=" + next.symbol(),
        reply ->
            parsed(
                reply,
                failed,
                body -> {
                  out.add(Answers.fees(next, body));
                  fees(rules, out, done, failed);
                }));
  }

  private static void parsed(
      Transport.Reply reply, Consumer<String> failed, Consumer<JsonNode> done) {
    if (reply.status() != 200) {
      failed.accept("HTTP " + reply.status() + " " + reply.body());
      return;
    }
    try {
      done.accept(Json.parse(reply.body()));
    } catch (BadFrame e) {
      failed.accept(String.valueOf(e.getMessage()));
    }
  }
}
