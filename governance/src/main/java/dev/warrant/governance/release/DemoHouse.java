package dev.warrant.governance.release;

import dev.warrant.execution.safety.CertificateCheck;
import dev.warrant.execution.safety.Tightening;
import dev.warrant.governance.people.PeopleFold;
import dev.warrant.governance.people.PersonLine;
import dev.warrant.governance.people.SecretKey;
import dev.warrant.governance.people.SignedLog;
import dev.warrant.knowledge.release.Approval;
import dev.warrant.knowledge.release.Certificate;
import dev.warrant.knowledge.release.Change;
import dev.warrant.knowledge.release.Grant;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.Statement.Line;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.unit.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Two people made by the machine, who approve whatever a simulated desk starts with. Their keys
/// live as long as one call and are never written down; what they sign is marked as demo and
/// refused at every venue but the simulated one.
public final class DemoHouse {
  /// How such an approval is told in summaries and reports.
  public static final String SAYS = "demo: not independent, simulator only";

  private static final Duration LIFE = Duration.ofDays(365);

  private DemoHouse() {}

  /// What was signed, and by whom.
  ///
  /// @param log the signed records, from the beginning of the demo house
  public record Made(Certificate certificate, Roster roster, List<Signed> log) {
    /// The desk's check of this certificate, and of no other.
    public CertificateCheck check() {
      Digest only = certificate.last().proposal().digest();
      return new CertificateCheck(roster, only::equals, Tightening.UNCONFIRMED);
    }
  }

  /// Has two demo people allow these packs and guards at the simulated venue.
  ///
  /// @param proof digest of the proofs of both guards
  public static Made sign(
      Terms.Packs packs, Terms.Guards guards, Digest instruments, Digest proof, Instant now) {
    SecretKey ann = SecretKey.generate(PersonLine.DEMO_COMMENT + " demo-ann");
    SecretKey bob = SecretKey.generate(PersonLine.DEMO_COMMENT + " demo-bob");
    List<Signed> log = new ArrayList<>();
    PeopleFold people = new PeopleFold();
    ReleaseFold releases = new ReleaseFold(people);
    Signed begin = next(log, "begin", now, ann, people("demo-ann", ann, "demo-bob", bob));
    releases.apply(begin);
    Digest nothing = Digest.sha256(SAYS);
    Terms terms =
        new Terms(
            Change.RELEASE,
            0,
            packs,
            guards,
            instruments,
            new Terms.Evidence(nothing, proof, nothing, "demo"),
            Terms.Base.NONE,
            new Terms.Bounds(Terms.Bounds.SIMULATED, "*", now, now.plus(LIFE)),
            SAYS);
    Signed proposal = next(log, Terms.KIND, now, ann, terms.lines());
    releases.apply(proposal);
    Signed approval =
        next(log, Approval.KIND, now, bob, Approval.of(proposal, "demo", nothing).lines());
    releases.apply(approval);
    return new Made(
        new Certificate(List.of(new Grant(proposal, List.of(approval)))), people.roster(), log);
  }

  private static List<Line> people(String first, SecretKey a, String second, SecretKey b) {
    return List.of(
        new Line("person", new PersonLine(first, List.of(Role.RISK), a.open(), true).text()),
        new Line("person", new PersonLine(second, List.of(Role.RISK), b.open(), true).text()));
  }

  private static Signed next(
      List<Signed> log, String kind, Instant at, SecretKey key, List<Line> lines) {
    String by = key.comment().substring(PersonLine.DEMO_COMMENT.length() + 1);
    Statement s = SignedLog.draft(log, kind, at, by, lines);
    Signed out = new Signed(s, key.sign(s.bytes()));
    log.add(out);
    return out;
  }
}
