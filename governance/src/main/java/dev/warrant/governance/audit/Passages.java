package dev.warrant.governance.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalMap;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Orders where the journal of a run has them. The trace says which input set one off; what is
/// asked about it is read from the segment that input lies in, and of those before only as much as
/// it takes to know the packs in force and the clocks.
///
/// What is read is verified from the header of its segment on; that segments follow from one
/// another is what a replay and `trace verify` tell.
public final class Passages {
  private static final List<Kind> KINDS =
      List.of(
          Kind.STARTED,
          Kind.SWITCHED,
          Kind.DURABLE,
          Kind.CLOCK_SAMPLE,
          Kind.DELIBERATED,
          Kind.ORDERED,
          Kind.ADMITTED,
          Kind.SEEN);
  private static final Pattern CAUSE = Pattern.compile(",([0-9]{1,18})\\)$");
  private static final Pattern ROOT =
      Pattern.compile(
          "Root\\((\\d{1,9}),(\\d{1,18}),(\\d{1,18}),[0-9a-f]{64},([0-9a-f]{64}),([0-9a-f]{64}),"
              + "([0-9a-f]{64}),");

  private final RunFolder run;
  private final TraceReader trace;
  private final JournalMap map;
  private final TreeMap<Digest, Passage> known = new TreeMap<>();

  /// @param seen what its guard saw; null if the desk died before it could say
  record Passage(RunRecord.Sent sent, Derived.@Nullable Seen seen) {}

  /// What the node of a deliberation names.
  ///
  /// @param seq input that took the cut
  record Thought(int epoch, long cut, long seq, InForce.Packs packs) {}

  /// Orders of a run, found through its trace.
  public Passages(RunFolder run, TraceReader trace) {
    this.run = run;
    this.trace = trace;
    map = JournalMap.of(run.journal());
  }

  RunFolder run() {
    return run;
  }

  TraceReader trace() {
    return trace;
  }

  /// The input that the node of an order says set it off; 0 if it says none.
  static long cause(TraceNode order) {
    Matcher m = CAUSE.matcher(order.content());
    return m.find() ? Long.parseLong(m.group(1)) : 0;
  }

  /// What a deliberation's node names; null if it is none.
  static @Nullable Thought thought(@Nullable TraceNode node) {
    Matcher m = ROOT.matcher(node == null ? "" : node.content());
    if (node == null || node.kind() != TraceNode.Kind.DELIBERATION || !m.lookingAt()) {
      return null;
    }
    int epoch = Integer.parseInt(m.group(1));
    return new Thought(
        epoch,
        Long.parseLong(m.group(2)),
        Long.parseLong(m.group(3)),
        new InForce.Packs(
            epoch, Digest.parse(m.group(4)), Digest.parse(m.group(5)), Digest.parse(m.group(6))));
  }

  /// The order of a node; null if the journal does not have it at the input the node names, or
  /// there is no such node.
  public RunRecord.@Nullable Sent order(Digest node) {
    TraceNode found = trace.find(node);
    Passage passage = found == null ? null : of(found);
    return passage == null ? null : passage.sent();
  }

  /// The same with what its guard saw.
  @Nullable Passage of(TraceNode order) {
    Passage passage = known.get(order.id());
    if (passage == null) {
      Scan scan = new Scan(TraceWalk.orderId(order), cause(order));
      passage = scan.read();
      if (passage != null) {
        known.put(order.id(), passage);
      }
    }
    return passage;
  }

  /// The desk's instruments, by index, in the life of the desk that input `seq` lies in.
  public List<Instrument> instruments(long seq) {
    DeskEvent.Started started = started(seq);
    return started == null ? List.of() : started.instruments();
  }

  /// How the desk began whose life input `seq` lies in.
  DeskEvent.@Nullable Started started(long seq) {
    JournalReader first = map.from(map.ofWriter(map.ofSeq(seq)));
    return first.hasNext()
            && first.next() instanceof Entry.Input i
            && i.stamped().event() instanceof DeskEvent.Started s
        ? s
        : null;
  }

  /// Looks for one order, segment by segment backwards.
  private final class Scan {
    private final String id;
    private final long cause;
    private @Nullable OrderRecord order;
    private RunRecord.Place at = new RunRecord.Place(0, 0, 0);
    private Derived.@Nullable Admitted admitted;
    private Derived.@Nullable Seen seen;
    private @Nullable Stamped sample;

    /// Starts and switches, and what is on disk after one, of the segments read so far.
    private final List<Stamped> changes = new ArrayList<>();

    private @Nullable InForce inForce;

    Scan(String id, long cause) {
      this.id = id;
      this.cause = cause;
    }

    @Nullable Passage read() {
      int segment = map.ofSeq(cause);
      segment(segment);
      OrderRecord found = order;
      if (found == null) {
        return null;
      }
      for (int i = segment - 1; i >= 0 && (inForce == null || sample == null); i--) {
        segment(i);
      }
      return new Passage(
          new RunRecord.Sent(at, found, admitted, null, packs(found), clocks()), seen);
    }

    private void segment(int number) {
      JournalReader reader = map.from(number).only(KINDS);
      long end = number + 1 < map.segments() ? map.firstSeq(number + 1) : Long.MAX_VALUE;
      List<Stamped> here = new ArrayList<>();
      Entry.Concluded thought = null;
      Stamped last = null;
      while (reader.hasNext()) {
        Entry entry = reader.next();
        if (entry.seq() > cause || entry.seq() >= end) {
          break;
        }
        switch (entry) {
          case Entry.Input i when i.stamped().event() instanceof VenueEvent.ClockSample s ->
              last = s.roundTripNanos() < 0 ? last : i.stamped();
          case Entry.Input i when i.stamped().event() instanceof DeskEvent.Durable ->
              after(here, i.stamped());
          case Entry.Input i -> here.add(i.stamped());
          case Entry.Concluded c when c.derived() instanceof Derived.Deliberated d ->
              thought = d.root().equals(Digest.ZERO) ? thought : c;
          case Entry.Concluded c -> take(c);
        }
      }
      sample = sample == null ? last : sample;
      changes.addAll(0, here);
      if (inForce == null) {
        inForce = since(thought);
      }
    }

    /// A mark tells something only while a switch waits for one.
    private static void after(List<Stamped> here, Stamped durable) {
      if (!here.isEmpty() && here.getLast().event() instanceof DeskEvent.Switched) {
        here.add(durable);
      }
    }

    private void take(Entry.Concluded c) {
      switch (c.derived()) {
        case Derived.Ordered o when c.seq() == cause && o.order().clientId().equals(id) -> {
          order = o.order();
          at = new RunRecord.Place(c.seq(), c.ordinal(), c.nanos());
        }
        case Derived.Admitted a when a.clientId().equals(id) -> admitted = a;
        case Derived.Seen s when s.clientId().equals(id) -> seen = s;
        default -> {}
      }
    }

    /// The packs since the last deliberation or start in what was read; null if there was neither.
    private @Nullable InForce since(Entry.@Nullable Concluded last) {
      Thought known =
          last != null && last.derived() instanceof Derived.Deliberated d
              ? thought(trace.find(d.root()))
              : null;
      long from = last == null || known == null ? 0 : last.seq();
      if (known == null
          && changes.stream().noneMatch(s -> s.event() instanceof DeskEvent.Started)) {
        return null;
      }
      InForce out = new InForce();
      if (known != null) {
        out.under(known.packs());
      }
      Stamped before = null;
      for (Stamped s : changes) {
        before = s.seq() <= from && s.event() instanceof DeskEvent.Switched ? s : before;
      }
      if (before != null
          && before.event() instanceof DeskEvent.Switched w
          && !w.policy().equals(out.packs().policy())) {
        out.input(before); // it waited for the disk while that deliberation ended
      }
      changes.stream().filter(s -> s.seq() > from).forEach(out::input);
      return out;
    }

    /// An order under a warrant stands under the packs of its deliberation: a switch ends warrants.
    private InForce.Packs packs(OrderRecord found) {
      Thought own = thought(trace.find(found.root()));
      InForce then = inForce;
      return own != null ? own.packs() : then == null ? InForce.Packs.NONE : then.packs();
    }

    private Clocks clocks() {
      Clocks none = Clocks.unsampled(RunRecord.simulated(run));
      Stamped s = sample;
      return s != null && s.event() instanceof VenueEvent.ClockSample c
          ? none.sampled(s.seq(), c)
          : none;
    }
  }
}
