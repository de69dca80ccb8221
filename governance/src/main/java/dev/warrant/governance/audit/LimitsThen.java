package dev.warrant.governance.audit;

import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.ToldStanding;
import dev.warrant.governance.excerpt.Excerpt;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.feasible.Headroom;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.Reach;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.sim.replay.KeptMoment;
import dev.warrant.sim.replay.Replayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a desk stood toward its limits at a moment of a run: rebuilt from the inputs, or, however
/// long the run, told by the kept cut and by what the desk recorded of itself.
///
/// From the cut the facts must have the digest the journal recorded; mode and policy must be those
/// the journal has at that input. Mode, breaches and warnings are then taken as recorded. How much
/// of a limit is used at rest is that of the cut, and not of the desk's own look up to a second
/// before.
///
/// @param uses of the limits that are watched without any order
/// @param rebuilt whether from the inputs
/// @param taken what was taken as recorded
/// @param alarms what of the record does not fit
public record LimitsThen(
    Cut cut,
    PolicyPack policy,
    List<Instrument> instruments,
    Mode mode,
    List<DeskView.Use> uses,
    List<Derived.Breach> breaches,
    boolean rebuilt,
    List<String> taken,
    List<String> alarms) {
  private static final List<Kind> KINDS =
      List.of(
          Kind.STARTED, Kind.SWITCHED, Kind.DURABLE, Kind.MODE_CHANGED, Kind.BREACHED, Kind.WARNED);

  /// Keeps copies.
  public LimitsThen {
    instruments = List.copyOf(instruments);
    uses = List.copyOf(uses);
    breaches = List.copyOf(breaches);
    taken = List.copyOf(taken);
    alarms = List.copyOf(alarms);
  }

  /// As a replay rebuilt it.
  public static LimitsThen of(Replayer.Moment moment) {
    DeskView view = moment.view();
    return new LimitsThen(
        moment.cut(),
        moment.policy(),
        moment.instruments(),
        view.mode(),
        view.limits(),
        view.breaches(),
        true,
        List.of(),
        List.of());
  }

  /// As kept cut and record tell it.
  ///
  /// @param nanos desk time of the last input that counts
  /// @return nothing if no kept cut can tell, so that only the inputs can
  /// @throws IllegalStateException if the policy of that moment is not beside the run any more
  public static Optional<LimitsThen> fromCut(RunFolder run, long nanos) {
    return KeptMoment.by(run.journal(), nanos).map(kept -> told(run, kept, nanos));
  }

  private static LimitsThen told(RunFolder run, KeptMoment kept, long nanos) {
    Cut cut = kept.cut();
    ToldStanding standing = new ToldStanding();
    InForce inForce = new InForce();
    Mode[] then = {Mode.NORMAL};
    Excerpt.read(
        run,
        KINDS,
        entry -> {
          boolean before = entry.seq() <= cut.seq();
          if (before && entry instanceof Entry.Input i) {
            inForce.input(i.stamped());
          }
          if (nanos(entry) <= nanos) {
            standing.take(entry);
          }
          then[0] = before ? standing.mode() : then[0];
        });
    Digest policy = inForce.packs().policy();
    PolicyPack pack = new RunPolicies(run).pack(policy);
    List<String> taken = new ArrayList<>(List.of("mode, breaches and warnings"));
    if (!kept.recorded()) {
      taken.addFirst("the facts of the cut, since no deliberation over it is recorded");
    }
    List<String> alarms = new ArrayList<>();
    if (!policy.equals(kept.policy())) {
      alarms.add(
          "the cut of input %d was kept under policy %s, and by the journal %s was in force"
              .formatted(cut.seq(), kept.policy().brief(), policy.brief()));
    }
    Mode was = mode(cut);
    if (was != then[0]) {
      alarms.add(
          "by the journal the mode was %s at input %d, and the cut of it says %s"
              .formatted(then[0], cut.seq(), was));
    }
    return new LimitsThen(
        cut,
        pack,
        kept.instruments(),
        standing.mode(),
        uses(new Headroom(pack, kept.instruments(), cut.facts()), pack, kept, standing),
        standing.breaches(),
        false,
        taken,
        alarms);
  }

  private static long nanos(Entry entry) {
    return switch (entry) {
      case Entry.Input i -> i.stamped().nanos();
      case Entry.Concluded c -> c.nanos();
    };
  }

  private static Mode mode(Cut cut) {
    Mode found = Mode.NORMAL;
    for (Fact fact : cut.facts()) {
      found = fact instanceof Fact.DeskMode m ? m.mode() : found;
    }
    return found;
  }

  private static List<DeskView.Use> uses(
      Headroom headroom, PolicyPack policy, KeptMoment kept, ToldStanding standing) {
    List<List<Reading>> rest =
        kept.instruments().stream().map(i -> headroom.atRest(i.index())).toList();
    List<DeskView.Use> out = new ArrayList<>();
    for (int k = 0; k < policy.limits().size(); k++) {
      Limit limit = policy.limits().get(k);
      if (!ToldStanding.watches(policy, limit)) {
        continue;
      }
      boolean account = Reach.ofAccount(limit);
      for (int i = account ? -1 : 0; i < (account ? 0 : rest.size()); i++) {
        out.add(
            new DeskView.Use(
                limit.id(),
                i,
                used(rest.get(Math.max(0, i)).get(k)),
                standing.share(limit.id(), i)));
      }
    }
    return out;
  }

  private static long used(Reading reading) {
    return switch (reading) {
      case Reading.NotBinding _ -> 0;
      case Reading.Judged judged -> judged.utilisationPpm();
      case Reading.Absent _, Reading.OutOfRange _, Reading.NoRow _ -> -1;
    };
  }

  /// From what it is told, as the end of an answer.
  public String source() {
    return rebuilt
        ? "rebuilt from the inputs up to then"
        : "told by the kept cut of input %d; taken as recorded: %s; --from-inputs derives these too"
            .formatted(cut.seq(), String.join("; ", taken));
  }
}
