package dev.warrant.knowledge.journal;

import static dev.warrant.knowledge.journal.Layout.*;

import dev.warrant.knowledge.codec.ByteSource;
import dev.warrant.knowledge.codec.Codec;
import dev.warrant.knowledge.codec.CodecException;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.Stamped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads a journal from front to back and verifies every byte on the way. Changes nothing: a torn
/// tail (see `docs/journal-format.md`) is where reading ends, and [#summary] tells of it. May read
/// a journal that is being written. Not safe for use by two threads.
public final class JournalReader implements Iterator<Entry> {
  private final List<Path> files;
  private final Scanner scanner;
  private final ByteSource source = new ByteSource();
  private @Nullable Entry ahead;
  private final EnumSet<Kind> wanted = EnumSet.allOf(Kind.class);
  private long firstSeq;
  private String run = "";

  JournalReader(List<Path> files, int from) {
    this.files = files;
    scanner = new Scanner(files, from);
  }

  /// A reader over the journal in `folder`.
  ///
  /// @throws JournalDamaged if there is none
  public static JournalReader open(Path folder) {
    return new JournalReader(files(folder), 0);
  }

  /// A reader whose first entry is input `seq`. It reads from the beginning of that input's
  /// segment, whose header is trusted for everything before it, and nothing before that.
  ///
  /// @throws JournalDamaged if there is no journal
  /// @see JournalMap
  public static JournalReader openAt(Path folder, long seq) {
    JournalMap map = JournalMap.of(folder);
    return map.from(map.ofSeq(seq)).skipTo(seq);
  }

  /// From now on only entries of these kinds come; the others are verified like them, and passed
  /// over without being decoded.
  public JournalReader only(Collection<Kind> kinds) {
    wanted.clear();
    wanted.addAll(kinds);
    return this;
  }

  /// Passes over what comes before input `seq`.
  public JournalReader skipTo(long seq) {
    ahead = null;
    while (ahead == null && scanner.advance()) {
      noteStart();
      if (scanner.state().lastSeq() >= seq) {
        ahead = decode();
      }
    }
    return this;
  }

  /// Passes over what comes up to the end of an earlier reading, which may be one of all that was
  /// there then.
  ///
  /// @param was what the journal amounted to up to there
  /// @return whether the journal has that place: the same last input and both chains as they were.
  ///   If not, it is another journal, or lost what was read of it
  public boolean skipPast(JournalSummary was) {
    ahead = null;
    ChainState state = scanner.state();
    while (scanner.advance() && state.lastSeq() <= was.lastSeq()) {
      noteStart();
      if (state.lastSeq() == was.lastSeq()
          && state.closed() == was.closed()
          && state.inputHead().equals(was.inputHead())
          && state.derivedHead().equals(was.derivedHead())) {
        return true;
      }
    }
    return false;
  }

  /// Bytes of files read so far.
  public long bytesRead() {
    return scanner.bytesRead();
  }

  /// Verifies the whole journal, calling `each` with every entry in order.
  ///
  /// @throws JournalDamaged at the first place that is not what was written
  public static JournalSummary read(Path folder, Consumer<Entry> each) {
    JournalReader reader = open(folder);
    while (reader.hasNext()) {
      each.accept(reader.next());
    }
    return reader.summary();
  }

  /// The end of the journal, found and verified from its last segment alone.
  public static JournalSummary tail(Path folder) {
    List<Path> files = files(folder);
    SegmentImage image = new SegmentImage();
    int last = files.size() - 1;
    image.read(files.get(last));
    while (last > 0 && image.headerProblem() != null) {
      image.read(files.get(--last));
    }
    JournalReader reader = new JournalReader(files, last);
    while (reader.scanner.advance()) {
      reader.noteStart();
    }
    return reader.summary();
  }

  @Override
  public boolean hasNext() {
    while (ahead == null && scanner.advance()) {
      noteStart();
      ahead = decode();
    }
    return ahead != null;
  }

  @Override
  public Entry next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException("the journal ended at " + scanner.state().lastSeq());
    }
    Entry out = ahead;
    ahead = null;
    return out;
  }

  /// What was read so far; of the whole journal once [#hasNext] is false.
  public JournalSummary summary() {
    noteStart();
    ChainState state = scanner.state();
    return new JournalSummary(
        run,
        firstSeq,
        state.lastSeq(),
        state.lastNanos(),
        state.inputHead(),
        state.derivedHead(),
        state.stripped(),
        state.closed(),
        tornBytes(),
        scanner.dataBytes());
  }

  private void noteStart() {
    SegmentHeader header = scanner.header();
    if (firstSeq == 0 && header != null) {
      firstSeq = header.firstSeq();
      run = header.run();
    }
  }

  private long tornBytes() {
    Scanner.Tear tear = scanner.tear();
    if (tear == null) {
      return 0;
    }
    try {
      long bytes = -tear.offset();
      for (Path file : files.subList(tear.segment(), files.size())) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the size of a segment", e);
    }
  }

  private @Nullable Entry decode() {
    ChainState state = scanner.state();
    source.over(scanner.bytes(), scanner.payload(), scanner.end());
    try {
      if (scanner.recordClass() != CLASS_CLOSE && !wanted.contains(Kind.of(scanner.kind()))) {
        return null;
      }
      return switch (scanner.recordClass()) {
        case CLASS_INPUT -> {
          Event event = Codec.event(scanner.kind(), source);
          yield new Entry.Input(new Stamped(state.lastSeq(), state.lastNanos(), event));
        }
        case CLASS_DERIVED -> {
          Derived derived = Codec.derived(scanner.kind(), source);
          yield new Entry.Concluded(
              state.lastSeq(), scanner.recordOrdinal(), state.lastNanos(), derived);
        }
        default -> null;
      };
    } catch (CodecException e) {
      JournalDamaged damaged =
          new JournalDamaged(
              scanner.file(),
              scanner.at(),
              state.lastSeq(),
              "record " + state.lastSeq() + " has a sound checksum but " + e.getMessage(),
              "it was written by a newer version of this program.");
      damaged.initCause(e);
      throw damaged;
    }
  }

  static List<Path> files(Path folder) {
    List<Path> files = SegmentFiles.list(folder);
    if (files.isEmpty()) {
      throw new JournalDamaged(
          folder,
          0,
          0,
          "expected journal segments such as " + SegmentFiles.name(1, 1) + ", found none",
          "this is not the journal folder of a run.");
    }
    return files;
  }
}
