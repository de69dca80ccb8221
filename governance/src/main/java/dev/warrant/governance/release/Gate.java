package dev.warrant.governance.release;

import dev.warrant.knowledge.release.Approval;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.release.Verdict;
import java.io.IOException;

/// What a log alone cannot see, looked at before a record is appended: that everything named is
/// kept and unedited, and that one person does not loosen.
final class Gate {
  private final House house;
  private final Judge judge;

  Gate(House house, Judge judge) {
    this.house = house;
    this.judge = judge;
  }

  /// Asked while the record is not taken in yet.
  void before(Statement s) throws IOException {
    if (s.kind().equals("activate")) {
      Proposal p = house.releases().proposal(number(s));
      house.store().check(p);
      judge.lineage(house.store().pack(p.terms().packs().policy()));
      if (s.value("stage").equals(Stage.CANARY.text()) && p.terms().canary().exists()) {
        canary(p);
      }
      if (house.releases().needed(p, s.at()) == 1) {
        confirm(p);
      }
    }
  }

  /// Asked when the rules of the log accept it.
  void after(Statement s) throws IOException {
    if (s.kind().equals(Terms.KIND)) {
      Proposal p = house.releases().proposal(s.number());
      house.store().check(p);
      judge.lineage(house.store().pack(p.terms().packs().policy()));
    }
    if (s.kind().equals(Approval.KIND)) {
      house.store().check(house.releases().proposal(Approval.of(s).of()));
    }
  }

  private void canary(Proposal p) {
    Terms.Base base = p.terms().base();
    judge.canary(
        base.number() == 0 ? null : house.store().pack(base.policy()),
        house.store().pack(p.terms().packs().policy()),
        house.store().pack(p.terms().canary().policy()));
  }

  private void confirm(Proposal p) {
    Verdict now =
        judge.compare(
            house.store().pack(p.terms().base().policy()),
            house.store().pack(p.terms().packs().policy()));
    if (!now.noLooser()) {
      throw new ReleaseException(
          "verdict-unconfirmed",
          "the verdict " + now + " where the proposal says " + p.terms().base().verdict(),
          "TIGHTER or EQUIVALENT before one person may activate",
          "have a second person of risk approve it");
    }
  }

  private static long number(Statement s) {
    String of = s.value("of");
    return of.matches("[0-9]{1,9}") ? Long.parseLong(of) : 0;
  }
}
