package dev.warrant.governance.audit.day;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.release.House;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.verify.LogVerdict;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a day's report is made of besides journal and trace.
///
/// @param madeNanos when it is made
/// @param what one line about the run
/// @param clock what clock the desk's times are of, in words
/// @param house the release log; null if there is none here
/// @param reconciled what came of reconciling the day; null if nobody did
/// @param signed whether that result is signed and by whom, or what is wrong with it; a sentence
/// @param log what the verifier said of the run's log
/// @param policy words of the policies
public record DayAsked(
    RunFolder run,
    LocalDate day,
    long madeNanos,
    String what,
    String clock,
    @Nullable House house,
    @Nullable JsonNode reconciled,
    String signed,
    LogState log,
    PolicyWords policy) {
  private static final LogVerdict.Tail SIGNED = new LogVerdict.Tail(0, 0, 0);

  /// The state of the log.
  ///
  /// @param verdict `clean`, `tampered` or `unreadable`
  /// @param says the verifier's whole answer
  /// @param unsigned what it found behind the newest checkpoint
  public record LogState(
      String verdict, String origin, String key, String says, LogVerdict.Tail unsigned) {
    /// What `found` says.
    public static LogState of(String verdict, String origin, String key, LogVerdict found) {
      LogVerdict.Tail tail = found instanceof LogVerdict.Clean c ? c.unsigned() : SIGNED;
      return new LogState(verdict, origin, key, found.toString(), tail);
    }

    /// Of a run without a log.
    public static LogState none(String key, String says) {
      return new LogState("unreadable", "", key, says, SIGNED);
    }
  }

  /// What the limits of a policy are called.
  public interface PolicyWords {
    /// The limits of a policy; none if its pack is not kept.
    List<LimitName> limits(Digest policy);

    /// Id of a limit by its place in a guard's list; empty if the pack is not kept.
    ///
    /// @param exit whether of the guard of exits and stops
    String limit(Digest policy, boolean exit, int place);

    /// By how much an order kept it, in the limit's unit.
    String spare(Digest policy, boolean exit, int place, long margin);

    /// Why an order was sent, in one sentence; empty if the trace does not say.
    String why(Digest policy, String clientId);
  }

  /// A limit.
  ///
  /// @param rulebook what it answers to, as its author wrote, such as `RTS6-15.1`
  public record LimitName(
      String id, String layer, String owner, String text, List<String> rulebook) {
    public LimitName {
      rulebook = List.copyOf(rulebook);
    }
  }
}
