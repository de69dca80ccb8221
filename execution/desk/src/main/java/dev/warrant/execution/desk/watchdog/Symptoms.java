package dev.warrant.execution.desk.watchdog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.reasoning.diagnose.Symptom;
import java.util.EnumMap;

/// Reads symptoms from a desk's answer to `status`. What the desk could not tell is not in them.
final class Symptoms {
  private Symptoms() {}

  static EnumMap<Symptom, Long> of(JsonNode status) {
    EnumMap<Symptom, Long> out = new EnumMap<>(Symptom.class);
    for (Symptom symptom : Symptom.values()) {
      JsonNode value = status.path(field(symptom));
      if (value.isIntegralNumber() && value.asLong() >= 0) {
        out.put(symptom, value.asLong());
      }
    }
    return out;
  }

  private static String field(Symptom symptom) {
    return switch (symptom) {
      case HEARTBEAT_AGE -> "heartbeatAgeMillis";
      case FEED_AGE -> "feedAgeMillis";
      case REJECT_RATE -> "rejectsPer100";
      case UNKNOWN_ORDERS -> "unknownOrders";
      case MESSAGE_RATE -> "messages";
      case ORDER_LATENCY -> "tickToOrderP99Micros";
      case DELIBERATION_AGE -> "deliberationAgeMillis";
      case UNPROTECTED -> "unprotected";
      case BACKLOG -> "backlog";
      case FULLEST_LIMIT -> "fullestLimitPercent";
      case WARNED_LIMITS -> "warnedLimits";
      case OPEN_BREACHES -> "openBreaches";
      case UNHEEDED_BREACHES -> "unheededBreaches";
    };
  }
}
