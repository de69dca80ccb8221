package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.tlog.Leaves;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A random sample of what a run concluded, which anybody can draw again, with a statement of what
/// it was drawn from and how it is known that nothing is missing there.
public final class Sample {
  /// What is drawn from.
  public enum Of {
    ORDERS,
    REFUSALS,
    DELIBERATIONS;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    Kind kind() {
      return switch (this) {
        case ORDERS -> Kind.ORDERED;
        case REFUSALS -> Kind.REFUSED;
        case DELIBERATIONS -> Kind.DELIBERATED;
      };
    }

    boolean has(Derived d) {
      return switch (this) {
        case ORDERS -> d instanceof Derived.Ordered;
        case REFUSALS -> d instanceof Derived.Refused;
        case DELIBERATIONS -> d instanceof Derived.Deliberated;
      };
    }
  }

  /// How many are drawn, and from what.
  public record Draw(Of of, long seed, int size) {
    public Draw {
      if (size < 1) {
        throw new IllegalArgumentException("found a sample of " + size + ", expected one or more");
      }
    }

    /// Places in a population, all sets of this size being equally likely (R. W. Floyd's algorithm
    /// F2 in J. Bentley, Programming Pearls: A sample of brilliance, CACM 30 (9), 1987).
    TreeSet<Integer> from(int population) {
      SeededRandom random = new SeededRandom(seed);
      TreeSet<Integer> out = new TreeSet<>();
      for (int j = Math.max(0, population - size); j < population; j++) {
        int t = random.nextInt(j + 1);
        out.add(out.contains(t) ? j : t);
      }
      return out;
    }
  }

  /// One that was drawn.
  ///
  /// @param number place in the population, from 1
  private record Item(int number, RunRecord.Place at, Derived what, Clocks clocks) {
    Leaves.Conclusion place() {
      return new Leaves.Conclusion(at.seq(), at.ordinal());
    }
  }

  /// How orders are told: in one sentence each, and, if they are derived again, with what came of
  /// that.
  ///
  /// @param sentence of an order of the run that was read, by client id
  /// @param verify derives orders again; null if nobody asks
  public record Telling(
      BiFunction<RunRecord, String, String> sentence,
      @Nullable Function<List<String>, SortedMap<String, Verification.Verdict>> verify) {}

  private final RunRecord record;
  private final Draw draw;
  private final int population;
  private final List<Item> items = new ArrayList<>();

  private Sample(RunRecord record, Draw draw, int population) {
    this.record = record;
    this.draw = draw;
    this.population = population;
  }

  /// Draws.
  ///
  /// @param whole whether the journal itself is read
  /// @throws IllegalArgumentException if the run holds no conclusions
  public static Told of(RunFolder run, Draw draw, Telling telling, boolean whole) {
    List<Item> all = new ArrayList<>();
    int[] count = {0};
    boolean many = draw.of() == Of.DELIBERATIONS; // too many to keep: they are read twice
    Clocks[] clocks = {Clocks.unsampled(RunRecord.simulated(run))};
    RunRecord record =
        RunRecord.read(
            run,
            whole,
            List.of(draw.of().kind()),
            e -> {
              clocks[0] = clocks[0].after(e);
              if (in(draw.of(), e) && e instanceof Entry.Concluded c) {
                count[0]++;
                if (!many) {
                  all.add(item(count[0], c, clocks[0]));
                }
              }
            });
    if (record.summary().stripped()) {
      throw new IllegalArgumentException(
          run.id()
              + " was stripped of conclusions, so it is not known what it has\nMaybe ask the"
              + " run itself");
    }
    Sample out = new Sample(record, draw, count[0]);
    TreeSet<Integer> chosen = draw.from(count[0]);
    if (many) {
      out.collect(chosen, whole);
    } else {
      chosen.forEach(at -> out.items.add(all.get(at)));
    }
    return out.told(telling);
  }

  private static boolean in(Of of, Entry entry) {
    return entry instanceof Entry.Concluded c && of.has(c.derived());
  }

  private static Item item(int number, Entry.Concluded c, Clocks clocks) {
    RunRecord.Place place = new RunRecord.Place(c.seq(), c.ordinal(), c.nanos());
    return new Item(number, place, c.derived(), clocks);
  }

  private void collect(TreeSet<Integer> chosen, boolean whole) {
    int[] at = {0};
    Clocks[] clocks = {Clocks.unsampled(RunRecord.simulated(record.run()))};
    RunRecord.read(
        record.run(),
        whole,
        List.of(draw.of().kind()),
        e -> {
          clocks[0] = clocks[0].after(e);
          if (in(draw.of(), e) && e instanceof Entry.Concluded c && chosen.contains(at[0]++)) {
            items.add(item(at[0], c, clocks[0]));
          }
        });
  }

  private Told told(Telling telling) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    Completeness whole = Completeness.of(record, population, draw.of());
    SortedMap<Leaves.Conclusion, Leaves.Leaf> leaves = leaves(whole);
    SortedMap<String, Verification.Verdict> verdicts = verdicts(telling);
    o.put("run", record.run().id()).put("of", draw.of().text()).put("seed", draw.seed());
    o.put("size", items.size()).set("population", whole.json());
    ArrayNode all = o.putArray("sample");
    StringBuilder out = new StringBuilder();
    int alarms = 0;
    for (Item item : items) {
      ObjectNode one = all.addObject().put("number", item.number());
      one.put("input", item.at().seq()).put("ordinal", item.at().ordinal());
      Leaves.Leaf leaf = leaves.get(item.place());
      one.put("leaf", leaf == null ? null : leaf.index());
      String says = says(item, telling);
      one.put("says", says).set("at", item.clocks().json(item.at().nanos()));
      out.append("\n").append(item.number()).append(". ").append(id(item)).append(says);
      out.append("\n   ").append(Clocks.instant(item.at().nanos())).append(", input ");
      out.append(item.at().seq()).append(leaf == null ? ", under no signed head" : ", leaf ");
      out.append(leaf == null ? "" : leaf.index());
      if (item.what() instanceof Derived.Ordered ordered) {
        one.put("order", ordered.order().clientId());
        Verification.Verdict verdict = verdicts.get(ordered.order().clientId());
        one.put("verified", verdict == null ? null : verdict.verified());
        if (verdict != null) {
          out.append(verdict.verified() ? ", verified" : ", UNEXPLAINED: " + verdict.alarms());
          alarms += verdict.verified() ? 0 : 1;
        }
      }
    }
    String head =
        "%s: %d of %d %s, drawn with seed %d"
            .formatted(record.run().id(), items.size(), population, draw.of().text(), draw.seed());
    String top = alarms == 0 ? "" : "ALARM: " + alarms + " of the sample are unexplained\n";
    String text = top + head + "\n" + whole.text() + "\ntimes by " + record.clocks().says() + out;
    return new Told(o.put("alarms", alarms), text, alarms == 0 ? 0 : 1);
  }

  private SortedMap<Leaves.Conclusion, Leaves.Leaf> leaves(Completeness whole) {
    TreeSet<Leaves.Conclusion> wanted = new TreeSet<>();
    items.forEach(i -> wanted.add(i.place()));
    return whole.leaves() == null ? new TreeMap<>() : whole.leaves().conclusions(wanted);
  }

  private SortedMap<String, Verification.Verdict> verdicts(Telling telling) {
    List<String> ids = new ArrayList<>();
    for (Item item : items) {
      if (item.what() instanceof Derived.Ordered o) {
        ids.add(o.order().clientId());
      }
    }
    var verify = telling.verify();
    return verify == null || ids.isEmpty() ? new TreeMap<>() : verify.apply(ids);
  }

  private static String id(Item item) {
    return item.what() instanceof Derived.Ordered o ? o.order().clientId() + ": " : "";
  }

  private String says(Item item, Telling telling) {
    return switch (item.what()) {
      case Derived.Ordered o -> telling.sentence().apply(record, o.order().clientId());
      case Derived.Refused r ->
          "refused by " + r.refusal().objection().rule() + ": " + r.refusal().objection().says();
      case Derived.Deliberated d ->
          "cut %d: %s; %d intents, %d objections, %d warrants; root %s"
              .formatted(
                  d.cut(), d.outcome(), d.intents(), d.objections(), d.warrants(), d.root().hex());
      case Derived other -> String.valueOf(other);
    };
  }
}
