package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.order.Warrant;
import java.util.List;
import java.util.Optional;

/// How far a deliberation carried what was wanted: the stage that refused the intent that came
/// furthest.
///
/// @param refusedAt [Stage#FACTS] if no rule asked for it; empty if nothing refused it
/// @param objections against the intents that came furthest
/// @param broken whether an engine failed, which ends a deliberation at once
public record Reached(Optional<Stage> refusedAt, List<Objection> objections, boolean broken) {
  public Reached {
    objections = List.copyOf(objections);
  }

  /// Looks at `d`, which was about `cut`.
  public static Reached of(Deliberation d, Cut cut, Wanted wanted) {
    List<Objection> failed = d.objections().stream().filter(o -> o.instrument() < 0).toList();
    if (!failed.isEmpty()) {
      return new Reached(Optional.of(failed.getFirst().stage()), failed, true);
    }
    if (issued(d, wanted).isPresent()) {
      return new Reached(Optional.empty(), List.of(), false);
    }
    List<Objection> against =
        d.objections().stream()
            .filter(o -> o.instrument() == wanted.instrument().index() && o.side() == wanted.side())
            .toList();
    List<Intent> intents =
        d.intents().stream()
            .filter(i -> i.instrument() == wanted.instrument().index() && i.side() == wanted.side())
            .toList();
    boolean stands =
        intents.stream()
            .anyMatch(i -> against.stream().noneMatch(o -> o.subject().equals(i.strategy())));
    if (stands && live(d, cut, wanted).isPresent()) {
      return new Reached(Optional.empty(), List.of(), false);
    }
    Stage furthest = Stage.FACTS;
    for (Objection o : against) {
      furthest = place(o) > furthest.ordinal() ? Stage.values()[place(o)] : furthest;
    }
    Stage at = furthest;
    return new Reached(
        Optional.of(at), against.stream().filter(o -> place(o) == at.ordinal()).toList(), false);
  }

  /// A fact that sizing lacked refuses where sizing would have.
  private static int place(Objection o) {
    return o.stage() == Stage.FACTS ? Stage.SIZING.ordinal() : o.stage().ordinal();
  }

  /// Whether `other` came further than the stage that refused here.
  boolean passed(Stage stage) {
    return !broken && (refusedAt.isEmpty() || refusedAt.get().ordinal() > stage.ordinal());
  }

  /// The warrant that `d` issued for what was wanted.
  public static Optional<Warrant> issued(Deliberation d, Wanted wanted) {
    return d.warrants().stream().filter(w -> serves(w, wanted)).findFirst();
  }

  /// The live warrant that goes on to stand.
  public static Optional<Warrant> live(Deliberation d, Cut cut, Wanted wanted) {
    return cut.live().stream()
        .filter(w -> w.id() != 0 && serves(w, wanted) && w.expiresNanos() > cut.nanos())
        .filter(w -> !d.withdrawn().contains(w.id()))
        .findFirst();
  }

  private static boolean serves(Warrant w, Wanted wanted) {
    return w.instrument() == wanted.instrument().index() && w.side() == wanted.side();
  }
}
