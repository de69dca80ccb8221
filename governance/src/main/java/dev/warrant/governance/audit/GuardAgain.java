package dev.warrant.governance.audit;

import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.ask.Step;
import dev.warrant.reasoning.ask.WhyRefused;
import dev.warrant.rules.pack.PolicyPack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A guard asked again about an order that it refused: by the compiled guard of the policy that was
/// in force, over what it is recorded to have seen.
///
/// @param refused the order
/// @param steps its refusals, each after the least change that undoes the one before
/// @param through whether after the last of them the guard admits the order
/// @param off why what is recorded does not lead to the recorded refusal; empty if it does
public record GuardAgain(
    Aftermath.RefusedOrder refused, List<Step> steps, boolean through, String off) {
  public GuardAgain {
    steps = List.copyOf(steps);
  }

  /// Asks.
  ///
  /// @param run the policies beside it
  /// @param policy in force at the moment asked about; a switch since then is found in the record
  /// @param fuel how much it may cost, in deliberations
  public static GuardAgain of(
      RunPolicies run,
      PolicyPack policy,
      Instrument instrument,
      Aftermath.RefusedOrder refused,
      int fuel) {
    Objection said = refused.refusal().objection();
    Derived.Seen seen = refused.seen();
    if (said.stage() != Stage.GUARD) {
      return without(refused, "no number decides it: it is the executor's own rule", "");
    }
    if (seen == null) {
      String older = "what the guard saw is not recorded: the run is from before that was written";
      return without(refused, older, "");
    }
    Derived.LimitsInForce asked = refused.asked();
    Digest digest = asked == null ? policy.digest() : asked.policy();
    CompiledGuard guard = run.guard(digest, said.subject());
    Derived.LimitsInForce stated = guard.stated(GuardSaw.guard(said.subject()));
    if (asked != null && !asked.equals(stated)) {
      return off(refused, "the limits stated are not those of policy " + digest.brief());
    }
    if (!GuardSaw.fits(stated, seen)) {
      return off(refused, "what the guard is recorded to have seen is not what it reads");
    }
    WhyRefused.Answer answer =
        new WhyRefused(guard.pack(), guard.limits(), instrument, again(guard, said), fuel)
            .ask(new GuardSaw(stated, seen).measures());
    if (answer.was().filter(said::equals).isEmpty()) {
      return off(
          refused,
          "asked again about what it is recorded to have seen, the guard "
              + answer.was().map(o -> "says: " + o.says()).orElse("admits the order"));
    }
    return new GuardAgain(refused, answer.steps(), answer.through(), "");
  }

  private static Function<Map<MeasureId, Long>, Optional<Objection>> again(
      CompiledGuard guard, Objection said) {
    return measures -> {
      long[] slots = GuardSaw.slots(measures);
      int code = guard.guard().check(slots);
      return code == 0
          ? Optional.empty()
          : Optional.of(
              guard.objection(code, slots, said.instrument(), said.side(), said.subject()));
    };
  }

  private static GuardAgain off(Aftermath.RefusedOrder refused, String off) {
    return without(refused, "what is recorded does not lead to this refusal", off);
  }

  private static GuardAgain without(Aftermath.RefusedOrder refused, String why, String off) {
    Step step = WhyRefused.unsearched(refused.refusal().objection(), why);
    return new GuardAgain(refused, List.of(step), false, off);
  }
}
