package dev.warrant.governance.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.ask.Obstacle;
import dev.warrant.reasoning.ask.Reached;
import dev.warrant.reasoning.ask.Step;
import dev.warrant.reasoning.ask.Wanted;
import dev.warrant.reasoning.ask.WhyNot;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.pack.PolicyPack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The answer to "why was it not traded": what the search found, and what the run recorded.
///
/// @param run the run's id
/// @param cut the moment
/// @param answer found from the moment
/// @param aftermath recorded of the moment
/// @param policy in force then
/// @param guards what a guard says of each order it refused, asked again; empty if not asked
/// @param rebuilt how the moment was had
public record WhyNotReport(
    String run,
    Wanted wanted,
    Cut cut,
    WhyNot.Answer answer,
    Aftermath aftermath,
    PolicyPack policy,
    List<GuardAgain> guards,
    MomentRebuilt rebuilt) {
  public WhyNotReport {
    guards = List.copyOf(guards);
  }

  private static final long SECOND = 1_000_000_000L;

  /// What became of what was asked for.
  public enum Outcome {
    /// An order left.
    SENT,
    /// A warrant was there, and the guard refused its order.
    ORDER_REFUSED,
    /// A warrant was there, and nothing was tried under it then.
    WARRANT,
    /// There was no warrant.
    REFUSED
  }

  /// The same, after the guards were asked again about the orders they refused.
  ///
  /// @param fuel how much that may cost for each, in deliberations
  public WhyNotReport asked(RunFolder folder, int fuel) {
    RunPolicies policies = new RunPolicies(folder);
    List<GuardAgain> again =
        aftermath.refused().stream()
            .map(o -> GuardAgain.of(policies, policy, wanted.instrument(), o, fuel))
            .toList();
    return new WhyNotReport(run, wanted, cut, answer, aftermath, policy, again, rebuilt);
  }

  /// What the guard says of an order it refused, asked again.
  Optional<GuardAgain> again(Aftermath.RefusedOrder of) {
    return guards.stream().filter(g -> g.refused().equals(of)).findFirst();
  }

  /// Of the order whose refusal by the guard was the end of it.
  private Optional<GuardAgain> last() {
    return outcome() == Outcome.ORDER_REFUSED
        ? again(aftermath.refused().getFirst())
        : Optional.empty();
  }

  /// All refusals on the way, that of the guard behind those of the deliberation.
  List<Step> steps() {
    List<Step> out = new ArrayList<>(answer.steps());
    last().ifPresent(g -> out.addAll(g.steps()));
    return out;
  }

  /// Whether nothing refuses any more after the last of them.
  boolean through() {
    return answer.through() && last().map(GuardAgain::through).orElse(true);
  }

  /// What became of it.
  public Outcome outcome() {
    if (!aftermath.sent().isEmpty()) {
      return Outcome.SENT;
    }
    if (!answer.steps().isEmpty()) {
      return Outcome.REFUSED;
    }
    return aftermath.refused().isEmpty() ? Outcome.WARRANT : Outcome.ORDER_REFUSED;
  }

  /// Whether the deliberation, derived again, is the recorded one, and the guards, asked again,
  /// refuse as recorded.
  public boolean explained() {
    return derived() && off().isEmpty();
  }

  /// `verified`, `from the kept cut` or `unexplained`.
  public String status() {
    return explained() ? rebuilt.status() : "unexplained";
  }

  private boolean derived() {
    return aftermath.recorded().filter(root -> root.equals(answer.was().root())).isPresent();
  }

  private Optional<GuardAgain> off() {
    return guards.stream().filter(g -> !g.off().isEmpty()).findFirst();
  }

  /// What was taken as recorded besides the moment; empty if nothing.
  String alsoTaken() {
    return guards.stream().anyMatch(g -> g.refused().seen() != null) ? "what the guard saw" : "";
  }

  /// Whether the answer counts, in words.
  public String verdict() {
    if (explained()) {
      String asked = alsoTaken().isEmpty() ? "" : ", and the guard to the recorded refusal";
      return rebuilt.says("the moment comes to the recorded conclusion" + asked, alsoTaken());
    }
    if (derived()) {
      return "UNEXPLAINED: " + off().map(GuardAgain::off).orElse("") + ".";
    }
    return aftermath.recorded().isEmpty()
        ? "UNEXPLAINED: the run recorded no conclusion of this deliberation, so nothing vouches for it."
        : "UNEXPLAINED: derived again from the journal, the moment does not come to the recorded"
            + " conclusion.";
  }

  /// One sentence: what decided, with value, limit, distance, rule and version.
  public String sentence() {
    return switch (outcome()) {
      case SENT -> sent();
      case ORDER_REFUSED ->
          "Not "
              + done()
              + ": a warrant was there, but the guard refused its order. "
              + orderRefused(aftermath.refused().getFirst());
      case WARRANT -> warrant();
      case REFUSED -> refused();
    };
  }

  private String refused() {
    var step = answer.steps().getFirst();
    if (step.obstacles().isEmpty()) {
      return "Not " + done() + ": no rule that could ask for it is one that can be analysed.";
    }
    Obstacle first = step.obstacles().getFirst();
    return "Not " + done() + ". " + capital(ended(first.says())) + " " + named(first) + ".";
  }

  /// Whose condition it is, and how far it was off.
  static String named(Obstacle o) {
    String place = o.place().isEmpty() ? "" : ", " + o.place();
    String off = o.numeric() ? "; " + o.distance() + " off" : "; not a matter of numbers";
    String of = o.version().isEmpty() ? "" : " of ";
    String rule = o.says().contains(o.rule()) ? "" : o.rule() + of;
    return "[" + o.stage() + ", " + rule + o.version() + place + off + "]";
  }

  private static String capital(String says) {
    return says.isEmpty() ? says : Character.toUpperCase(says.charAt(0)) + says.substring(1);
  }

  private static String ended(String says) {
    return says.endsWith(".") ? says : says + ".";
  }

  private String sent() {
    Aftermath.Sent one = aftermath.sent().getFirst();
    Instrument i = wanted.instrument();
    return "It was "
        + done()
        + ": order "
        + one.order().clientId()
        + " for "
        + i.quantityText(one.order().lots())
        + " at "
        + i.priceText(one.order().price())
        + " left at "
        + instant(one.nanos())
        + " (input "
        + one.seq()
        + "). Ask ./warrant why "
        + one.order().clientId()
        + " --run "
        + run
        + ".";
  }

  private String warrant() {
    StringBuilder out = new StringBuilder("Not ").append(done()).append(" just then, but ");
    Optional<Warrant> issued = Reached.issued(answer.was(), wanted);
    out.append(
        issued
            .map(w -> "this deliberation issued a warrant for it: " + terms(w))
            .or(() -> live().map(w -> "a warrant for it was in force: " + terms(w)))
            .orElse("nothing refused it"));
    out.append("; nothing was tried under it before the next deliberation ended.");
    aftermath
        .before()
        .filter(s -> live().filter(w -> w.id() == s.order().warrant()).isPresent())
        .ifPresent(s ->
            out.append(" Its last order was ")
                .append(s.order().clientId())
                .append(" at ")
                .append(instant(s.nanos()))
                .append("."));
    return out.toString();
  }

  private Optional<Warrant> live() {
    return Reached.live(answer.was(), cut, wanted);
  }

  /// A warrant in a few words.
  String terms(Warrant w) {
    Instrument i = wanted.instrument();
    return "number "
        + w.id()
        + (w.capLots() == 0 ? ", to reduce only, " : ", up to " + i.quantityText(w.capLots()) + " ")
        + "between "
        + i.priceText(w.minPrice())
        + " and "
        + i.priceText(w.maxPrice())
        + ", "
        + w.tactic().kind();
  }

  /// What the guard said of an order, with the margin in the limit's own unit.
  String orderRefused(Aftermath.RefusedOrder r) {
    Objection o = r.refusal().objection();
    return ended(o.says())
        + " [GUARD, "
        + o.rule()
        + " of policy "
        + policy.name()
        + " "
        + policy.version()
        + " ("
        + policy.digest().brief()
        + "); "
        + limit(o.rule())
            .filter(_ -> o.distance() > 0)
            .map(l -> LimitSays.beyond(l, o.distance()) + " off")
            .orElse("not a matter of numbers")
        + "]";
  }

  private Optional<Limit> limit(String id) {
    return policy.limits().stream().filter(l -> l.id().equals(id)).findFirst();
  }

  private String done() {
    return wanted.side() == Side.BUY ? "bought" : "sold";
  }

  /// When, by which clock.
  public String when() {
    return at() + " (" + rebuilt.where(cut, wanted.instrument().index()) + ")";
  }

  /// Desk time of the moment.
  public String at() {
    return instant(cut.nanos());
  }

  static String instant(long nanos) {
    return Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND).toString();
  }

  /// The question `what-if` that supposes all changes, as one would type it; empty if there is
  /// none.
  public String whatIf() {
    List<String> sets =
        answer.steps().stream()
            .flatMap(s -> s.move().stream())
            .flatMap(m -> m.sets().stream())
            .map(s -> " '" + s + "'")
            .toList();
    return sets.isEmpty()
        ? ""
        : "./warrant what-if --run " + run + " --at " + at() + " --set" + String.join("", sets);
  }
}
