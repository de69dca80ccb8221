package dev.warrant.knowledge.verify;

import dev.warrant.knowledge.verify.orders.OrderCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Checks a run against what was signed of it: every record's checksum, place and chain, every
/// record as a leaf of the log, the log's tiles, the signatures of log and witnesses, older
/// checkpoints, and the trace. Written from `docs/log.md` and `docs/journal-format.md`; shares no
/// code with the program that wrote them and needs nothing but a JDK. Whom to trust is said by who
/// asks and never read from the run.
public final class LogVerifier {
  private static final int ORDERED = 69;
  private static final Pattern COSIGNED = Pattern.compile("witnessed-[0-9a-f]{8}");

  private final Query query;
  private final List<Head> heads = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final Claims claims = new Claims();
  private final OrderCheck orders;
  private final Hashes hash = new Hashes();
  private final @Nullable Head own;
  private final Tiles tiles;
  private final Tree tree;
  private final DayNotes days;
  private long gone;
  private long unsignedOrders;
  private long since;
  private int nextMark;
  private boolean first = true;

  /// What is asked.
  ///
  /// @param run the run's folder
  /// @param origin which log
  /// @param key verifier key of the log
  /// @param witnesses outside keys of which enough must have cosigned
  /// @param checkpoints files of checkpoints from elsewhere that this log has to contain
  /// @param limits SHA-256 of statements of limits, hexadecimal: no others may be in force; empty
  ///   if any may
  public record Query(
      Path run,
      String origin,
      String key,
      Witnesses witnesses,
      List<Path> checkpoints,
      List<String> limits) {
    public Query {
      checkpoints = List.copyOf(checkpoints);
      limits = List.copyOf(limits);
    }

    /// Cosigned by all of these witnesses.
    public Query(
        Path run,
        String origin,
        String key,
        List<String> witnesses,
        List<Path> checkpoints,
        List<String> limits) {
      this(run, origin, key, Witnesses.all(witnesses), checkpoints, limits);
    }

    /// Under whatever limits, cosigned by all of these witnesses.
    public Query(
        Path run, String origin, String key, List<String> witnesses, List<Path> checkpoints) {
      this(run, origin, key, Witnesses.all(witnesses), checkpoints, List.of());
    }
  }

  /// The tree as it was at a size that somebody signed.
  private static final class Mark {
    private final long size;
    private byte[] root = new byte[0];

    /// When the record after it was made.
    private long until;

    Mark(long size) {
      this.size = size;
    }
  }

  /// What is wrong.
  private static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient LogVerdict.Tampered verdict;

    Bad(long index, String what, String where) {
      this(new LogVerdict.Tampered(index, what, where));
    }

    Bad(LogVerdict.Tampered verdict) {
      super(verdict.what());
      this.verdict = verdict;
    }
  }

  private LogVerifier(Query query) throws IOException, Bad, DayNotes.Bad, Unfit {
    this.query = query;
    orders = new OrderCheck(query.limits());
    TrustedKey key = TrustedKey.parse(query.key(), TrustedKey.LOG);
    query.witnesses().beside(key);
    // Reconciliations before heads, heads before tiles, tiles before the journal: of a run that
    // goes on, each is then in the next.
    days = new DayNotes(query.run(), query.origin(), key);
    own = read(log().resolve("checkpoint"), key);
    for (Path file : cosigned()) {
      read(file, key);
    }
    for (Path file : query.checkpoints()) {
      if (read(file, key) == null) {
        throw new Unfit("no checkpoint " + file);
      }
    }
    tiles = new Tiles(log(), own == null ? Long.MAX_VALUE : own.size());
    tree = new Tree(tiles::full);
  }

  /// Checkpoints that witnesses cosigned.
  private List<Path> cosigned() throws IOException {
    if (!Files.isDirectory(log())) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(log())) {
      return all.filter(f -> COSIGNED.matcher(f.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  private Path log() {
    return query.run().resolve("log");
  }

  /// Verifies a run.
  public static LogVerdict verify(Query query) {
    if (MaskedVerifier.masked(query.run())) {
      return MaskedVerifier.verify(query);
    }
    try {
      return new LogVerifier(query).run();
    } catch (Bad e) {
      return e.verdict;
    } catch (TraceFiles.Bad e) {
      return e.verdict();
    } catch (DayNotes.Bad e) {
      return e.verdict();
    } catch (Unfit e) {
      return new LogVerdict.Unreadable(e.what());
    } catch (IOException | UncheckedIOException e) {
      return new LogVerdict.Unreadable(e.toString());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return LogVerdict.Unreadable.of(e);
    }
  }

  private LogVerdict run() throws IOException, Bad, TraceFiles.Bad, DayNotes.Bad, Unfit {
    if (heads.isEmpty()) {
      throw new Unfit(
          "no checkpoint in " + log() + "\nMaybe this run has no log, or give --checkpoint");
    }
    for (Head head : heads) {
      marks.add(new Mark(head.size()));
    }
    days.sizes().forEach(size -> marks.add(new Mark(size)));
    marks.sort(Comparator.comparingLong(m -> m.size));
    Verdict journal = JournalVerifier.verify(query.run(), this::record);
    judgeAll(journal);
    LogVerdict.Outside outside = outside();
    for (Head head : heads) {
      days.under(head, cosigners(head));
    }
    LogVerdict.Nodes trace =
        new TraceFiles(query.run().resolve("trace")).check(claims, gone > 0, newest().size());
    Verdict.Clean clean = (Verdict.Clean) journal;
    List<DayTold> venue = days.told(past(), newest().size(), clean.closed(), orders.fills());
    OrderCheck.Report report = orders.report();
    if (!report.wrong().isEmpty()) {
      return new LogVerdict.Wrong(report);
    }
    Head newest = newest();
    return new LogVerdict.Clean(
        query.origin(),
        newest.size(),
        Verdict.hex(newest.root()),
        gone,
        clean.firstSeq(),
        clean.lastSeq(),
        clean.closed(),
        new LogVerdict.Tail(tree.size() - newest.size(), unsignedOrders, at(newest.size()).until),
        since,
        outside,
        trace,
        report,
        venue);
  }

  /// Reads a checkpoint and notes it; null if there is no file.
  private @Nullable Head read(Path file, TrustedKey key) throws IOException, Bad {
    try {
      Head head = Head.of(file.toString(), SignedNote.read(file), query.origin(), key);
      heads.add(head);
      return head;
    } catch (NoSuchFileException e) {
      return null;
    } catch (Unfit e) {
      throw new Bad(-1, e.what(), file.toString());
    }
  }

  private Head newest() {
    Head newest = heads.getFirst();
    for (Head head : heads) {
      newest = head.size() > newest.size() ? head : newest;
    }
    return newest;
  }

  /// Takes a record in as the next leaf.
  private void record(Segment s, int at) {
    byte[] leaf = hash.leaf(s.array(), at + 36, s.length(at) - 36);
    if (first) {
      first = false;
      since = s.nanos(at);
      retired(s, leaf);
    }
    mark(s.nanos(at));
    boolean order = s.recordClass(at) == Segment.DERIVED && s.kind(at) == ORDERED;
    unsignedOrders += order && tree.size() >= newest().size() ? 1 : 0;
    days.record(s.recordClass(at), s.kind(at), s.nanos(at));
    claims.record(s, at, tree.size());
    orders.record(s.array(), at, s.length(at), tree.size());
    tree.add(leaf);
  }

  /// Where the oldest records were retired, their hashes are taken from the tiles: if they are not
  /// what was signed, no root will fit.
  private void retired(Segment s, byte[] leaf) {
    if (s.firstSeq() == 1) {
      return;
    }
    long end = newest().size();
    for (long i = 0; i < end; i++) {
      byte[] told = tiles.leaf(i);
      if (told.length == 0 || Arrays.equals(told, leaf)) {
        gone = i;
        return;
      }
      mark(0);
      tree.add(told);
    }
  }

  private void mark(long nanos) {
    while (nextMark < marks.size() && marks.get(nextMark).size <= tree.size()) {
      Mark mark = marks.get(nextMark++);
      mark.root = tree.root();
      mark.until = nanos;
    }
  }

  private Mark at(long size) {
    for (Mark mark : marks) {
      if (mark.size == size) {
        return mark;
      }
    }
    throw new IllegalStateException("no mark at " + size);
  }

  private DayNotes.Past past() {
    return new DayNotes.Past() {
      @Override
      public byte[] root(long size) {
        return at(size).root;
      }

      @Override
      public long until(long size) {
        return at(size).until;
      }
    };
  }

  private void judgeAll(Verdict journal) throws Bad, Unfit {
    mark(0);
    tiles.end(tree, own == null ? 0 : own.size());
    switch (journal) {
      case Verdict.Unreadable u -> throw new Unfit(u.why());
      case Verdict.Tampered t ->
          throw changedBefore(tree.size())
              ? located(newest())
              : new Bad(tree.size(), t.what(), t.file() + " at byte " + t.offset());
      case Verdict.Clean c -> judge(c);
    }
  }

  private void judge(Verdict.Clean journal) throws Bad, Unfit {
    if (journal.stripped()) {
      throw new Unfit(
          "a copy stripped of conclusions has not all leaves\nMaybe check the run itself");
    }
    heads.sort(Comparator.comparingLong(Head::size));
    for (Head head : heads) {
      if (head.size() > tree.size()) {
        throw new Bad(
            tree.size(),
            "the journal ends here, and "
                + head.size()
                + " records were signed: rolled back or cut",
            head.source());
      }
      if (!Arrays.equals(at(head.size()).root, head.root())) {
        throw located(head);
      }
    }
    if (tiles.bad() != Long.MAX_VALUE) {
      throw new Bad(tiles.verdict());
    }
    if (journal.closed() && newest().size() < tree.size()) {
      throw new Bad(
          newest().size(),
          "the last "
              + (tree.size() - newest().size())
              + " records of a closed journal are under no signature\nMaybe ./warrant log seal RUN,"
              + " if this desk died while it closed",
          newest().source());
    }
  }

  /// Whether a record before this place is another one than the tiles of the signed tree have.
  private boolean changedBefore(long end) {
    Head head = newest();
    return tiles.bad() < Math.min(end, head.size()) && tiles.make(head.size(), head.root());
  }

  /// Says where records are not those under a signed head, as far as that can be known: exactly
  /// when the tiles are what was signed, else between two heads.
  private Bad located(Head head) {
    long differs = tiles.bad();
    if (differs < head.size() && tiles.make(head.size(), head.root())) {
      return new Bad(
          differs,
          "this record is not the one that was signed, whatever its checksum and chain say",
          "journal, leaf " + differs + " of " + tiles.verdict().where());
    }
    long good = 0;
    for (Head other : heads) {
      boolean holds =
          other.size() <= tree.size() && Arrays.equals(at(other.size()).root, other.root());
      good = holds && other.size() < head.size() ? Math.max(good, other.size()) : good;
    }
    return new Bad(
        good,
        "records "
            + good
            + " to "
            + (head.size() - 1)
            + " do not have the root that was signed: at least one of them was changed, or this is"
            + " another history",
        head.source());
  }

  /// What witnesses vouch for; too few that do is a finding.
  private LogVerdict.Outside outside() throws Bad {
    try {
      return query.witnesses().ask(this::vouched, "no checkpoint here is cosigned by ");
    } catch (Unfit e) {
      throw new Bad(0, e.what(), log().toString());
    }
  }

  private List<String> cosigners(Head head) throws Unfit {
    List<String> out = new ArrayList<>();
    for (TrustedKey witness : query.witnesses().parsed()) {
      if (witness.signed(head.note())) {
        long nanos = witness.seconds(head.note()) * 1_000_000_000L;
        out.add(witness.name() + " at " + LogVerdict.time(nanos));
      }
    }
    return out;
  }

  private LogVerdict.@Nullable Witnessed vouched(TrustedKey witness) {
    LogVerdict.@Nullable Witnessed best = null;
    for (Head head : heads) {
      if (witness.signed(head.note()) && (best == null || head.size() > best.size())) {
        best =
            new LogVerdict.Witnessed(
                witness.name(), head.size(), witness.seconds(head.note()), at(head.size()).until);
      }
    }
    return best;
  }
}
