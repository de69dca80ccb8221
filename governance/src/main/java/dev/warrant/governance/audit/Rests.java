package dev.warrant.governance.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.ask.CanonValue;
import dev.warrant.governance.ask.Question;
import dev.warrant.knowledge.codec.ByteSource;
import dev.warrant.knowledge.codec.CodecException;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.deduce.Fuel;
import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The facts that are meant, and the orders that rest on one of them.
///
/// @param facts by the first digits of their nodes
/// @param orders ids of the orders
record Rests(SortedMap<String, Stated> facts, SortedSet<String> orders) {
  /// A fact that is meant.
  ///
  /// @param says its content
  /// @param input that it was last derived from; that of an input is its own number
  record Stated(TraceNode node, Value says, long input) {
    static Stated of(TraceNode node, Value says) {
      boolean told = says instanceof Value.ListOf list && !list.items().isEmpty();
      return new Stated(
          node, says, told ? FactAsked.input((Value.ListOf) says) : FactAsked.Shape.NONE);
    }
  }

  /// From what is kept beside the trace; each fact is read from the trace. Null if that leads to
  /// anything that is not there.
  static @Nullable Rests kept(RunFolder run, FactAsked asked) {
    TraceReader trace = TraceReader.open(run.trace());
    Rests out = new Rests(new TreeMap<>(), new TreeSet<>());
    List<ByteBuffer> files = new ArrayList<>();
    trace.forEachKept(new FactsOfOrders(), files::add);
    try {
      boolean right = true;
      for (ByteBuffer file : files) {
        right &= out.take(file, trace, asked);
      }
      return right ? out : null;
    } catch (CodecException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | IllegalArgumentException e) {
      return null; // not what any program of ours wrote
    }
  }

  private boolean take(ByteBuffer file, TraceReader trace, FactAsked asked) {
    int n = file.getInt(0);
    int end = Integer.BYTES + n * FactsOfOrders.ROW_BYTES;
    byte[] bytes = new byte[file.limit() - end];
    file.get(end, bytes);
    ByteSource from = new ByteSource(bytes, 0, bytes.length);
    BitSet shapes = new BitSet();
    int known = (int) from.varint();
    for (int i = 0; i < known; i++) {
      shapes.set(i, asked.shape(new FactAsked.Shape(from.text(), from.text(), from.text())));
    }
    BitSet hits = new BitSet();
    for (int i = 0; i < n; i++) {
      ByteBuffer row =
          file.slice(Integer.BYTES + i * FactsOfOrders.ROW_BYTES, FactsOfOrders.ROW_BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      if (maybe(row, shapes, asked)) {
        byte[] id = new byte[Digest.BYTES];
        row.get(0, id);
        TraceNode node = trace.find(Digest.read(id, 0));
        if (node == null) {
          return false;
        }
        Value says = CanonValue.of(node.content());
        if (asked.hits(node.id(), says)) {
          hits.set(i);
          facts.put(digits(node), Stated.of(node, says));
        }
      }
    }
    orders(from, hits);
    return true;
  }

  private static boolean maybe(ByteBuffer row, BitSet shapes, FactAsked asked) {
    int numbers = Digest.BYTES;
    if (shapes.get(row.getInt(numbers + 2 * Long.BYTES))
        || asked.number(row.getLong(numbers))
        || asked.number(row.getLong(numbers + Long.BYTES))) {
      return true;
    }
    return asked.digits() && asked.node(digest(row));
  }

  private static Digest digest(ByteBuffer row) {
    byte[] id = new byte[Digest.BYTES];
    row.get(0, id);
    return Digest.read(id, 0);
  }

  private void orders(ByteSource from, BitSet hits) {
    for (long left = from.varint(); left > 0; left--) {
      String name = from.text();
      boolean rests = false;
      int fact = 0;
      for (long more = from.varint(); more > 0; more--) {
        fact += (int) from.varint();
        rests |= hits.get(fact);
      }
      if (rests) {
        orders.add(name);
      }
    }
  }

  private static String digits(TraceNode node) {
    return node.id().hex().substring(0, FactAsked.NODE_DIGITS);
  }

  /// From the trace: all of it is read, and a question asked of the deductive database about the
  /// steps below orders.
  static Rests walked(RunFolder run, FactAsked asked) {
    TreeMap<String, TraceNode> stated = new TreeMap<>();
    TreeMap<String, Stated> facts = new TreeMap<>();
    for (Fact row : ask(run, asked, "hit(P, _)", stated)) {
      TraceNode node = Objects.requireNonNull(stated.get(last(row)));
      facts.put(last(row), Stated.of(node, CanonValue.of(node.content())));
    }
    TreeSet<String> orders = new TreeSet<>();
    ask(run, asked, "rests(O)", new TreeMap<>()).forEach(row -> orders.add(last(row)));
    return new Rests(facts, orders);
  }

  private static String last(Fact row) {
    String name = row.values().getFirst().toString();
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /// @param stated gets the facts that were asked about
  private static List<Fact> ask(
      RunFolder run, FactAsked asked, String goal, SortedMap<String, TraceNode> stated) {
    String question =
        """
        stated(P, F) :- node(P, /fact), proves(P, F).
        stated(P, F) :- node(P, /derived), proves(P, F).
        %s
        uses(P) :- hit(P, _).
        uses(P) :- part(P, S), uses(S).
        rests(O) :- ordered(O, P), uses(P).
        ? %s.
        """
            .formatted(asked.rules(), goal);
    return Question.read("orders-using", question)
        .askWhole(
            run,
            Fuel.PLENTY,
            (trace, to) -> {
              trace.index();
              BelowOrders.each(
                  trace,
                  node -> {
                    if (FactsOfOrders.stated(node)) {
                      stated.put(digits(node), node);
                    }
                    to.accept(node);
                  });
            })
        .rows();
  }
}
