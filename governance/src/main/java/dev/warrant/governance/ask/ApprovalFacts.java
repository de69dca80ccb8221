package dev.warrant.governance.ask;

import dev.warrant.knowledge.release.Approval;
import dev.warrant.knowledge.release.Certificate;
import dev.warrant.knowledge.release.Grant;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.deduce.Database;
import java.time.Instant;
import java.util.List;

/// What people signed about packs, as facts. Times are those the signers' machines had.
final class ApprovalFacts {
  private static final String ACTIVATE = "activate";
  private static final long SECOND = 1_000_000_000L;

  private final Database db;

  ApprovalFacts(Database db) {
    this.db = db;
  }

  /// Whether the program asks for anything that people signed.
  boolean wanted() {
    return db.knows("proposed")
        || db.knows("approved")
        || db.knows("activated")
        || db.knows("signature");
  }

  /// The statements that a certificate holds.
  void add(Certificate certificate) {
    for (Grant grant : certificate.grants()) {
      add(grant.proposal());
      grant.approvals().forEach(this::add);
    }
  }

  /// The statements of a release log, in order; those that are about no version are left out.
  void add(List<Signed> log) {
    for (Signed s : log) {
      if (s.statement().kind().equals(ACTIVATE)) {
        activated(s, log);
      } else {
        add(s);
      }
    }
  }

  private void add(Signed s) {
    switch (s.statement().kind()) {
      case Terms.KIND -> proposed(s);
      case Approval.KIND -> approved(s);
      default -> {}
    }
  }

  private void proposed(Signed s) {
    signature(s);
    if (db.knows("proposed")) {
      Terms terms = Terms.of(s.statement());
      pack(s, terms.packs().policy(), "/policy", terms);
      pack(s, terms.packs().strategy(), "/strategy", terms);
      pack(s, terms.packs().model(), "/model", terms);
      if (terms.canary().exists()) {
        pack(s, terms.canary().policy(), "/canary", terms);
      }
    }
  }

  private void pack(Signed s, Digest pack, String kind, Terms terms) {
    long at = nanos(s);
    db.row("proposed")
        .name(Names.statement(s.digest()))
        .name(Names.pack(pack))
        .name(kind)
        .name(Names.person(s.statement().by()))
        .text(terms.reason())
        .during(at, at)
        .add();
  }

  private void approved(Signed s) {
    signature(s);
    if (db.knows("approved")) {
      Approval approval = Approval.of(s.statement());
      long at = nanos(s);
      db.row("approved")
          .name(Names.statement(s.digest()))
          .name(Names.statement(approval.record()))
          .name(Names.person(s.statement().by()))
          .text(approval.page().hex())
          .during(at, at)
          .add();
    }
  }

  private void activated(Signed s, List<Signed> log) {
    signature(s);
    if (db.knows("activated")) {
      Statement says = s.statement();
      long at = nanos(s);
      for (Signed of : log) {
        boolean meant = says.values("of").contains(Long.toString(of.statement().number()));
        if (meant && of.statement().kind().equals(Terms.KIND)) {
          db.row("activated")
              .name(Names.statement(of.digest()))
              .name("/" + Names.part(says.value("stage")))
              .name(Names.person(says.by()))
              .during(at, at)
              .add();
        }
      }
    }
  }

  private void signature(Signed s) {
    if (db.knows("signature")) {
      db.row("signature")
          .name(Names.statement(s.digest()))
          .text(s.signature().key().fingerprint())
          .number(s.genuine() ? 1 : 0)
          .add();
    }
  }

  private static long nanos(Signed s) {
    Instant at = s.statement().at();
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), SECOND), at.getNano());
  }
}
