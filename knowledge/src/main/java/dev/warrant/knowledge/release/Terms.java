package dev.warrant.knowledge.release;

import dev.warrant.knowledge.release.Statement.Line;
import dev.warrant.knowledge.unit.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a proposal asks to be allowed, all of it: every word stands in the signed statement.
///
/// @param of for a rollback the number of the proposal to go back to, else 0
/// @param instruments digest of the instruments it was proved for (`Canon.digest` of their list)
/// @param reason why, in the author's words
/// @param canary the same policy made small, approved together with it
public record Terms(
    Change change,
    long of,
    Packs packs,
    Guards guards,
    Digest instruments,
    Evidence evidence,
    Base base,
    Bounds bounds,
    String reason,
    Canary canary) {
  /// What a proposal's statement is called.
  public static final String KIND = "propose";

  private static final List<String> NAMES =
      List.of(
          "change",
          "of",
          "policy",
          "strategy",
          "model",
          "parent",
          "guard",
          "exit-guard",
          "instruments",
          "analysis",
          "proof",
          "impact",
          "tool",
          "base",
          "base-policy",
          "base-strategy",
          "verdict",
          "venue",
          "desk",
          "from",
          "until",
          "reason",
          "canary",
          "canary-guard",
          "canary-exit-guard");

  /// Digests of packs and model.
  ///
  /// @param parent of the policy this policy was proved to lie inside of; zero if it names none
  public record Packs(Digest policy, Digest strategy, Digest model, Digest parent) {
    /// Of a policy without a parent.
    public Packs(Digest policy, Digest strategy, Digest model) {
      this(policy, strategy, model, Digest.ZERO);
    }
  }

  /// Digests of the guards' byte code: for orders under warrants, and for exits and stops.
  public record Guards(Digest orders, Digest exits) {}

  /// The version a desk trades under before it takes the one proposed: its policy with every
  /// parameter marked `scales` made small.
  ///
  /// @param policy digest of its policy; zero if nothing is marked
  public record Canary(Digest policy, Guards guards) {
    /// None.
    public static final Canary NONE = new Canary(Digest.ZERO, new Guards(Digest.ZERO, Digest.ZERO));

    /// Whether there is one.
    public boolean exists() {
      return !policy.equals(Digest.ZERO);
    }
  }

  /// Digests of reports and proof, and the version of the tool that made them.
  public record Evidence(Digest analysis, Digest proof, Digest impact, String tool) {}

  /// What it was compared with.
  ///
  /// @param number of the live proposal; 0 if none was live, and then the digests are zero
  public record Base(long number, Digest policy, Digest strategy, Verdict verdict) {
    /// Compared with nothing.
    public static final Base NONE = new Base(0, Digest.ZERO, Digest.ZERO, Verdict.UNKNOWN);
  }

  /// Where and when it holds; `*` is any venue or desk.
  ///
  /// @param until first moment at which it holds no more
  public record Bounds(String venue, String desk, Instant from, Instant until) {
    /// The name of the simulated venue.
    public static final String SIMULATED = "simulated";

    public Bounds {
      if (!place(venue) || !place(desk)) {
        throw new ReleaseException(
            "scope-form",
            "\"" + SshWire.printable(venue + "/" + desk) + "\"",
            "venue and desk in lower case, or *");
      }
      if (!from.isBefore(until)) {
        throw new ReleaseException("scope-time", from + " to " + until, "a time that passes");
      }
    }

    /// Whether a desk on a venue is meant.
    public boolean covers(String atVenue, String atDesk) {
      return (venue.equals("*") || venue.equals(atVenue))
          && (desk.equals("*") || desk.equals(atDesk));
    }

    private static boolean place(String word) {
      return word.equals("*") || word.matches("[a-z][a-z0-9-]{0,39}");
    }
  }

  public Terms {
    if (change == Change.ROLLBACK != of > 0) {
      throw new ReleaseException(
          "proposal-of", change.text() + " of " + of, "a number for a rollback, and only there");
    }
  }

  /// Terms without a canary.
  public Terms(
      Change change,
      long of,
      Packs packs,
      Guards guards,
      Digest instruments,
      Evidence evidence,
      Base base,
      Bounds bounds,
      String reason) {
    this(change, of, packs, guards, instruments, evidence, base, bounds, reason, Canary.NONE);
  }

  /// Whether more than the words say so: no looser than its base by the verdict in it, with the
  /// same strategy and model untouched by it.
  public boolean tightens() {
    return change != Change.OVERRIDE
        && base.number() > 0
        && base.verdict().noLooser()
        && base.strategy().equals(packs.strategy());
  }

  /// The terms of a proposal's statement.
  ///
  /// @throws ReleaseException if it is none
  public static Terms of(Statement s) {
    if (!s.kind().equals(KIND)) {
      throw new ReleaseException("proposal-form", "\"" + s.kind() + "\"", "\"" + KIND + "\"");
    }
    s.only(NAMES);
    Terms terms =
        new Terms(
            Change.parse(s.value("change")),
            number(s, "of"),
            new Packs(
                s.digest("policy"), s.digest("strategy"), s.digest("model"), s.digest("parent")),
            new Guards(s.digest("guard"), s.digest("exit-guard")),
            s.digest("instruments"),
            new Evidence(
                s.digest("analysis"), s.digest("proof"), s.digest("impact"), s.value("tool")),
            new Base(
                number(s, "base"),
                s.digest("base-policy"),
                s.digest("base-strategy"),
                Verdict.parse(s.value("verdict"))),
            new Bounds(
                s.value("venue"),
                s.value("desk"),
                Statement.time("from", s.value("from")),
                Statement.time("until", s.value("until"))),
            s.value("reason"),
            new Canary(
                s.digest("canary"),
                new Guards(s.digest("canary-guard"), s.digest("canary-exit-guard"))));
    if (!terms.lines().equals(s.lines())) {
      throw new ReleaseException(
          "proposal-form", "terms in another order", "the order they are written in");
    }
    return terms;
  }

  /// As lines of a statement.
  public List<Line> lines() {
    List<String> values =
        List.of(
            change.text(),
            Long.toString(of),
            packs.policy().hex(),
            packs.strategy().hex(),
            packs.model().hex(),
            packs.parent().hex(),
            guards.orders().hex(),
            guards.exits().hex(),
            instruments.hex(),
            evidence.analysis().hex(),
            evidence.proof().hex(),
            evidence.impact().hex(),
            evidence.tool(),
            Long.toString(base.number()),
            base.policy().hex(),
            base.strategy().hex(),
            base.verdict().name(),
            bounds.venue(),
            bounds.desk(),
            bounds.from().toString(),
            bounds.until().toString(),
            reason,
            canary.policy().hex(),
            canary.guards().orders().hex(),
            canary.guards().exits().hex());
    List<Line> out = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      out.add(new Line(NAMES.get(i), values.get(i)));
    }
    return out;
  }

  private static long number(Statement s, String name) {
    String value = s.value(name);
    if (!value.matches("0|[1-9][0-9]{0,8}")) {
      throw new ReleaseException("statement-value", "\"" + value + "\" as " + name, "a number");
    }
    return Long.parseLong(value);
  }
}
