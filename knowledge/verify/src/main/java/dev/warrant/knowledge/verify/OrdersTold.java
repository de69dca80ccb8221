package dev.warrant.knowledge.verify;

import dev.warrant.knowledge.verify.orders.OrderCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What was found of orders, in words and as JSON.
final class OrdersTold {
  private static final int SHOWN = 10;

  private OrdersTold() {}

  static String text(OrderCheck.Report r) {
    if (r.statements().isEmpty()) {
      return "orders "
          + r.orders()
          + ": no polynomials recorded, so limits and margins are not checked";
    }
    StringBuilder out = new StringBuilder("orders ").append(r.orders());
    out.append(": ").append(r.checked()).append(" inside their limits, margins as recorded");
    if (r.unstated() > 0) {
      out.append("\nnot checked: ").append(r.unstated());
      out.append(" orders under limits that are not recorded");
    }
    if (r.unseen() > 0) {
      out.append("\nnot checked: ").append(r.unseen());
      out.append(" orders after which the desk died before it wrote what its guard saw");
    }
    if (r.refusals() > 0) {
      out.append("\nrefusals ").append(r.refusals());
      out.append(": each by the first limit that refuses what the guard saw");
    }
    for (String statement : r.statements()) {
      out.append("\nlimits in force: ").append(statement);
    }
    List<String> whole = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    for (OrderCheck.Told t : r.limits()) {
      String name = (t.guard().equals("exit") ? "exit " : "") + t.limit();
      if (t.bound() == 0) {
        continue;
      }
      if (t.recomputed() == t.bound()) {
        whole.add(name);
      } else {
        taken.add(name + " (" + String.join(", ", t.taken()) + ")");
      }
    }
    out.append("\nrecomputed: ").append(String.join(", ", whole));
    out.append("\ntaken as recorded: ").append(String.join(", ", taken));
    return out.toString();
  }

  static String wrong(OrderCheck.Report r) {
    StringBuilder out = new StringBuilder();
    for (OrderCheck.Wrong w : r.wrong().subList(0, Math.min(SHOWN, r.wrong().size()))) {
      out.append(out.isEmpty() ? "" : "\n").append("record ").append(w.index());
      out.append(w.order().isEmpty() ? "" : ", order " + w.order());
      out.append(w.limit().isEmpty() ? "" : ", limit " + w.limit());
      out.append(": ").append(w.what());
      if (!w.recorded().isEmpty()) {
        out.append("; recorded ").append(w.recorded());
      }
      if (!w.recomputed().isEmpty()) {
        out.append("; recomputed ").append(w.recomputed());
      }
    }
    int more = r.wrong().size() - SHOWN;
    return more > 0 ? out + "\nand at least " + more + " more" : out.toString();
  }

  static String wrongJson(OrderCheck.Report r) {
    return array(
        r.wrong(),
        w ->
            new Json()
                .put("index", w.index())
                .put("order", w.order())
                .put("limit", w.limit())
                .put("recorded", w.recorded())
                .put("recomputed", w.recomputed())
                .put("what", w.what())
                .toString());
  }

  static String json(OrderCheck.Report r) {
    return new Json()
        .put("orders", r.orders())
        .put("checked", r.checked())
        .put("polynomials", !r.statements().isEmpty())
        .put("underNoStatedLimits", r.unstated())
        .put("withoutWhatTheGuardSaw", r.unseen())
        .put("refusals", r.refusals())
        .raw("statements", array(r.statements(), Json::quoted))
        .raw("limits", array(r.limits(), OrdersTold::limit))
        .toString();
  }

  private static String limit(OrderCheck.Told t) {
    String mark =
        t.bound() == 0
            ? "bound no order"
            : t.recomputed() == t.bound() ? "recomputed" : "taken as recorded";
    return new Json()
        .put("guard", t.guard())
        .put("limit", t.limit())
        .put("mark", mark)
        .put("bound", t.bound())
        .put("recomputed", t.recomputed())
        .raw("takenAsRecorded", array(t.taken(), Json::quoted))
        .toString();
  }

  private static <T> String array(List<T> of, Function<T, String> each) {
    return "[" + String.join(",", of.stream().map(each).toList()) + "]";
  }
}
