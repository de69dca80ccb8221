package dev.warrant.knowledge.verify;

import dev.warrant.knowledge.verify.orders.OrderCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
  /// @param unsigned records after the newest checkpoint, of a run that was not closed
  /// @param since when the oldest record was made, nanoseconds since 1970
  /// @param witnessed what outside keys vouch for; empty if none was given
  /// @param trace how many trace nodes hold under the journal's trace heads
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
      long unsigned,
      long since,
      List<Witnessed> witnessed,
      long trace,
      OrderCheck.Report orders,
      List<DayTold> days)
      implements LogVerdict {
    public Clean {
      days = List.copyOf(days);
      witnessed = List.copyOf(witnessed);
    }

    @Override
    public int exitStatus() {
      return 0;
    }

    @Override
    public String toString() {
      StringBuilder out = new StringBuilder("clean: ");
      out.append(size).append(" records of ").append(origin).append(", inputs ").append(firstSeq);
      out.append(" to ").append(lastSeq).append(closed ? ", closed" : ", not closed");
      out.append("\nroot ").append(root).append("\ntrace nodes ").append(trace);
      out.append('\n').append(OrdersTold.text(orders)).append(DayTold.text(days));
      if (gone > 0) {
        out.append("\nthe first ").append(gone).append(" records were retired; their hashes hold");
      }
      if (unsigned > 0) {
        out.append("\nnot signed yet: the last ").append(unsigned).append(" records");
      }
      for (Witnessed w : witnessed) {
        out.append("\nindependent: ").append(w.name()).append(" vouches for the first ");
        out.append(w.size()).append(" records, at ").append(time(w.seconds() * 1_000_000_000L));
      }
      notIndependent(out);
      return out.toString();
    }

    private void notIndependent(StringBuilder out) {
      if (witnessed.isEmpty()) {
        out.append("\nNOT INDEPENDENT since ").append(time(since));
        out.append(", the first record: no witness was named, so whoever has the key can still");
        out.append(
            " write another history\nMaybe name one with --witness, or compare with an older");
        out.append(" --checkpoint from elsewhere.");
      } else if (least().size() < size) {
        out.append("\nNOT INDEPENDENT since ").append(time(least().until()));
        out.append(", record ").append(least().size());
      }
    }

    private Witnessed least() {
      Witnessed least = witnessed.getFirst();
      for (Witnessed w : witnessed) {
        least = w.size() < least.size() ? w : least;
      }
      return least;
    }

    @Override
    public String json() {
      List<String> by = new ArrayList<>();
      for (Witnessed w : witnessed) {
        by.add(
            new Json()
                .put("name", w.name())
                .put("size", w.size())
                .put("at", time(w.seconds() * 1_000_000_000L))
                .toString());
      }
      Json out = new Json().put("verdict", "clean").put("origin", origin).put("size", size);
      out.put("root", root).put("gone", gone).put("firstSeq", firstSeq).put("lastSeq", lastSeq);
      out.put("closed", closed).put("unsigned", unsigned).put("traceNodes", trace);
      out.raw("orders", OrdersTold.json(orders)).raw("days", DayTold.json(days));
      out.put("independent", !witnessed.isEmpty())
          .raw("witnesses", "[" + String.join(",", by) + "]");
      if (witnessed.isEmpty()) {
        out.put("notIndependentSince", time(since));
      } else if (least().size() < size) {
        out.put("notIndependentSince", time(least().until()));
      }
      return out.toString();
    }
  }

  /// One record is in the log.
  ///
  /// @param says which record, from its own bytes
  record Proved(String origin, long index, long size, String says, List<Witnessed> witnessed)
      implements LogVerdict {
    public Proved {
      witnessed = List.copyOf(witnessed);
    }

    @Override
    public int exitStatus() {
      return 0;
    }

    @Override
    public String toString() {
      StringBuilder out = new StringBuilder("proved: ").append(says).append(" is record ");
      out.append(index).append(" of ").append(origin).append(", under ").append(size);
      out.append(" that were signed");
      for (Witnessed w : witnessed) {
        out.append("\nindependent: ").append(w.name()).append(" cosigned at ");
        out.append(time(w.seconds() * 1_000_000_000L));
      }
      return out.append(witnessed.isEmpty() ? "\nNOT INDEPENDENT: no witness was named" : "")
          .toString();
    }

    @Override
    public String json() {
      return new Json()
          .put("verdict", "proved")
          .put("origin", origin)
          .put("index", index)
          .put("size", size)
          .put("record", says)
          .put("independent", !witnessed.isEmpty())
          .toString();
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
      List<Witnessed> witnessed)
      implements LogVerdict {
    public Masked {
      witnessed = List.copyOf(witnessed);
    }

    @Override
    public int exitStatus() {
      return 0;
    }

    @Override
    public String toString() {
      StringBuilder out = new StringBuilder("clean, with masked records: ");
      out.append(whole + masked).append(" records of ").append(origin).append(", inputs ");
      out.append(firstSeq).append(" to ").append(lastSeq).append("\nwhole: ").append(whole);
      out.append("\nMASKED: ").append(masked).append(", of each of which the hash is proved and");
      out.append(" nothing else: what is shown of it is the word of whoever masked it");
      for (Witnessed w : witnessed) {
        out.append("\nindependent: ").append(w.name()).append(" cosigned all of it at ");
        out.append(time(w.seconds() * 1_000_000_000L));
      }
      return out.append(
              witnessed.isEmpty()
                  ? "\nNOT INDEPENDENT since " + time(since) + ": no witness was named"
                  : "")
          .toString();
    }

    @Override
    public String json() {
      Json out = new Json().put("verdict", "clean").put("origin", origin);
      out.put("size", whole + masked).put("whole", whole).put("masked", masked);
      out.put("firstSeq", firstSeq).put("lastSeq", lastSeq);
      out.put("independent", !witnessed.isEmpty());
      if (witnessed.isEmpty()) {
        out.put("notIndependentSince", time(since));
      }
      return out.toString();
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
