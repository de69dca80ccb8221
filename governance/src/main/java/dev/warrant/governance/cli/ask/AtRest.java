package dev.warrant.governance.cli.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.governance.audit.LimitsThen;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.Reach;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How one limit stands without any order, as the desk watches it.
///
/// @param use what is used of it; null if the desk does not watch it
/// @param breach if the desk stands outside of it, or is held for it; null if neither
record AtRest(Reach reach, DeskView.@Nullable Use use, Derived.@Nullable Breach breach) {
  static AtRest of(LimitsThen then, Limit limit, int instrument) {
    DeskView.Use use = null;
    for (DeskView.Use u : then.uses()) {
      use = about(limit, instrument, u.limit(), u.instrument()) ? u : use;
    }
    Derived.Breach breach = null;
    for (Derived.Breach b : then.breaches()) {
      breach = about(limit, instrument, b.limit(), b.instrument()) ? b : breach;
    }
    return new AtRest(Reach.of(limit), use, breach);
  }

  private static boolean about(Limit limit, int instrument, String other, int place) {
    return other.equals(limit.id()) && (place < 0 || place == instrument);
  }

  /// In few words.
  String says() {
    if (breach != null) {
      return (breach.open() ? "broken, " : "kept, ")
          + (breach.people() > 0
              ? "holds " + breach.asks()
              : breach.active() ? "active" : "passive");
    }
    if (use != null) {
      String used =
          use.usedPpm() < 0 ? "?" : String.format(Locale.ROOT, "%.1f %%", use.usedPpm() / 10_000.0);
      return used + (use.share() > 0 ? ", warns " + use.share() + " %" : "");
    }
    return reach == Reach.ORDERS ? "only at orders" : "not watched";
  }

  void json(ObjectNode to) {
    to.put("read", reach.text()).put("watched", use != null);
    if (use != null) {
      to.put("restPpm", use.usedPpm()).put("warned", use.share());
    }
    if (breach != null) {
      ObjectNode b = to.putObject("breach");
      b.put("kind", breach.active() ? "active" : "passive").put("opened", breach.opened());
      b.put("open", breach.open()).put("asks", breach.asks().name());
      b.put("people", breach.people()).put("says", breach.says());
    }
  }
}
