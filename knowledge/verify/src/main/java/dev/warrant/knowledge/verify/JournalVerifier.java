package dev.warrant.knowledge.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Re-reads a run's journal by the documented format and recomputes everything: checksums, both
/// hash chains, contiguity, linkage of segments, padding. Shares no code with the program that
/// wrote it and needs nothing but a JDK.
///
/// `verify RUN` prints one verdict and exits with 0 clean, 1 tampered (naming the first bad place)
/// or 2 unreadable.
public final class JournalVerifier {
  private static final Pattern NAME = Pattern.compile("[0-9]{8}-[0-9]{20}\\.wj");

  /// Is shown every record that holds, in order.
  @FunctionalInterface
  interface Records {
    void record(Segment segment, int at);
  }

  private final List<Segment> segments;
  private final Records shown;
  private final Chains chains = new Chains();
  private long records;
  private long tornBytes;

  private static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Verdict.Tampered verdict;

    Bad(Verdict.Tampered verdict) {
      super(verdict.what());
      this.verdict = verdict;
    }
  }

  private JournalVerifier(List<Segment> segments, Records shown) {
    this.segments = segments;
    this.shown = shown;
  }

  /// Verifies the run named by the only argument and exits.
  public static void main(String[] args) {
    Visible.install();
    if (args.length != 1) {
      System.out.println("usage: verify RUN\nMaybe give the folder of one run.");
      System.exit(2);
    }
    Verdict verdict = verify(Path.of(args[0]));
    System.out.println(verdict);
    System.exit(verdict.exitStatus());
  }

  /// Verifies a run's folder, or its journal folder.
  public static Verdict verify(Path run) {
    return verify(run, (_, _) -> {});
  }

  static Verdict verify(Path run, Records shown) {
    Path inner = run.resolve("journal");
    Path folder = Files.isDirectory(inner) ? inner : run;
    List<Segment> segments = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files =
          all.filter(f -> NAME.matcher(f.getFileName().toString()).matches()).sorted().toList();
      for (Path file : files) {
        segments.add(new Segment(file));
      }
    } catch (IOException e) {
      return new Verdict.Unreadable(e.toString());
    }
    if (segments.isEmpty()) {
      return new Verdict.Unreadable("no journal segments in " + folder);
    }
    try {
      return new JournalVerifier(segments, shown).run();
    } catch (Bad e) {
      return e.verdict;
    } catch (UncheckedIOException e) {
      return new Verdict.Unreadable(e.toString());
    }
  }

  private Verdict run() throws Bad {
    Segment first = segments.getFirst();
    if (!first.headerProblem().isEmpty()) {
      throw bad(first, 0, first.headerProblem());
    }
    if (first.firstSeq() == 1 && !first.begins()) {
      throw bad(first, 0, "the first segment says that something was before it");
    }
    for (int i = 0; i < segments.size() && tornBytes == 0; i++) {
      Segment s = segments.get(i);
      if (i > 0 && !follows(i)) {
        break;
      }
      chains.start(s);
      segment(i);
      if (s.shortened() && !chains.closed() && tornBytes == 0) {
        throw bad(s, s.size(), "the segment ends before its declared size");
      }
      if (i > 0) {
        segments.get(i - 1).release();
      }
    }
    return new Verdict.Clean(
        records,
        first.firstSeq(),
        chains.seq(),
        chains.closed(),
        tornBytes,
        chains.stripped(),
        Verdict.hex(chains.inputHead()),
        Verdict.hex(chains.root()));
  }

  /// Whether segment `i` follows from the one before; if it does not, whether a crash explains that
  /// is found out, and the tail is torn.
  private boolean follows(int i) throws Bad {
    Segment s = segments.get(i);
    Segment before = segments.get(i - 1);
    String problem = s.headerProblem();
    boolean readable = problem.isEmpty();
    if (readable) {
      problem = chains.link(s);
      if (problem.isEmpty()) {
        return true;
      }
    }
    boolean crash =
        readable
            ? !s.epoch() && chains.missesOnlyRecords(s)
            : !chains.closed() && s.size() == before.declaredBytes();
    if (!crash || proved(i)) {
      throw bad(s, 0, problem);
    }
    tornBytes = sizes(i);
    return false;
  }

  private void segment(int i) throws Bad {
    Segment s = segments.get(i);
    int at = Segment.HEADER;
    while (true) {
      int headerEnd = Math.min(at + Segment.RECORD, s.size());
      if (s.size() - at < Segment.RECORD || s.nonZero(at, headerEnd) < 0) {
        int dirty = s.nonZero(at, s.size());
        if (dirty >= 0) {
          tear(i, at, dirty, "a byte that is not zero after the last record");
        }
        return;
      }
      String frame = s.frameProblem(at);
      if (!frame.isEmpty()) {
        tear(i, at, at, frame);
        return;
      }
      String problem = chains.admit(s, at);
      if (!problem.isEmpty()) {
        throw bad(s, at, problem);
      }
      records++;
      shown.record(s, at);
      at += s.length(at);
    }
  }

  /// Accepts what is wrong at `dirty` as the torn tail of a crash, after the last good record's end
  /// at `at`, or does not.
  private void tear(int i, int at, int dirty, String what) throws Bad {
    Segment s = segments.get(i);
    boolean fixed = chains.closed() || chains.stripped() || s.shortened();
    if (fixed || s.proves(at, chains.seq(), chains.conclusions()) || proved(i + 1)) {
      throw bad(s, dirty, what);
    }
    tornBytes = s.size() - at + sizes(i + 1);
  }

  private boolean proved(int from) {
    for (Segment s : segments.subList(from, segments.size())) {
      boolean starts = s.headerProblem().isEmpty() && s.epoch();
      if (starts || s.shortened() || s.proves(0, chains.seq(), chains.conclusions())) {
        return true;
      }
      s.release();
    }
    return false;
  }

  private long sizes(int from) {
    long sum = 0;
    for (Segment s : segments.subList(from, segments.size())) {
      sum += s.size();
      s.release();
    }
    return sum;
  }

  private Bad bad(Segment s, int offset, String what) {
    return new Bad(new Verdict.Tampered(s.file(), offset, chains.seq(), what));
  }
}
