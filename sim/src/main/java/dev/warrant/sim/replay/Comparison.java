package dev.warrant.sim.replay;

import dev.warrant.execution.desk.Recorder;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.journal.RootJournal;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Takes what a replayed desk concludes and holds it against the journal, input by input. The
/// conclusions of an input are settled when the next input is known: if that is the start of a
/// later epoch, the desk died on the way and only what it says it had written counts.
final class Comparison implements Recorder {
  private final boolean stripped;
  private final BiConsumer<Stamped, Derived> heard;
  private final RootJournal journal = new RootJournal();
  private final List<Derived> rebuilt = new ArrayList<>();
  private final List<Derived> recorded = new ArrayList<>();
  private final HeadsLeftOut heads = new HeadsLeftOut();
  private TraceRoot trace = new TraceRoot();
  private @Nullable Difference difference;
  private @Nullable Stretch otherInputs;
  private long vouched;
  private @Nullable Stamped now;
  private long seq;
  private long conclusions;
  private long orders;

  Comparison(boolean stripped) {
    this(stripped, (_, _) -> {});
  }

  /// @param heard hears every conclusion with its input as soon as it is drawn
  Comparison(boolean stripped, BiConsumer<Stamped, Derived> heard) {
    this.stripped = stripped;
    this.heard = heard;
  }

  /// The next input is about to be replayed.
  void input(Stamped next) {
    settle(
        next.event() instanceof DeskEvent.Started s && s.epoch() > 1
            ? s.tail()
            : Integer.MAX_VALUE);
    if (next.event() instanceof DeskEvent.Started) {
      trace = new TraceRoot();
      heads.ended();
    }
    seq = next.seq();
    now = next;
    journal.input(next.nanos(), next.event());
  }

  /// A conclusion as the journal holds it.
  void recorded(Derived derived) {
    recorded.add(derived);
  }

  /// Compares the conclusions of the last input.
  ///
  /// @param most how many of them count
  void settle(int most) {
    List<Derived> drawn =
        stripped
            ? rebuilt.subList(0, Math.min(most, rebuilt.size()))
            : heads.counting(seq, rebuilt, recorded, most);
    int count = drawn.size();
    for (Derived d : drawn) {
      journal.derived(d);
      conclusions++;
      orders += d instanceof Derived.Ordered ? 1 : 0;
    }
    if (!stripped && difference == null) {
      for (int i = 0; i < Math.max(count, recorded.size()); i++) {
        Derived was = i < recorded.size() ? recorded.get(i) : null;
        Derived is = i < count ? drawn.get(i) : null;
        if (was == null || !was.equals(is) && !sameTrace(was, is)) {
          difference = new Difference(seq, i, String.valueOf(was), String.valueOf(is));
          break;
        }
      }
    }
    compareInputs(drawn);
    rebuilt.clear();
    recorded.clear();
  }

  /// Whether two trace heads differ in nothing but the inputs.
  private static boolean sameTrace(Derived was, @Nullable Derived is) {
    return was instanceof Derived.TraceHead a
        && is instanceof Derived.TraceHead b
        && a.size() == b.size()
        && a.root().equals(b.root());
  }

  /// Holds the chain over inputs against the trace heads, whether or not a conclusion differed.
  private void compareInputs(List<Derived> drawn) {
    for (int i = 0; i < Math.min(drawn.size(), recorded.size()); i++) {
      if (otherInputs == null
          && recorded.get(i) instanceof Derived.TraceHead was
          && drawn.get(i) instanceof Derived.TraceHead is) {
        if (was.inputs().equals(is.inputs())) {
          vouched = seq;
        } else {
          otherInputs = new Stretch(vouched, seq);
        }
      }
    }
  }

  @Override
  public Digest inputHead() {
    return journal.inputHead();
  }

  @Override
  public void derived(Derived derived) {
    rebuilt.add(derived);
    heard.accept(Objects.requireNonNull(now), derived);
  }

  @Override
  public void node(TraceNode node) {
    trace.append(node);
  }

  @Override
  public long traceSize() {
    return trace.size();
  }

  @Override
  public Digest traceRoot() {
    return trace.root();
  }

  /// Nothing more comes.
  void finish(int most) {
    settle(most);
    heads.ended();
  }

  @Nullable Difference difference() {
    Difference head = heads.missing();
    return head != null && (difference == null || head.seq() < difference.seq())
        ? head
        : difference;
  }

  /// Trace heads that were drawn for lives recorded before there was one a second.
  long headsLeftOut() {
    return heads.heads();
  }

  @Nullable Stretch otherInputs() {
    return otherInputs;
  }

  long vouched() {
    return vouched;
  }

  long conclusions() {
    return conclusions;
  }

  long orders() {
    return orders;
  }

  Digest journalRoot() {
    return journal.root();
  }
}
