package dev.warrant.knowledge.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the log's key signed of a day's reconciliation, by the format of `docs/log.md`.
///
/// @param number which one of that day, from 1
/// @param verdict `complete`, `differs` or `none`
/// @param why why there is none; empty otherwise
/// @param counts of orders: ours, the venue's, both, never there, forgotten; of fills: ours, the
///   venue's, both; differences; not judged
/// @param list SHA-256 of the venue's list; empty without one
/// @param answers how many answers of the venue it names
/// @param result SHA-256 of the file that has the result
/// @param size records of the log whose head it was held against
@SuppressWarnings("ArrayRecordComponent") // nobody else sees it, and nobody compares
record DayNote(
    String file,
    String origin,
    String day,
    int number,
    long fromMs,
    long toMs,
    String verdict,
    String why,
    String venue,
    long askedMs,
    String clock,
    long[] counts,
    String list,
    int answers,
    String result,
    long size,
    byte[] root) {
  private static final String FIRST = "warrant reconciliation 1";
  private static final int ORDERS = 5;
  private static final int FILLS = 3;
  private static final String NUMBER = "0|[1-9][0-9]{0,17}";
  private static final String SHA = "[0-9a-f]{64}";
  private static final int ANSWER = 7;

  /// Reads a signed note.
  static DayNote of(String file, SignedNote note, TrustedKey key) throws Unfit {
    if (!key.signed(note)) {
      throw new Unfit("a reconciliation that " + key.name() + " did not sign");
    }
    Lines in = new Lines(note.text());
    in.is(FIRST);
    String origin = in.rest("origin");
    String[] day = in.parts("day", 2);
    String[] span = in.parts("span", 2);
    String verdict = in.parts("verdict", 1)[0];
    boolean none = verdict.equals("none");
    if (!none && !List.of("complete", "differs").contains(verdict)) {
      throw new Unfit("verdict \"" + verdict + "\"");
    }
    String why = none ? in.rest("why") : "";
    String venue = none ? "" : in.rest("venue");
    String[] asked = none ? new String[] {"0", ""} : in.rest("asked").split(" ", 2);
    long[] counts = none ? new long[ORDERS + FILLS + 2] : counts(in);
    String list = none ? "" : in.digest("list");
    int answers = 0;
    while (in.next("answer ")) {
      in.parts("answer", ANSWER);
      answers++;
    }
    String result = in.digest("result");
    String[] head = in.parts("head", 2);
    in.end();
    byte[] root = TrustedKey.base64(head[1]);
    if (root.length != Hashes.BYTES || !day[0].matches("\\d{4}-\\d\\d-\\d\\d")) {
      throw new Unfit("day " + day[0] + " under a root of " + root.length + " bytes");
    }
    return new DayNote(
        file,
        origin,
        day[0],
        (int) number(day[1]),
        number(span[0]),
        number(span[1]),
        verdict,
        why,
        venue,
        number(asked[0]),
        asked.length > 1 ? asked[1] : "",
        counts,
        list,
        answers,
        result,
        number(head[0]),
        root);
  }

  private static long[] counts(Lines in) throws Unfit {
    List<String> all = new ArrayList<>();
    all.addAll(Arrays.asList(in.parts("orders", ORDERS)));
    all.addAll(Arrays.asList(in.parts("fills", FILLS)));
    all.addAll(Arrays.asList(in.parts("differences", 1)));
    all.addAll(Arrays.asList(in.parts("unjudged", 1)));
    long[] out = new long[all.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = number(all.get(i));
    }
    return out;
  }

  private static long number(String text) throws Unfit {
    if (!text.matches(NUMBER)) {
      throw new Unfit("\"" + text + "\" is no number");
    }
    return Long.parseLong(text);
  }

  long orders() {
    return counts[0];
  }

  long fills() {
    return counts[ORDERS];
  }

  /// In words, without the day.
  String says() {
    if (verdict.equals("none")) {
      return "NOT RECONCILED, and signed as such: " + why;
    }
    long differences = counts[ORDERS + FILLS];
    long unjudged = counts[ORDERS + FILLS + 1];
    return (verdict.equals("complete") ? "complete" : "DIFFERS in " + differences + " places")
        + ", signed: "
        + counts[2]
        + " of "
        + orders()
        + " orders and "
        + counts[ORDERS + 2]
        + " of "
        + fills()
        + " fills are in the list of "
        + venue
        + " ("
        + answers
        + " answers), asked "
        + LogVerdict.time(askedMs * 1_000_000L)
        + " by "
        + clock
        + (unjudged == 0 ? "" : ", " + unjudged + " trades at its end not judged")
        + ", under the first "
        + size
        + " records";
  }

  /// The lines of a note, one after the other.
  private static final class Lines {
    private final String[] lines;
    private int at;

    Lines(String text) {
      lines = text.split("\n", -1);
    }

    boolean next(String start) {
      return at < lines.length && lines[at].startsWith(start);
    }

    void is(String line) throws Unfit {
      if (!lines[at++].equals(line)) {
        throw new Unfit("the first line is not \"" + line + "\"");
      }
    }

    String rest(String key) throws Unfit {
      if (!next(key + " ")) {
        throw new Unfit("no \"" + key + "\" in line " + (at + 1));
      }
      return lines[at++].substring(key.length() + 1);
    }

    String[] parts(String key, int n) throws Unfit {
      String[] out = rest(key).split(" ", -1);
      if (out.length != n) {
        throw new Unfit(out.length + " values after \"" + key + "\", expected " + n);
      }
      return out;
    }

    String digest(String key) throws Unfit {
      String out = parts(key, 1)[0];
      if (!out.matches(SHA)) {
        throw new Unfit("\"" + out + "\" is no SHA-256");
      }
      return out;
    }

    void end() throws Unfit {
      if (at != lines.length - 1 || !lines[at].isEmpty()) {
        throw new Unfit("more than expected after line " + at);
      }
    }
  }
}
