package dev.warrant.knowledge.verify;

import dev.warrant.knowledge.verify.orders.OrderCheck;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// What the verifier of logs found; the same in words and as JSON.
public sealed interface LogVerdict {
  /// 0 clean, 1 tampered, 2 unreadable.
  int exitStatus();

  /// One JSON object.
  String json();

  /// All is what was signed.
  ///
  /// @param size records that the newest checkpoint covers
  /// @param root its root, hexadecimal
  /// @param gone records at the beginning that were retired; their hashes hold
  /// @param unsigned what stands after the newest checkpoint, of a run that was not closed
  /// @param since when the oldest record was made, nanoseconds since 1970
  /// @param outside what outside keys vouch for
  /// @param trace what was found of trace nodes
  /// @param orders what was found of orders; nothing wrong
  /// @param days what was found of each UTC day's reconciliation with the venue, in order
  record Clean(
      String origin,
      long size,
      String root,
      long gone,
      long firstSeq,
      long lastSeq,
      boolean closed,
      Tail unsigned,
      long since,
      Outside outside,
      Nodes trace,
      OrderCheck.Report orders,
      List<DayTold> days)
      implements LogVerdict {
    public Clean {
      days = List.copyOf(days);
    }

    @Override
    public int exitStatus() {
      return 0;
    }

    @Override
    public String toString() {
      return CleanTold.text(this);
    }

    @Override
    public String json() {
      return CleanTold.json(this);
    }
  }

  /// Records that nobody signed: they fit those before them, and whoever may write into the folder
  /// can have written them.
  ///
  /// @param orders orders among them
  /// @param since when the first of them was made, nanoseconds since 1970; 0 if there are none
  record Tail(long records, long orders, long since) {}

  /// The trace, held against the journal's trace heads.
  ///
  /// @param hold nodes that hold under a trace head that was signed
  /// @param told how many such heads tell of; what holds less is not there
  /// @param beyond nodes behind the last such head of a desk that did not stop in order, and those
  ///   of lives whose records were retired: under nothing that was signed
  record Nodes(long hold, long told, long beyond) {}

  /// One record is in the log.
  ///
  /// @param says which record, from its own bytes
  /// @param since when it was made, nanoseconds since 1970
  record Proved(String origin, long index, long size, String says, long since, Outside outside)
      implements LogVerdict {
    @Override
    public int exitStatus() {
      return 0;
    }

    @Override
    public String toString() {
      return ProvedTold.text(this);
    }

    @Override
    public String json() {
      return ProvedTold.json(this);
    }
  }

  /// A copy in which values of some records were masked: the tree is what was signed.
  ///
  /// @param whole records that are all there
  /// @param masked records of which only the hash is proved
  /// @param since when the oldest record was made, nanoseconds since 1970
  record Masked(
      String origin,
      long whole,
      long masked,
      long firstSeq,
      long lastSeq,
      long since,
      Outside outside)
      implements LogVerdict {
    @Override
    public int exitStatus() {
      return 0;
    }

    @Override
    public String toString() {
      return MaskedTold.text(this);
    }

    @Override
    public String json() {
      return MaskedTold.json(this);
    }
  }

  /// What outside keys vouch for, together.
  ///
  /// @param witnessed those that cosigned; empty if none was named
  /// @param missing names of those that were named and did not
  /// @param quorum so many had to
  record Outside(List<Witnessed> witnessed, List<String> missing, int quorum) {
    public Outside {
      witnessed = List.copyOf(witnessed);
      missing = List.copyOf(missing);
    }

    /// Whether nobody outside was named.
    public boolean isEmpty() {
      return witnessed.isEmpty();
    }

    /// How many were named.
    public int named() {
      return witnessed.size() + missing.size();
    }

    /// The one up to which a quorum vouches: the others of it vouch for more.
    Witnessed least() {
      return witnessed.stream()
          .sorted(Comparator.comparingLong(Witnessed::size).reversed())
          .skip(quorum - 1L)
          .findFirst()
          .orElseThrow();
    }

    /// In words.
    String says() {
      return counted(witnessed.size(), named(), quorum)
          + (missing.isEmpty() ? "" : "; not by " + String.join(", ", missing));
    }

    static String counted(int cosigned, int named, int quorum) {
      return cosigned
          + " of "
          + named
          + (named == 1 ? " witness" : " witnesses")
          + ", quorum "
          + quorum;
    }

    /// A line for who reads, unless nobody was named.
    String line() {
      return isEmpty() ? "" : "\ncosigned: " + says();
    }

    /// The same for programs.
    void into(Json out) {
      out.put("independent", !isEmpty());
      out.put("cosigned", isEmpty() ? "" : counted(witnessed.size(), named(), quorum));
      out.put("quorum", quorum);
      out.raw(
          "missing", missing.stream().map(Json::quoted).collect(Collectors.joining(",", "[", "]")));
    }
  }

  /// What one outside key vouches for.
  ///
  /// @param size the first so many records
  /// @param seconds when it signed, since 1970
  /// @param until when the first record after them was made, nanoseconds since 1970
  record Witnessed(String name, long size, long seconds, long until) {}

  /// Something is not what was signed.
  ///
  /// @param index first bad leaf, from 0; −1 if it is about no record
  /// @param where file and byte, or what it is about
  record Tampered(long index, String what, String where) implements LogVerdict {
    @Override
    public int exitStatus() {
      return 1;
    }

    @Override
    public String toString() {
      String at = index < 0 ? "" : "record " + index + ", ";
      return "TAMPERED: " + at + where + ": " + what;
    }

    @Override
    public String json() {
      return new Json()
          .put("verdict", "tampered")
          .put("index", index)
          .put("what", what)
          .put("where", where)
          .toString();
    }
  }

  /// Every byte is what was signed, and yet an order was not inside its limits, or what stands
  /// about it does not follow from the other records.
  ///
  /// @param orders what was found, at least one thing wrong
  record Wrong(OrderCheck.Report orders) implements LogVerdict {
    private OrderCheck.Wrong first() {
      return orders.wrong().getFirst();
    }

    @Override
    public int exitStatus() {
      return 1;
    }

    @Override
    public String toString() {
      return "WRONG: signed, but not as it has to be\n" + OrdersTold.wrong(orders);
    }

    @Override
    public String json() {
      return new Json()
          .put("verdict", "wrong")
          .put("index", first().index())
          .put("what", first().what())
          .put("where", first().order())
          .raw("wrong", OrdersTold.wrongJson(orders))
          .raw("orders", OrdersTold.json(orders))
          .toString();
    }
  }

  /// There is no log here that could be read.
  record Unreadable(String why) implements LogVerdict {
    /// What ended the verifier.
    static Unreadable of(Throwable end) {
      return new Unreadable(
          "the verifier could not go on: "
              + end
              + "\nMaybe somebody made a file that no verifier was to get through.");
    }

    @Override
    public int exitStatus() {
      return 2;
    }

    @Override
    public String toString() {
      return "unreadable: " + why;
    }

    @Override
    public String json() {
      return new Json().put("verdict", "unreadable").put("why", why).toString();
    }
  }

  /// A time as people write it, in UTC.
  static String time(long nanos) {
    return Instant.ofEpochSecond(0, nanos).toString();
  }
}
