package dev.warrant.knowledge.verify;

import dev.warrant.knowledge.verify.orders.Fills;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The reconciliations that lie beside a run, held against its log: who signed them, that result
/// and list are those that were signed, that the head they name is one of this log, and that they
/// counted the orders and fills that the log has.
final class DayNotes {
  private static final Pattern NAME =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:-([2-9]|[1-9]\\d{1,5}))?\\.(json|note)");
  private static final Pattern UNDER =
      Pattern.compile("reconciliation (\\d{4}-\\d\\d-\\d\\d) (\\d{1,6}) ([0-9a-f]{64})");
  private static final int ORDERED = 69;
  private static final long MILLI = 1_000_000L;
  private static final long DAY = 86_400_000L * MILLI;

  private final Path folder;
  private final TreeMap<String, TreeMap<Integer, DayNote>> signed = new TreeMap<>();
  private final TreeMap<String, TreeSet<Integer>> results = new TreeMap<>();
  private final TreeSet<String> days = new TreeSet<>();
  private final TreeMap<String, String> cosigned = new TreeMap<>();
  private long day = Long.MIN_VALUE;
  private long[] ordered = new long[64];
  private int orders;
  private long firstNanos = Long.MAX_VALUE;

  /// One that does not hold.
  static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;
    private final String where;

    Bad(String what, String where) {
      super(what);
      this.where = where;
    }

    LogVerdict.Tampered verdict() {
      return new LogVerdict.Tampered(-1, String.valueOf(getMessage()), where);
    }
  }

  /// Reads those of a run, and checks what the log is not needed for.
  DayNotes(Path run, String origin, TrustedKey key) throws IOException, Bad {
    folder = run.resolve("reconcile");
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      Matcher m = NAME.matcher(file.getFileName().toString());
      if (m.matches()) {
        int number = m.group(2) == null ? 1 : Integer.parseInt(m.group(2));
        if (m.group(3).equals("json")) {
          results.computeIfAbsent(m.group(1), _ -> new TreeSet<>()).add(number);
        } else {
          note(file, m.group(1), number, origin, key);
        }
      }
    }
    missing();
  }

  private void note(Path file, String of, int number, String origin, TrustedKey key)
      throws IOException, Bad {
    DayNote note;
    try {
      note = DayNote.of(file.toString(), SignedNote.read(file), key);
    } catch (Unfit e) {
      throw new Bad(e.what(), file.toString());
    }
    if (!note.origin().equals(origin)) {
      throw new Bad(
          "a reconciliation of \"" + note.origin() + "\", expected \"" + origin + "\"",
          file.toString());
    }
    if (!note.day().equals(of) || note.number() != number) {
      throw new Bad(
          "this is reconciliation " + note.number() + " of " + note.day() + " by another name",
          file.toString());
    }
    String stem = of + (number == 1 ? "" : "-" + number);
    same(folder.resolve(stem + ".json"), note.result(), true);
    if (!note.list().isEmpty()) {
      same(folder.resolve(stem + ".venue.json"), note.list(), false);
    }
    signed.computeIfAbsent(of, _ -> new TreeMap<>()).put(number, note);
  }

  private static void same(Path file, String digest, boolean needed) throws IOException, Bad {
    if (!Files.exists(file)) {
      if (needed) {
        throw new Bad("signed, and not here", file.toString());
      }
      return;
    }
    String found = HexFormat.of().formatHex(Hashes.sha256().digest(Bounded.all(file)));
    if (!found.equals(digest)) {
      throw new Bad(
          "not what was signed: its SHA-256 is " + found + ", expected " + digest, file.toString());
    }
  }

  /// Each reconciliation of a day has a number: an earlier one does not go unnoticed.
  private void missing() throws Bad {
    for (String of : signed.keySet()) {
      int last = signed.get(of).lastKey();
      for (int i = 1; i < last; i++) {
        if (!results.getOrDefault(of, new TreeSet<>()).contains(i)) {
          throw new Bad(
              "reconciliation " + i + " of " + of + " is not here, and " + last + " is",
              folder.toString());
        }
      }
    }
  }

  /// Sizes of the heads that are named.
  List<Long> sizes() {
    List<Long> out = new ArrayList<>();
    signed.values().forEach(all -> all.values().forEach(n -> out.add(n.size())));
    return out;
  }

  /// Holds the digests of notes that a head names against the notes.
  ///
  /// @param witnesses those that cosigned the head, each with when; of those that are trusted
  void under(Head head, List<String> witnesses) throws IOException, Bad {
    for (String line : head.extensions()) {
      Matcher m = UNDER.matcher(line);
      if (m.matches()) {
        String name = m.group(1) + (m.group(2).equals("1") ? "" : "-" + m.group(2));
        same(folder.resolve(name + ".note"), m.group(3), true);
        for (String witness : witnesses) {
          cosigned.merge(name, witness, (all, one) -> all.contains(one) ? all : all + ", " + one);
        }
      }
    }
  }

  /// Takes a record in.
  void record(int recordClass, int kind, long nanos) {
    firstNanos = Math.min(firstNanos, nanos);
    if (Math.floorDiv(nanos, DAY) != day) {
      day = Math.floorDiv(nanos, DAY);
      days.add(LocalDate.ofEpochDay(day).toString());
    }
    if (recordClass == Segment.DERIVED && kind == ORDERED) {
      if (orders == ordered.length) {
        ordered = Arrays.copyOf(ordered, 2 * orders);
      }
      ordered[orders++] = nanos / MILLI;
    }
  }

  /// What the log had at a size.
  interface Past {
    byte[] root(long size);

    /// When the record after these was made; 0 if there is none.
    long until(long size);
  }

  /// Holds them against the log.
  ///
  /// @param size records of the log
  /// @param closed whether its journal was closed
  /// @param fills of the log
  List<DayTold> told(Past past, long size, boolean closed, Fills fills) throws Bad {
    ordered = Arrays.copyOf(ordered, orders);
    Arrays.sort(ordered);
    TreeSet<String> all = new TreeSet<>(days);
    all.addAll(results.keySet());
    all.addAll(signed.keySet());
    List<DayTold> out = new ArrayList<>();
    for (String of : all) {
      TreeMap<Integer, DayNote> notes = signed.getOrDefault(of, new TreeMap<>());
      for (DayNote note : notes.values()) {
        check(note, past, size);
        counted(note, fills);
      }
      TreeSet<Integer> found = results.getOrDefault(of, new TreeSet<>());
      int last = found.isEmpty() ? 0 : found.last();
      DayNote note = notes.get(last);
      boolean open = !closed && of.equals(days.isEmpty() ? "" : days.last());
      out.add(
          note == null
              ? unsigned(of, last, open)
              : told(note, past, before(notes, last), cosigned(of, last)));
    }
    return out;
  }

  private String cosigned(String of, int number) {
    return cosigned.getOrDefault(of + (number == 1 ? "" : "-" + number), "");
  }

  private static DayTold unsigned(String of, int last, boolean open) {
    return last == 0
        ? new DayTold(
            of,
            DayTold.State.NOT_RECONCILED,
            0,
            0,
            0,
            0,
            "",
            "NOT RECONCILED" + (open ? " yet" : "") + ": no result is here")
        : new DayTold(
            of,
            DayTold.State.UNSIGNED,
            last,
            0,
            0,
            0,
            "",
            "unsigned: a result is here that anybody may have written");
  }

  private static String before(TreeMap<Integer, DayNote> notes, int last) {
    StringBuilder out = new StringBuilder();
    notes
        .headMap(last)
        .values()
        .forEach(n -> out.append(out.isEmpty() ? "" : ", ").append(n.verdict()));
    return out.isEmpty() ? "" : "; before that: " + out;
  }

  private void check(DayNote note, Past past, long size) throws Bad {
    if (note.size() > size) {
      throw new Bad(
          "held against "
              + note.size()
              + " records, and the log has "
              + size
              + ": rolled back or cut, or of another run",
          note.file());
    }
    if (!Arrays.equals(past.root(note.size()), note.root())) {
      throw new Bad(
          "held against a head of "
              + note.size()
              + " records that is not one of this log: another history",
          note.file());
    }
  }

  private void counted(DayNote note, Fills fills) throws Bad {
    if (firstNanos / MILLI > note.fromMs() || note.verdict().equals("none")) {
      return;
    }
    long orders = count(note.toMs() + 1) - count(note.fromMs());
    if (orders != note.orders()) {
      throw miscounted(note, note.orders() + " orders", Long.toString(orders));
    }
    // A fill of that day that was heard of after its end may have been there, or not yet.
    long least = fills.count(note.fromMs(), note.toMs(), note.toMs());
    long most = fills.count(note.fromMs(), note.toMs(), Long.MAX_VALUE);
    if (note.fills() < least || note.fills() > most) {
      throw miscounted(
          note, note.fills() + " fills", least == most ? "" + least : least + " to " + most);
    }
  }

  private static Bad miscounted(DayNote note, String held, String found) {
    return new Bad(
        "held "
            + held
            + " against the venue's list, and the log has "
            + found
            + " from "
            + Instant.ofEpochMilli(note.fromMs())
            + " to "
            + Instant.ofEpochMilli(note.toMs()),
        note.file());
  }

  /// How many orders were made before a millisecond.
  private long count(long ms) {
    int at = Arrays.binarySearch(ordered, ms);
    while (at > 0 && ordered[at - 1] == ms) {
      at--;
    }
    return at < 0 ? -at - 1 : at;
  }

  private static DayTold told(DayNote note, Past past, String before, String cosigned) {
    long until = past.until(note.size());
    boolean later =
        until != 0
            && Instant.ofEpochSecond(0, until)
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString()
                .equals(note.day());
    DayTold.State state =
        switch (note.verdict()) {
          case "complete" -> later ? DayTold.State.PART : DayTold.State.COMPLETE;
          case "differs" -> DayTold.State.DIFFERS;
          default -> DayTold.State.NOT_RECONCILED;
        };
    return new DayTold(
        note.day(),
        state,
        note.number(),
        note.orders(),
        note.fills(),
        note.size(),
        cosigned,
        note.says()
            + (cosigned.isEmpty() ? "" : ", cosigned by " + cosigned)
            + (later
                ? "; LATER RECORDS of that day, from " + LogVerdict.time(until) + " on, are not"
                : "")
            + before);
  }
}
