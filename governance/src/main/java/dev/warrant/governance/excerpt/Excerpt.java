package dev.warrant.governance.excerpt;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalMap;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalSummary;
import dev.warrant.knowledge.making.OneAtATime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The records of a run that questions are about, a file for each kind, beside the journal: an
/// index that is no evidence, deletable, made again from the journal by whoever first needs it.
/// Market data, timers, cuts, the venue's lists of what is open and held, and what a desk tells of
/// its own state are not in it.
///
/// It counts only while the journal ends as it did when the whole of it was read and every checksum
/// and both chains held: same last input, same heads. If the journal went on since then, so does
/// the excerpt: the journal is read from the segment on in which that end lies, which must be there
/// with the same heads. What stands in it is as good as that file.
///
/// One at a time makes it or goes on with it, other processes included; whoever reads it meanwhile
/// sees it as it was.
public final class Excerpt {
  /// What is in it. Of the durability marks only those that a switch waited for.
  private static final Set<Kind> KINDS =
      new TreeSet<>(
          EnumSet.of(
              Kind.STARTED,
              Kind.SWITCHED,
              Kind.DURABLE,
              Kind.COMMAND,
              Kind.STOPPED,
              Kind.RESTRICTED,
              Kind.RELEASED,
              Kind.LICENSED,
              Kind.SHADOWED,
              Kind.ORDER_REPORT,
              Kind.SEND_OUTCOME,
              Kind.ORDER_FOUND,
              Kind.PAST_FILLS,
              Kind.SUPPRESSED,
              Kind.CLOCK_SAMPLE,
              Kind.BELIEVED,
              Kind.MATCHED,
              Kind.DELIBERATED,
              Kind.ISSUED,
              Kind.WITHDRAWN,
              Kind.ORDERED,
              Kind.ADMITTED,
              Kind.LIMITS_IN_FORCE,
              Kind.SEEN,
              Kind.CANCELLED,
              Kind.REFUSED,
              Kind.MODE_CHANGED,
              Kind.ADOPTED,
              Kind.BREACHED,
              Kind.WARNED,
              Kind.DISAGREED));

  private static final String NAME = "excerpt";
  private static final String UNDER_WAY = "excerpt-";

  private static final String LOCK = "excerpt.lock";

  private final RunFolder run;
  private final Path folder;

  private Excerpt(RunFolder run) {
    this.run = run;
    folder = run.path().resolve(NAME);
  }

  /// An excerpt that counts, and files of it.
  private record Opened(ExcerptAbout about, List<ExcerptFile.Reader> files) {}

  /// Makes the excerpt of a run anew, by reading and verifying its whole journal.
  ///
  /// @throws dev.warrant.knowledge.journal.JournalDamaged if that is not what was written
  public static void make(RunFolder run) throws IOException {
    Excerpt excerpt = new Excerpt(run);
    excerpt.alone(excerpt::made);
  }

  /// Deletes the excerpt of a run, and what a process left that died while it made one.
  public static void delete(RunFolder run) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(run.path())) {
      folders = all.filter(f -> name(f).equals(NAME) || name(f).startsWith(UNDER_WAY)).toList();
    }
    for (Path folder : folders) {
      clear(folder);
    }
    Files.deleteIfExists(run.path().resolve(LOCK));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /// Reads records of some kinds in the order of the journal: from the excerpt, which is made
  /// before if it has to be.
  ///
  /// @param kinds some of [#KINDS]
  /// @return what the journal amounts to
  /// @throws dev.warrant.knowledge.journal.JournalDamaged if the journal had to be read and is not
  ///   what was written
  public static JournalSummary read(RunFolder run, Collection<Kind> kinds, Consumer<Entry> each) {
    Excerpt excerpt = new Excerpt(run);
    Opened found = excerpt.found(kinds);
    if (found == null) {
      try {
        found = excerpt.alone(() -> excerpt.brought(kinds));
      } catch (IOException e) {
        return whole(run, kinds, each); // a folder that cannot be written, such as an archive
      }
    }
    merge(found.files(), each);
    return found.about().journal();
  }

  private <T> T alone(OneAtATime.Making<T> what) throws IOException {
    try {
      return OneAtATime.make(run.path().resolve(LOCK), "the excerpt of " + run.id(), what);
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }

  /// What is there, if it counts as it is; null if not.
  private @Nullable Opened found(Collection<Kind> kinds) {
    ExcerptAbout about = ExcerptAbout.read(folder);
    return about != null && about.files().keySet().equals(KINDS) && current(about)
        ? opened(about, kinds)
        : null;
  }

  /// What is there, brought to the end of the journal; made anew if nothing that counts is.
  private Opened brought(Collection<Kind> kinds) throws IOException {
    Opened out = found(kinds); // somebody else may have been first
    if (out == null) {
      ExcerptAbout about = grown();
      out = about == null ? null : opened(about, kinds);
    }
    if (out == null) {
      out = opened(made(), kinds);
    }
    if (out == null) {
      throw new IOException("what was just written to " + folder + " is not there");
    }
    return out;
  }

  /// The files of some kinds; null if one of them is not what was written.
  private @Nullable Opened opened(ExcerptAbout about, Collection<Kind> kinds) {
    List<ExcerptFile.Reader> out = new ArrayList<>();
    try {
      for (Kind kind : kinds) {
        out.add(ExcerptFile.open(folder, kind, about.files().get(kind)));
      }
    } catch (IOException e) {
      return null;
    }
    return new Opened(about, out);
  }

  /// Whether all of these kinds are in it.
  public static boolean holds(Collection<Kind> kinds) {
    return KINDS.containsAll(kinds);
  }

  /// The same from the journal itself, every byte of which is verified.
  public static JournalSummary whole(RunFolder run, Collection<Kind> kinds, Consumer<Entry> each) {
    JournalReader reader = JournalReader.open(run.journal()).only(kinds);
    while (reader.hasNext()) {
      each.accept(reader.next());
    }
    return reader.summary();
  }

  /// From what records were read, as the end of an answer.
  ///
  /// @param whole whether from the journal itself
  public static String source(JournalSummary journal, boolean whole) {
    return whole
        ? "read from the whole journal, every byte of which was verified"
        : "read from the excerpt of inputs %d to %d; --whole reads the journal itself"
            .formatted(journal.firstSeq(), journal.lastSeq());
  }

  /// Whether the journal still ends as it did.
  private boolean current(ExcerptAbout about) {
    JournalSummary was = about.journal();
    JournalSummary is = JournalReader.tail(run.journal());
    return was.lastSeq() == is.lastSeq()
        && was.root().equals(is.root())
        && was.closed() == is.closed()
        && was.stripped() == is.stripped()
        && was.tornBytes() == is.tornBytes();
  }

  /// Goes on with what is there, from where the journal ended then; null if this is not that
  /// journal, or what is there is not what was written.
  private @Nullable ExcerptAbout grown() throws IOException {
    ExcerptAbout about = ExcerptAbout.read(folder);
    JournalMap map = JournalMap.of(run.journal());
    if (about == null
        || !about.files().keySet().equals(KINDS)
        || map.stripped()
        || map.firstSeq(0) != about.journal().firstSeq()) {
      return null;
    }
    JournalSummary was = about.journal();
    JournalReader reader = map.from(map.ofSeq(was.lastSeq())).only(KINDS);
    if (!reader.skipPast(was)) {
      return null;
    }
    long bytes = was.bytes() - reader.summary().bytes();
    ExcerptAbout next;
    try (ExcerptMaker maker = new ExcerptMaker(folder, about)) {
      while (reader.hasNext()) {
        maker.add(reader.next());
      }
      next = maker.about(since(was, reader.summary(), bytes));
    } catch (UncheckedIOException e) {
      return null; // made anew, if that is possible
    }
    next.write(folder);
    return next;
  }

  /// What the whole amounts to, of which `end` is the end.
  ///
  /// @param before bytes of the whole before what `end` counts
  private static JournalSummary since(JournalSummary was, JournalSummary end, long before) {
    return new JournalSummary(
        was.run(),
        was.firstSeq(),
        end.lastSeq(),
        end.lastNanos(),
        end.inputHead(),
        end.derivedHead(),
        end.stripped(),
        end.closed(),
        end.tornBytes(),
        before + end.bytes());
  }

  private ExcerptAbout made() throws IOException {
    Path next = Files.createTempDirectory(run.path(), UNDER_WAY);
    try {
      ExcerptAbout about;
      try (ExcerptMaker maker = new ExcerptMaker(next, KINDS)) {
        about = maker.about(whole(run, KINDS, maker::add));
      }
      about.write(next);
      clear(folder);
      Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
      return about;
    } finally {
      clear(next);
    }
  }

  private static void clear(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      List<Path> files;
      try (Stream<Path> all = Files.list(folder)) {
        files = all.toList();
      }
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  private static void merge(List<ExcerptFile.Reader> files, Consumer<Entry> each) {
    while (true) {
      ExcerptFile.Reader first = null;
      for (ExcerptFile.Reader file : files) {
        first = file.hasNext() && (first == null || file.before(first)) ? file : first;
      }
      if (first == null) {
        return;
      }
      each.accept(first.next());
    }
  }
}
