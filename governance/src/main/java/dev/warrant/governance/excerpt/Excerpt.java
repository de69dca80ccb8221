package dev.warrant.governance.excerpt;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The records of a run that questions are about, a file for each kind, beside the journal: an
/// index that is no evidence, deletable, made again from the journal by whoever first needs it.
/// Market data, timers, cuts and what was concluded of each are not in it.
///
/// It counts only while the journal ends as it did when the whole of it was read and every checksum
/// and both chains held: same last input, same heads. What stands in it is as good as that file.
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
              Kind.CLOCK_SAMPLE,
              Kind.MATCHED,
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
              Kind.WARNED));

  private static final String NAME = "excerpt";
  private static final String UNDER_WAY = "excerpt-";

  private final Path folder;

  private Excerpt(RunFolder run) {
    folder = run.path().resolve(NAME);
  }

  /// Makes the excerpt of a run anew, by reading and verifying its whole journal.
  ///
  /// @throws dev.warrant.knowledge.journal.JournalDamaged if that is not what was written
  public static void make(RunFolder run) throws IOException {
    new Excerpt(run).made(run);
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
    ExcerptAbout about = excerpt.current(run);
    List<ExcerptFile.Reader> files = about == null ? List.of() : excerpt.open(kinds, about);
    if (about == null || files.isEmpty()) {
      try {
        about = excerpt.made(run);
      } catch (IOException e) {
        return whole(run, kinds, each); // a folder that cannot be written, such as an archive
      }
      files = excerpt.open(kinds, about);
    }
    merge(files, each);
    return about.journal();
  }

  /// The files of some kinds; none if one of them is not what was written.
  private List<ExcerptFile.Reader> open(Collection<Kind> kinds, ExcerptAbout about) {
    List<ExcerptFile.Reader> out = new ArrayList<>();
    try {
      for (Kind kind : kinds) {
        out.add(ExcerptFile.open(folder, kind, about.files().get(kind)));
      }
    } catch (IOException e) {
      return List.of();
    }
    return out;
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

  /// What the excerpt was made from, if the journal still ends so; null if not.
  private @Nullable ExcerptAbout current(RunFolder run) {
    ExcerptAbout about = ExcerptAbout.read(folder);
    if (about == null) {
      return null;
    }
    JournalSummary was = about.journal();
    JournalSummary is = JournalReader.tail(run.journal());
    boolean same =
        was.lastSeq() == is.lastSeq()
            && was.root().equals(is.root())
            && was.closed() == is.closed()
            && was.stripped() == is.stripped()
            && was.tornBytes() == is.tornBytes();
    return same ? about : null;
  }

  private ExcerptAbout made(RunFolder run) throws IOException {
    Path next = Files.createTempDirectory(run.path(), UNDER_WAY); // another process may make it too
    try {
      ExcerptAbout about;
      try (Maker maker = new Maker(next)) {
        JournalSummary journal = whole(run, KINDS, maker::add);
        about = new ExcerptAbout(journal, maker.files());
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

  /// Takes records in.
  private static final class Maker implements AutoCloseable {
    private final TreeMap<Kind, ExcerptFile.Writer> files = new TreeMap<>();
    private long waiting;

    Maker(Path folder) throws IOException {
      for (Kind kind : KINDS) {
        files.put(kind, ExcerptFile.create(folder, kind));
      }
    }

    void add(Entry entry) {
      if (entry instanceof Entry.Input i) {
        if (i.stamped().event() instanceof DeskEvent.Switched) {
          waiting = i.seq();
        } else if (i.stamped().event() instanceof DeskEvent.Durable d) {
          if (waiting == 0) {
            return;
          }
          waiting = d.through() >= waiting ? 0 : waiting;
        }
      }
      Kind kind =
          Kind.of(
              switch (entry) {
                case Entry.Input i -> i.stamped().event();
                case Entry.Concluded c -> c.derived();
              });
      Objects.requireNonNull(files.get(kind)).add(entry);
    }

    TreeMap<Kind, ExcerptAbout.Sum> files() throws IOException {
      TreeMap<Kind, ExcerptAbout.Sum> out = new TreeMap<>();
      for (Kind kind : KINDS) {
        out.put(kind, Objects.requireNonNull(files.get(kind)).end());
      }
      return out;
    }

    @Override
    public void close() throws IOException {
      for (ExcerptFile.Writer file : files.values()) {
        file.close();
      }
    }
  }
}
