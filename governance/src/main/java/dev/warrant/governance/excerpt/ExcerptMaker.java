package dev.warrant.governance.excerpt;

import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Takes records of a journal into the files of an excerpt: from nothing, or after what is there.
/// Nothing of it counts before [ExcerptAbout#write].
final class ExcerptMaker implements AutoCloseable {
  private final Path folder;
  private final SortedMap<Kind, List<ExcerptAbout.Part>> before;
  private final TreeMap<Kind, ExcerptFile.Writer> files = new TreeMap<>();

  /// Number of a switch that waits for its durability mark; 0 if none does.
  private long waiting;

  /// Begins with an empty file for each kind.
  ExcerptMaker(Path folder, Collection<Kind> kinds) throws IOException {
    this.folder = folder;
    before = new TreeMap<>();
    for (Kind kind : kinds) {
      files.put(kind, ExcerptFile.create(folder, kind));
    }
  }

  /// Goes on after `about`. A file is touched only once there is something to add to it.
  ExcerptMaker(Path folder, ExcerptAbout about) {
    this.folder = folder;
    before = about.files();
    waiting = about.waiting();
  }

  /// Takes the next record in.
  ///
  /// @throws UncheckedIOException if a file cannot be written, or what is there is not what was
  ///   written
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
    files.computeIfAbsent(kind, this::append).add(entry);
  }

  private ExcerptFile.Writer append(Kind kind) {
    try {
      return ExcerptFile.append(folder, kind, before.get(kind));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot go on with an excerpt", e);
    }
  }

  /// Writes out what was taken in, and says what all of it is.
  ExcerptAbout about(JournalSummary journal) throws IOException {
    TreeMap<Kind, List<ExcerptAbout.Part>> out = new TreeMap<>(before);
    for (Kind kind : files.keySet()) {
      out.put(kind, files.get(kind).end());
    }
    return new ExcerptAbout(journal, waiting, out);
  }

  @Override
  public void close() throws IOException {
    for (ExcerptFile.Writer file : files.values()) {
      file.close();
    }
  }
}
