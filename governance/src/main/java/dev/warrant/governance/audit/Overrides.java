package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.release.Held;
import dev.warrant.governance.release.House;
import dev.warrant.governance.release.Proposal;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.release.Change;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything by which people let a desk do more, or do it again: resumes, releases and switches
/// that the run heard, and the overrides, releases and thaws of the release log.
public final class Overrides {
  /// One act.
  ///
  /// @param where input of the run, or entry of the release log
  /// @param second the other people; empty if nobody else
  /// @param effect what followed, as recorded
  private record Act(
      String kind,
      String at,
      String where,
      String who,
      String second,
      String why,
      String scope,
      String expiry,
      String effect) {
    Act with(String follows) {
      String all = effect.equals(NOTHING) ? follows : effect + "; " + follows;
      return new Act(kind, at, where, who, second, why, scope, expiry, all);
    }

    Act by(String other) {
      return new Act(kind, at, where, who, other, why, scope, expiry, effect);
    }
  }

  private static final List<Kind> KINDS =
      List.of(Kind.COMMAND, Kind.RELEASED, Kind.LICENSED, Kind.MODE_CHANGED, Kind.BREACHED);
  private static final String NOTHING = "nothing";
  private static final String NEVER = "until tightened again";

  private final List<Act> acts = new ArrayList<>();
  private final List<Long> inputs = new ArrayList<>();
  private Digest policy = Digest.ZERO;

  private Overrides() {}

  /// Asks a run, and the release log if there is one.
  ///
  /// @param whole whether the journal itself is read
  public static Told of(RunFolder run, @Nullable House house, boolean whole) {
    Overrides out = new Overrides();
    RunRecord record = RunRecord.read(run, whole, KINDS, out::entry);
    if (house != null) {
      out.house(record, house);
    }
    return out.told(record, house != null);
  }

  private void entry(Entry entry) {
    switch (entry) {
      case Entry.Input in -> input(in.stamped());
      case Entry.Concluded c -> {
        if (!inputs.isEmpty() && inputs.getLast() == c.seq()) {
          followed(c.derived());
        }
      }
    }
  }

  private void input(Stamped in) {
    String at = Clocks.instant(in.nanos());
    String where = "input " + in.seq();
    switch (in.event()) {
      case DeskEvent.Started s -> policy = s.policy();
      case DeskEvent.Command c when c.kind() == DeskEvent.CommandKind.RESUME ->
          add(
              in.seq(),
              new Act("resume", at, where, c.who(), "", c.why(), "this desk", NEVER, NOTHING));
      case DeskEvent.Released r ->
          add(
              in.seq(),
              new Act(
                  "release",
                  at,
                  where,
                  r.people().getFirst(),
                  String.join(", ", r.people().subList(1, r.people().size())),
                  r.why(),
                  "breach of " + r.limit() + " at input " + r.opened(),
                  "the next breach",
                  NOTHING));
      case DeskEvent.Switched s -> {
        String how = s.tighterThan().equals(policy) ? "proved no looser" : "not proved tighter";
        add(
            in.seq(),
            new Act(
                "switch",
                at,
                where,
                "its certificate says",
                "",
                s.why(),
                "policy " + policy.brief() + " to " + s.policy().brief(),
                "the next switch",
                how));
        policy = s.policy();
      }
      case DeskEvent.Licensed l ->
          add(
              in.seq(),
              new Act(
                  "licence",
                  at,
                  where,
                  "its certificate says",
                  "",
                  "",
                  "policy " + l.policy().brief(),
                  Clocks.instant(l.untilNanos()),
                  NOTHING));
      case Event _ -> {}
    }
  }

  private void add(long seq, Act act) {
    inputs.add(seq);
    acts.add(act);
  }

  /// What an act led to: modes and releases, as the desk recorded them with it.
  private void followed(Derived derived) {
    int last = acts.size() - 1;
    if (derived instanceof Derived.ModeChanged m) {
      Act act = acts.get(last).with("mode " + m.from() + " to " + m.to() + " (" + m.why() + ")");
      acts.set(last, act);
      if (act.kind().equals("resume")) {
        second(last, m.why());
      }
    } else if (derived instanceof Derived.Breached b && b.turn() == Derived.Turn.RELEASED) {
      acts.set(last, acts.get(last).with("released from " + b.breach().limit()));
    }
  }

  /// The person whose voice came before, if the desk says it took two.
  private void second(int last, String why) {
    Act act = acts.get(last);
    if (why.startsWith("resumed by ")) {
      for (int i = last - 1; i >= 0; i--) {
        if (acts.get(i).kind().equals("resume") && !acts.get(i).who().equals(act.who())) {
          acts.set(last, act.by(acts.get(i).who()));
          acts.set(i, acts.get(i).by(act.who()));
          return;
        }
      }
    }
  }

  private void house(RunRecord record, House house) {
    Hands hands = new Hands(house);
    for (Signed r : house.records()) {
      String at = r.statement().at().toString();
      String where = "log entry " + r.statement().number();
      String who = hands.who(r, false);
      switch (r.statement().kind()) {
        case Terms.KIND -> {
          Proposal p = house.releases().proposal(r.statement().number());
          if (p.terms().change() == Change.OVERRIDE) {
            acts.add(override(record, p, at, where, hands));
          }
        }
        case "freeze", "thaw" ->
            acts.add(
                new Act(
                    r.statement().kind(),
                    at,
                    where,
                    who,
                    "",
                    r.statement().value("why"),
                    "every activation that needs two people",
                    r.statement().kind().equals("freeze") ? "two thaws" : "the next freeze",
                    r.statement().kind().equals("freeze")
                        ? "they stop"
                        : "with a second thaw by another person they go on"));
        case Held.KIND -> {
          Held held = Held.of(r.statement());
          if (held.run().equals(record.run().id())) {
            acts.add(
                new Act(
                    "release signed",
                    at,
                    where,
                    who,
                    "",
                    r.statement().value("why"),
                    "breach of %s of %s at input %d"
                        .formatted(held.limit(), held.of(), held.opened()),
                    "the next breach",
                    "the desk counts it; see the inputs"));
          }
        }
        default -> {}
      }
    }
  }

  private static Act override(RunRecord record, Proposal p, String at, String where, Hands hands) {
    Terms.Bounds b = p.terms().bounds();
    boolean here =
        record.stretches().stream()
            .anyMatch(s -> s.packs().policy().equals(p.terms().packs().policy()));
    return new Act(
        "override",
        at,
        where,
        hands.who(p.signed(), false),
        String.join(", ", p.approvals().stream().map(a -> hands.who(a, false)).toList()),
        p.terms().reason(),
        "venue " + b.venue() + ", desk " + b.desk() + ", from " + b.from(),
        b.until().toString(),
        p.stage().text()
            + (here ? "; it was in force in this run" : "; never in force in this run"));
  }

  private Told told(RunRecord record, boolean asked) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", record.run().id()).put("releaseLog", asked);
    ArrayNode all = o.putArray("overrides");
    StringBuilder out = new StringBuilder(record.run().id());
    out.append(": ").append(acts.isEmpty() ? "nobody overrode anything" : acts.size() + " acts");
    out.append("\ntimes of inputs by ").append(record.clocks().says());
    out.append(asked ? "; those of log entries as the signers' machines had them" : "");
    for (Act a : acts) {
      ObjectNode one = all.addObject().put("kind", a.kind()).put("at", a.at());
      one.put("where", a.where()).put("who", a.who()).put("second", a.second());
      one.put("why", a.why()).put("scope", a.scope()).put("expiry", a.expiry());
      one.put("effect", a.effect());
      out.append("\n\n").append(a.kind()).append("   ").append(a.at()).append(", ");
      out.append(a.where());
      out.append("\n  who     ").append(a.who());
      out.append("\n  second  ").append(a.second().isEmpty() ? "nobody" : a.second());
      out.append("\n  why     ").append(a.why().isEmpty() ? "not said" : a.why());
      out.append("\n  scope   ").append(a.scope()).append("\n  expiry  ").append(a.expiry());
      out.append("\n  effect  ").append(a.effect());
    }
    if (!asked) {
      out.append("\n\nno release log was read; name it with --releases to have it asked");
    }
    return Told.of(o, out);
  }
}
