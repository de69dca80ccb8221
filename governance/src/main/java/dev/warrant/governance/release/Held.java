package dev.warrant.governance.release;

import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.Statement.Line;
import java.util.Comparator;
import java.util.List;

/// What holds a desk and people sign it free of: one breach of one run. A later breach of the same
/// limit is another one, so nobody signs ahead of time.
///
/// @param run the desk's run
/// @param opened number of the input at which the breach began
/// @param limit its limit
/// @param of the instrument's symbol, or `account`
public record Held(String run, long opened, String limit, String of) implements Comparable<Held> {
  /// The kind of statement that releases.
  public static final String KIND = "release";

  /// The place of a limit about no instrument.
  public static final String ACCOUNT = "account";

  private static final Comparator<Held> ORDER =
      Comparator.comparing(Held::run)
          .thenComparingLong(Held::opened)
          .thenComparing(Held::limit)
          .thenComparing(Held::of);

  /// The lines of a statement that releases from it.
  public List<Line> lines(String why) {
    return List.of(
        new Line("run", run),
        new Line("opened", Long.toString(opened)),
        new Line("limit", limit),
        new Line("of", of),
        new Line("why", why));
  }

  /// What a statement releases from.
  ///
  /// @throws ReleaseException if it does not say
  public static Held of(Statement s) {
    s.only(List.of("run", "opened", "limit", "of", "why"));
    s.value("why");
    String opened = s.value("opened");
    if (!opened.matches("[1-9][0-9]{0,17}")) {
      throw new ReleaseException(
          "statement-value", "\"" + opened + "\" as opened", "the number of an input");
    }
    return new Held(s.value("run"), Long.parseLong(opened), s.value("limit"), s.value("of"));
  }

  @Override
  public int compareTo(Held o) {
    return ORDER.compare(this, o);
  }
}
