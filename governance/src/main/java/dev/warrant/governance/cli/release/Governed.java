package dev.warrant.governance.cli.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.knowledge.release.ReleaseException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What commands about people and releases have in common: one answer, as text or JSON; exit 1 when
/// the rules of the house refuse, 2 when something cannot be used.
abstract class Governed implements Callable<Integer> {
  /// Refusals by rule: the command was understood, and the answer is no.
  private static final List<String> REFUSALS =
      List.of(
          "role-missing",
          "one-person",
          "people-missing",
          "people-few",
          "author-approves",
          "approved-twice",
          "approval-of",
          "frozen",
          "not-frozen",
          "stage-order",
          "proposal-closed",
          "proposal-expired",
          "base-stale",
          "rollback-of",
          "override-of",
          "key-revoked",
          "key-unknown",
          "key-held",
          "key-demo",
          "nothing-live",
          "restricted-missing",
          "restricted-signature",
          "restricted-ended",
          "restricted-time",
          "not-held",
          "parent-looser",
          "canary-looser",
          "canary-other",
          "nothing-canary",
          "nothing-shadow",
          "reproof-failed",
          "report-other",
          "report-unproved",
          "verdict-unconfirmed");

  @Mixin HouseOptions house = new HouseOptions();
  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field before it runs the command
  Governed() {}

  /// Does it, and says what came of it in `says` and other fields.
  abstract ObjectNode answer() throws IOException;

  @Override
  public Integer call() throws IOException {
    try {
      ObjectNode answer = answer();
      System.out.println(house.json() ? answer.toString() : answer.path("says").asText());
      return 0;
    } catch (ReleaseException e) {
      if (house.json()) {
        ObjectNode no = new ObjectMapper().createObjectNode();
        no.put("ok", false).put("code", e.code()).put("says", e.getMessage());
        System.out.println(no);
      }
      spec.commandLine().getErr().println("warrant: " + e.getMessage());
      spec.commandLine().getErr().flush();
      return REFUSALS.contains(e.code()) ? Mishaps.BAD_NEWS : Mishaps.UNUSABLE;
    }
  }
}
