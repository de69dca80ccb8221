package dev.warrant.governance.bench;

import dev.warrant.execution.desk.DeliberationPort;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.Version;
import dev.warrant.knowledge.cuts.CutKeeper;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.trace.TraceWriter;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.backtest.SimDesk;
import dev.warrant.sim.backtest.SimVenue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A run as long as a day, in the time of some minutes: a short run of the whole chain, written
/// again and again with later times and numbers. Every record, cut and trace node has the shape and
/// size of a real one, and the journal is sound. The cuts that are asked about are deliberated over
/// in their place, so that what they are held against is true of them; those between only look so.
/// Of the trace one lap in the middle is as it was made, and the others differ in their text. Of
/// each deliberation asked about, an order is as true: its warrant, record and nodes are those that
/// came.
final class DayRun {
  private static final int ASKED = 12;

  private final RunFolder folder;
  private final List<Entry> lap = new ArrayList<>();
  private final List<TraceNode> nodes = new ArrayList<>();
  private final TreeMap<Long, Cut> cuts = new TreeMap<>();
  private final List<Long> moments = new ArrayList<>();
  private final TreeSet<Long> asked = new TreeSet<>();

  /// An order of each cut of the lap that led to some.
  private final TreeMap<Long, OrderRecord> led = new TreeMap<>();

  /// What stands in the trace for an order that is asked about, the order's node last.
  private final TreeMap<String, List<TraceNode>> told = new TreeMap<>();

  private @Nullable Deliberation real;
  private final Digest policy;
  private final List<Instrument> instruments = new ArrayList<>();
  private final long span;
  private final int laps;
  private long inputs;
  private long cutBytes;
  private long cutsKept;

  private DayRun(Scope scope, RunFolder folder, long seconds, long span) {
    this.folder = folder;
    this.span = span;
    laps = (int) Math.max(3, seconds * Scope.SECOND / span);
    policy = scope.rules().policy().digest();
  }

  /// @param seconds how long the run is to be
  /// @param lapSeconds how long the short run is
  static DayRun write(Scope scope, Path path, long seconds, long lapSeconds) {
    RunFolder folder = new RunFolder(path);
    DayRun day = new DayRun(scope, folder, seconds, lapSeconds * Scope.SECOND);
    Path lap = path.resolveSibling("lap");
    int leverage = day.record(scope, lap);
    copy(scope.root().resolve("rules/packs/house-policy"), folder.policy());
    copy(scope.root().resolve("rules/packs/house-strategy"), folder.strategy());
    try (Deliberator engines =
        scope
            .rules()
            .deliberator(day.instruments, leverage, scope.root().resolve(".warrant/cache"))) {
      day.journal(engines);
    }
    day.trace();
    return day;
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path beside = to.resolve(from.relativize(file).toString());
        Files.createDirectories(beside.getParent());
        Files.copy(file, beside);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the packs in " + from, e);
    }
  }

  /// Runs the short run and takes it into memory.
  private int record(Scope scope, Path path) {
    DeskConfig standard = DeskConfig.standard();
    SimVenue.Funding funding = new SimVenue.Funding(standard.capitalE8(), standard.leverage());
    SimVenue venue = SimVenue.generated(1, Scope.START_NANOS, funding);
    instruments.addAll(venue.instruments());
    DeskConfig config = standard.on(instruments.stream().map(Instrument::symbol).toList());
    try (JournalWriter journal = JournalWriter.open(path.resolve("journal"), "bench");
        TraceWriter trace = TraceWriter.open(path.resolve("trace"), 1);
        Deliberator engines = scope.rules().deliberator(instruments, config.leverage(), null);
        SimDesk desk =
            new SimDesk(
                new SimDesk.Setup(
                    config,
                    scope.rules(),
                    scope.admissions(instruments),
                    instruments,
                    venue.venue(),
                    Scope.START_NANOS,
                    1,
                    scope.rules()::perception,
                    engines),
                journal,
                trace,
                this::seen)) {
      desk.run(Scope.START_NANOS + span);
    }
    JournalReader.read(path.resolve("journal"), lap::add);
    TreeMap<Digest, Long> roots = new TreeMap<>();
    for (Entry entry : lap) {
      if (entry instanceof Entry.Concluded c && c.derived() instanceof Derived.Deliberated d) {
        roots.put(d.root(), d.asOf());
      } else if (entry instanceof Entry.Concluded c && c.derived() instanceof Derived.Ordered o) {
        Long cut = roots.get(o.order().root());
        if (cut != null) {
          led.putIfAbsent(cut, o.order());
        }
      }
    }
    TraceReader.open(path.resolve("trace")).forEach(nodes::add);
    return config.leverage();
  }

  private DeliberationPort seen(DeliberationPort port) {
    return new DeliberationPort() {
      @Override
      public void begin(Cut cut) {
        cuts.put(cut.seq(), cut);
        port.begin(cut);
      }

      @Override
      public void under(Version version) {
        port.under(version);
      }

      @Override
      public Deliberation result(long id) {
        return port.result(id);
      }
    };
  }

  private void journal(Deliberator engines) {
    SeededRandom random = new SeededRandom(7);
    List<Long> all = List.copyOf(led.keySet());
    TreeMap<Integer, Long> wanted = new TreeMap<>();
    for (int i = 0; i < ASKED; i++) {
      // Spread over the run; the latter half of a lap, where more is intended.
      int lap = 1 + (laps - 2) * i / ASKED;
      wanted.put(
          lap == laps / 2 ? lap + 1 : lap,
          all.get(all.size() - 1 - random.nextInt(all.size() / 2)));
    }
    CutKeeper keeper = CutKeeper.patient(folder.cuts());
    try (keeper;
        JournalWriter journal = JournalWriter.open(folder.journal(), "bench")) {
      for (int i = 0; i < laps; i++) {
        lap(i, journal, keeper, engines, wanted.getOrDefault(i, 0L));
      }
      inputs = journal.lastSeq();
    }
    cutBytes = keeper.bytes();
    cutsKept = keeper.kept();
  }

  /// One lap. The first record of a run is its start, so later laps have one input less.
  private void lap(
      int number, JournalWriter journal, CutKeeper keeper, Deliberator engines, long wanted) {
    long shift = journal.lastSeq() - (number == 0 ? 0 : 1);
    Cut now = cuts.firstEntry().getValue();
    boolean skipped = false;
    real = null;
    for (Entry entry : lap) {
      switch (entry) {
        case Entry.Input i -> {
          skipped = number > 0 && i.stamped().event() instanceof DeskEvent.Started;
          if (!skipped) {
            journal.settle();
            long nanos = i.stamped().nanos() + number * span;
            journal.input(nanos, later(i.stamped().event(), number, shift));
            Cut cut = cuts.get(i.seq());
            if (cut != null) {
              now = later(cut, number, shift);
              keeper.keep(now, policy);
              if (i.seq() == wanted) {
                moments.add(nanos);
                asked.add(now.seq());
              }
            }
          }
        }
        case Entry.Concluded c -> {
          if (!skipped) {
            journal.derived(
                c.derived() instanceof Derived.Deliberated d
                    ? thought(d, now, engines)
                    : later(c.derived(), number, shift, wanted));
          }
        }
      }
    }
    journal.settle();
  }

  private Event later(Event event, int number, long shift) {
    long before = (long) number * cuts.size();
    return switch (event) {
      case DeskEvent.CutTaken c -> new DeskEvent.CutTaken(c.cut() + before);
      case DeskEvent.Published p -> new DeskEvent.Published(p.cut() + before);
      case DeskEvent.Durable d -> new DeskEvent.Durable(Math.max(1, d.through() + shift));
      default -> Renamed.event(event, id -> named(id, number));
    };
  }

  private Cut later(Cut c, int number, long shift) {
    return new Cut(
        c.epoch(),
        c.id() + (long) number * cuts.size(),
        c.seq() + shift,
        c.nanos() + number * span,
        c.facts(),
        c.live().stream().map(w -> later(w, number)).toList(),
        c.nextWarrant());
  }

  private Warrant later(Warrant w, int number) {
    return w.withExpiry(w.expiresNanos() + number * span);
  }

  /// Conclusions that name an order or, if it is one asked about, its deliberation.
  private Derived later(Derived derived, int number, long shift, long wanted) {
    OrderRecord led = this.led.get(wanted);
    Deliberation came = real;
    return switch (derived) {
      case Derived.Issued i when came != null && led != null && is(i.warrant(), led) ->
          new Derived.Issued(
              came.warrants().stream()
                  .filter(w -> w.id() == led.warrant())
                  .findFirst()
                  .orElseThrow());
      case Derived.Ordered(OrderRecord o) -> {
        boolean own = came != null && led != null && o.clientId().equals(led.clientId());
        yield new Derived.Ordered(
            later(o, number, shift, own && came != null ? came.root() : o.root()));
      }
      case Derived.Admitted a -> {
        Derived.Admitted out =
            new Derived.Admitted(
                named(a.clientId(), number), a.bindingLimit(), a.margin(), a.measures());
        if (came != null && led != null && a.clientId().equals(led.clientId())) {
          tell(came, later(led, number, shift, came.root()), out);
        }
        yield out;
      }
      case Derived.Seen s -> new Derived.Seen(named(s.clientId(), number), s.present(), s.values());
      default -> derived;
    };
  }

  private static boolean is(Warrant w, OrderRecord order) {
    return w.id() == order.warrant() && w.root().equals(order.root());
  }

  private OrderRecord later(OrderRecord o, int number, long shift, Digest root) {
    return new OrderRecord(
        named(o.clientId(), number),
        o.epoch(),
        o.warrant(),
        o.instrument(),
        o.side(),
        o.kind(),
        o.price(),
        o.lots(),
        o.reduceOnly(),
        root,
        o.cause() + shift);
  }

  private void tell(Deliberation came, OrderRecord order, Derived.Admitted admitted) {
    List<TraceNode> all = new ArrayList<>(came.nodes());
    TraceNode event =
        TraceNode.of(TraceNode.Kind.FACT, "event", "Event(" + order.cause() + ")", List.of());
    TraceNode saw = TraceNode.of(TraceNode.Kind.FACT, "admission", Canon.text(admitted), List.of());
    all.add(event);
    all.add(saw);
    all.add(
        TraceNode.of(
            TraceNode.Kind.ORDER,
            "warrant",
            Canon.text(order),
            List.of(came.root(), event.id(), saw.id())));
    told.put(order.clientId(), all);
  }

  /// An order's name in another lap.
  private String named(String order, int number) {
    return number == laps / 2 ? order : order.charAt(0) + "" + number + order.substring(1);
  }

  private Derived thought(Derived.Deliberated d, Cut now, Deliberator engines) {
    Deliberation came = asked.contains(now.seq()) ? engines.deliberate(now) : null;
    if (came == null) {
      return new Derived.Deliberated(
          now.id(),
          now.seq(),
          d.facts(),
          d.factCount(),
          d.intents(),
          d.objections(),
          d.warrants(),
          d.outcome(),
          d.root());
    }
    // Facts that name a time are those of the lap, so now and then it comes out otherwise; then no
    // order is told of it.
    real = came.warrants().size() == d.warrants() ? came : null;
    return new Derived.Deliberated(
        now.id(),
        now.seq(),
        came.facts(),
        d.factCount(),
        came.intents().size(),
        came.objections().size(),
        came.warrants().size(),
        came.outcome(),
        came.root());
  }

  private void trace() {
    Map<Digest, Integer> places = new TreeMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      places.putIfAbsent(nodes.get(i).id(), i);
    }
    int[][] children = new int[nodes.size()][];
    for (int i = 0; i < children.length; i++) {
      children[i] =
          nodes.get(i).children().stream().mapToInt(c -> places.getOrDefault(c, 0)).toArray();
    }
    try (TraceWriter writer = TraceWriter.open(folder.trace(), 1)) {
      for (int l = 0; l < laps; l++) {
        if (l == laps / 2) {
          writer.append(nodes);
        } else {
          retold(writer, children, l);
        }
      }
    }
  }

  private void retold(TraceWriter writer, int[][] children, int number) {
    Digest[] ids = new Digest[nodes.size()];
    for (int i = 0; i < ids.length; i++) {
      TraceNode node = nodes.get(i);
      String order =
          node.kind() == TraceNode.Kind.ORDER
              ? named(node.content().split("\"", 3)[1], number)
              : "";
      List<TraceNode> real = told.get(order);
      if (real != null) {
        writer.append(real);
        ids[i] = real.getLast().id();
        continue;
      }
      List<Digest> below = new ArrayList<>(children[i].length);
      for (int c : children[i]) {
        below.add(Objects.requireNonNull(ids[c]));
      }
      TraceNode other =
          TraceNode.of(node.kind(), node.rule(), retold(node.content(), number), below);
      ids[i] = other.id();
      writer.append(other);
    }
  }

  /// Another text of about the same length, with another order's name if it has one.
  private static String retold(String content, int number) {
    int name = content.indexOf("\"W");
    if (name >= 0) {
      return content.substring(0, name + 2) + number + content.substring(name + 2);
    }
    // A record with one field more is still one.
    return content.endsWith(")")
        ? content.substring(0, content.length() - 1) + "," + number + ")"
        : content + ' ' + number;
  }

  RunFolder folder() {
    return folder;
  }

  /// Moments whose last cut was deliberated over where it stands.
  List<Long> moments() {
    return List.copyOf(moments);
  }

  /// Orders that come again from their cuts, one in each part of the day.
  List<String> trueOrders() {
    return List.copyOf(told.keySet());
  }

  /// Orders that can be explained.
  List<String> orders() {
    LinkedHashMap<String, Digest> found = new LinkedHashMap<>();
    for (TraceNode node : nodes) {
      if (node.kind() == TraceNode.Kind.ORDER) {
        String[] parts = node.content().split("\"", 3);
        found.put(parts[1], node.id());
      }
    }
    return found.keySet().stream().filter(id -> id.startsWith("W")).toList();
  }

  long inputs() {
    return inputs;
  }

  double hours() {
    return laps * (double) span / (3600.0 * Scope.SECOND);
  }

  /// Bytes of kept cuts.
  long cutBytes() {
    return cutBytes;
  }

  long cutsKept() {
    return cutsKept;
  }
}
