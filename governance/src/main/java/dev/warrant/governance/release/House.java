package dev.warrant.governance.release;

import dev.warrant.execution.safety.Standing;
import dev.warrant.governance.people.FolderLock;
import dev.warrant.governance.people.PeopleFile;
import dev.warrant.governance.people.PeopleFold;
import dev.warrant.governance.people.SignedLog;
import dev.warrant.governance.people.Trust;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A release folder, read and checked from its trust anchor on: who counts, what was proposed,
/// approved, and is live.
///
/// ```
/// releases/
///   people.txt     who counts, for reading
///   log/000001.txt signed statements, each naming the one before
///   packs/DIGEST/  the bytes of every pack ever proposed
///   blobs/DIGEST   reports, proofs, and the pages approvers saw
/// releases.trust   beside it, of this machine: the anchor, and the last record seen
/// ```
public final class House {
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Path folder;
  private final List<Signed> records;
  private final PeopleFold people;
  private final ReleaseFold releases;

  private House(Path folder, List<Signed> records, PeopleFold people, ReleaseFold releases) {
    this.folder = folder;
    this.records = List.copyOf(records);
    this.people = people;
    this.releases = releases;
  }

  /// Reads a release folder by the trust kept beside it.
  ///
  /// @param anchor given by the caller instead, or null
  /// @throws ReleaseException if no anchor is known, or anything does not follow from it
  public static House open(Path folder, @Nullable Digest anchor) throws IOException {
    Trust kept = Trust.load(folder);
    if (kept != null && anchor != null && !kept.anchor().equals(anchor)) {
      throw new ReleaseException(
          "trust-anchor",
          "the anchor " + anchor.hex(),
          kept.anchor().hex() + " as in " + Trust.file(folder));
    }
    Trust trust = kept == null && anchor != null ? Trust.in(anchor) : kept;
    if (trust == null) {
      throw new ReleaseException(
          "trust-missing",
          "no trust anchor for " + folder,
          "one that somebody gave on purpose",
          Files.isDirectory(folder.resolve("log"))
              ? "warrant people trust --anchor DIGEST, with the digest told by a person you trust"
              : "warrant people begin, which makes a new house and its anchor");
    }
    // Before the log: what is written while we read can then only be older than the log.
    PeopleText text = new PeopleText(folder);
    List<Signed> records = SignedLog.read(folder);
    trust.check(records);
    House house = folded(folder, records, text);
    if (kept != null && records.size() > kept.seen() && Files.isWritable(folder)) {
      remember(folder, records);
    }
    return house;
  }

  /// Has this machine remember what it saw; left to the next reader while somebody writes.
  private static void remember(Path folder, List<Signed> records) throws IOException {
    try (FolderLock _ = new FolderLock(folder)) {
      Trust kept = Trust.load(folder);
      if (kept != null && records.size() > kept.seen()) {
        kept.having(records).save(folder);
      }
    } catch (ReleaseException e) {
      if (!e.code().equals("folder-locked")) {
        throw e;
      }
    }
  }

  /// Makes a new house with its first record, and trusts it.
  ///
  /// @return the trust anchor
  public static Digest begin(Path folder, Signed first) throws IOException {
    if (Trust.load(folder) != null || !SignedLog.read(folder).isEmpty()) {
      throw new ReleaseException(
          "house-exists", "a house in " + folder, "none", "give another --releases folder");
    }
    PeopleFold people = new PeopleFold();
    people.apply(first);
    Files.createDirectories(folder);
    try (FolderLock _ = new FolderLock(folder)) {
      SignedLog.append(folder, List.of(), first);
      Trust.in(first.digest()).save(folder);
      write(folder, List.of(first), people);
    }
    return first.digest();
  }

  private static House folded(Path folder, List<Signed> records, PeopleText text) {
    PeopleFold people = new PeopleFold();
    ReleaseFold releases = new ReleaseFold(people);
    List<Signed> done = new ArrayList<>();
    for (Signed record : records) {
      try {
        releases.apply(record);
      } catch (ReleaseException e) {
        throw new ReleaseException(
            e.code(), "log record " + record.statement().number() + ": " + e.getMessage(), "a log");
      }
      done.add(record);
      text.after(people, done);
    }
    text.settle();
    return new House(folder, records, people, releases);
  }

  /// Appends a signed statement, if it may stand there.
  ///
  /// What it names must be kept already, and what one person activates must be judged no looser
  /// once more.
  ///
  /// @param now of this machine; a statement from another time is refused
  /// @return the house with it
  public House append(Signed record, Instant now, Judge judge) throws IOException {
    if (Duration.between(record.statement().at(), now).abs().compareTo(SKEW) > 0) {
      throw new ReleaseException(
          "statement-time",
          "a statement made at " + record.statement().at(),
          "one of the last " + SKEW.toMinutes() + " minutes; it is " + now,
          "make it again and sign it at once, or set the clock");
    }
    try (FolderLock _ = new FolderLock(folder)) {
      List<Signed> before = SignedLog.read(folder);
      Trust seen = Trust.in(records.getFirst().digest()).having(records);
      seen.check(before);
      House house = folded(folder, before, new PeopleText(folder));
      Gate gate = new Gate(house, judge);
      gate.before(record.statement());
      house.releases.apply(record);
      gate.after(record.statement());
      SignedLog.append(folder, before, record);
      List<Signed> after = new ArrayList<>(before);
      after.add(record);
      write(folder, after, house.people);
      if (Trust.load(folder) != null) {
        seen.having(after).save(folder);
      }
      return new House(folder, after, house.people, house.releases);
    }
  }

  /// A statement that would come next.
  public Statement draft(String kind, Instant at, String by, List<Statement.Line> lines) {
    return SignedLog.draft(records, kind, at, by, lines);
  }

  /// All records.
  public List<Signed> records() {
    return records;
  }

  /// Who counts.
  public Roster roster() {
    return people.roster();
  }

  /// People, with what waits for a second signature.
  public PeopleFold people() {
    return people;
  }

  /// Proposals and their state.
  public ReleaseFold releases() {
    return releases;
  }

  /// Packs, reports and pages.
  public Store store() {
    return new Store(folder);
  }

  /// What is live at a time, for the desk's check of a certificate.
  public Standing standing(Instant at) {
    Proposal live = releases.live(at);
    Proposal canary = releases.canary(at);
    return new Standing() {
      @Override
      public boolean live(Digest proposal) {
        return live != null && live.signed().digest().equals(proposal);
      }

      @Override
      public boolean canary(Digest proposal) {
        return canary != null && canary.signed().digest().equals(proposal);
      }
    };
  }

  /// Digest of the first record.
  public Digest anchor() {
    return records.getFirst().digest();
  }

  private static void write(Path folder, List<Signed> records, PeopleFold people)
      throws IOException {
    Path next = folder.resolve(".people.next");
    String text = PeopleFile.text(people.roster(), records.size(), SignedLog.head(records));
    SignedLog.write(next, text.getBytes(StandardCharsets.UTF_8));
    Files.move(
        next,
        folder.resolve(PeopleFile.NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /// Holds `people.txt` against the log: it may be some records old, but must then say what was so
  /// after the record it names.
  private static final class PeopleText {
    private final Path file;
    private final String text;
    private boolean met;

    PeopleText(Path folder) throws IOException {
      file = folder.resolve(PeopleFile.NAME);
      text = Files.exists(file) ? Files.readString(file) : "";
      met = text.isEmpty();
    }

    void after(PeopleFold people, List<Signed> records) {
      Digest head = SignedLog.head(records);
      if (!met && text.startsWith(PeopleFile.head(records.size(), head))) {
        met = text.equals(PeopleFile.text(people.roster(), records.size(), head));
      }
    }

    void settle() {
      if (!met) {
        throw new ReleaseException(
            "people-edited",
            file + ", which says something else than the log",
            "what follows from the signed statements",
            "delete it; the next statement writes it again");
      }
    }
  }
}
