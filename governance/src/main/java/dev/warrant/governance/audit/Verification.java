package dev.warrant.governance.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Derives orders again from the inputs of their run and holds them against what is on record: the
/// deliberation behind the warrant with its facts and root, the warrant, the order, and what the
/// guard saw. What the trace says of an order counts only if it is what was derived.
public final class Verification {
  /// The alarm about an order that the journal has and the trace has not.
  public static final String UNTRACED =
      "it is not in the trace; the desk died before that was written, or has not written it yet";

  /// What came of it.
  ///
  /// @param alarms why the record does not explain the order; none if it does
  /// @param taken what was taken as recorded; nothing if all of it was derived from the inputs
  public record Verdict(List<String> alarms, List<String> taken) {
    public Verdict {
      alarms = List.copyOf(alarms);
      taken = List.copyOf(taken);
    }

    /// After everything was derived from the inputs.
    public Verdict(List<String> alarms) {
      this(alarms, List.of());
    }

    /// Whether nothing that was looked at speaks against the record.
    public boolean explained() {
      return alarms.isEmpty();
    }

    /// Whether the record explains it, and everything was derived from the inputs.
    public boolean verified() {
      return explained() && taken.isEmpty();
    }
  }

  /// An order with everything above it.
  ///
  /// @param thought the deliberation that issued the warrant; null for exits and stops, which need
  ///   none
  record Story(
      OrderRecord order,
      Derived.@Nullable Admitted admitted,
      @Nullable Warrant warrant,
      Derived.@Nullable Deliberated thought) {}

  /// Takes conclusions and keeps the stories of some orders.
  private static final class Stories {
    private final Collection<String> wanted;
    private final TreeMap<String, Issue> issues = new TreeMap<>();
    private final TreeMap<String, Story> found = new TreeMap<>();
    private Derived.@Nullable Deliberated thought;

    private record Issue(Warrant warrant, Derived.@Nullable Deliberated thought) {}

    Stories(Collection<String> wanted) {
      this.wanted = wanted;
    }

    void take(Derived derived) {
      switch (derived) {
        case Derived.Deliberated d -> thought = d;
        case Derived.Issued i ->
            issues.put(key(i.warrant().epoch(), i.warrant().id()), new Issue(i.warrant(), thought));
        case Derived.Ordered o when wanted.contains(o.order().clientId()) -> {
          Issue issue = issues.get(key(o.order().epoch(), o.order().warrant()));
          found.put(
              o.order().clientId(),
              new Story(
                  o.order(),
                  null,
                  issue == null ? null : issue.warrant(),
                  issue == null ? null : issue.thought()));
        }
        case Derived.Admitted a ->
            found.computeIfPresent(
                a.clientId(), (_, s) -> new Story(s.order(), a, s.warrant(), s.thought()));
        case Derived _ -> {}
      }
    }

    private static String key(int epoch, long warrant) {
      return epoch + "/" + warrant;
    }
  }

  private Verification() {}

  /// Verifies orders, in one pass for all of them. Whatever keeps one from being derived again is
  /// an alarm; nothing is thrown for it.
  ///
  /// @param nodes the node of each order in the trace, by client id
  public static SortedMap<String, Verdict> of(
      RunFolder run, Rebuilding rebuilding, SortedMap<String, Digest> nodes) {
    TreeMap<String, Verdict> out = new TreeMap<>();
    TraceWalk walk = new TraceWalk(TraceReader.open(run.trace()));
    TreeSet<String> wanted = new TreeSet<>(nodes.keySet());
    nodes.values().forEach(node -> wanted.addAll(walk.ordersBelow(node)));
    long last = nodes.values().stream().mapToLong(walk::cause).max().orElse(0);
    Stories recorded = new Stories(wanted);
    Stories rebuilt = new Stories(wanted);
    String broken = play(run, rebuilding, () -> read(run, walk, recorded, last), rebuilt);
    nodes.forEach((id, node) -> {
      Compared compared = new Compared(walk, recorded.found, rebuilt.found);
      if (broken.isEmpty()) {
        compared.order(id, node);
      } else {
        compared.alarm(broken);
      }
      out.put(id, new Verdict(compared.alarms()));
    });
    return out;
  }

  /// Verifies one order.
  public static Verdict of(RunFolder run, Rebuilding rebuilding, String id, Digest node) {
    TreeMap<String, Digest> one = new TreeMap<>();
    one.put(id, node);
    return of(run, rebuilding, one).getOrDefault(id, new Verdict(List.of("nobody looked")));
  }

  /// Reads what is recorded and derives it again; returns why that cannot be done, or nothing.
  private static String play(
      RunFolder run, Rebuilding rebuilding, LongSupplier recorded, Stories rebuilt) {
    try {
      long until = recorded.getAsLong();
      rebuilding.conclusions(run, until, (_, derived) -> rebuilt.take(derived));
      return "";
    } catch (RuntimeException e) {
      // Whatever it is that a record leads to instead of its order, it is not this order.
      return broken(e);
    }
  }

  public static String broken(RuntimeException e) {
    String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return "it could not be derived again: " + what;
  }

  /// Reads up to the last of the orders, and returns its time.
  private static long read(RunFolder run, TraceWalk walk, Stories recorded, long last) {
    long until = Long.MIN_VALUE;
    boolean stripped = JournalReader.tail(run.journal()).stripped();
    JournalReader reader = JournalReader.open(run.journal());
    while (reader.hasNext()) {
      Entry entry = reader.next();
      if (entry.seq() > last) {
        break;
      }
      switch (entry) {
        case Entry.Input in -> {
          walk.input(in.stamped());
          until = stripped ? in.stamped().nanos() : until;
        }
        case Entry.Concluded c -> {
          recorded.take(c.derived());
          boolean one =
              c.derived() instanceof Derived.Ordered o
                  && recorded.wanted.contains(o.order().clientId());
          until = one ? c.nanos() : until;
        }
      }
    }
    return until;
  }
}
