package dev.warrant.execution.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.venue.Transport;
import dev.warrant.knowledge.event.VenueEvent.Outcome;

/// Reads what a reply proves about a request that changes something. Silence proves nothing: what
/// may have been acted on is UNKNOWN, and its risk stays held.
///
/// @param code the venue's error code, 0 if none
record Outcomes(Outcome outcome, int code, String message, JsonNode body) {

  static Outcomes of(Transport.Reply reply) {
    if (reply.status() == 0) {
      Outcome outcome = reply.sent() ? Outcome.UNKNOWN : Outcome.NOT_SENT;
      return new Outcomes(outcome, 0, reply.body(), Json.parse("{}"));
    }
    JsonNode body = tree(reply.body());
    int code = body.path("code").asInt(0);
    String message = body.path("msg").asText("");
    if (reply.status() / 100 == 2) {
      return new Outcomes(Outcome.ACCEPTED, code == 200 ? 0 : code, message, body);
    }
    if (reply.status() >= 500 || Protocol.ambiguous(code)) {
      return new Outcomes(Outcome.UNKNOWN, code, reply.status() + " " + message, body);
    }
    Outcome outcome = Protocol.noSuchOrder(code) ? Outcome.NOT_FOUND : Outcome.REJECTED;
    return new Outcomes(outcome, code, reply.status() + " " + message, body);
  }

  private static JsonNode tree(String body) {
    try {
      return Json.parse(body.isEmpty() ? "{}" : body);
    } catch (BadFrame e) {
      return Json.parse("{}");
    }
  }
}
