package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.LimitsThen;
import dev.warrant.governance.cli.PolicyCopy;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.rules.limit.Reading;
import dev.warrant.sim.replay.Replayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How much of each limit was used, as the kept cut and the record tell it and as a replay rebuilds
/// it, over a run that soon loses more than its policy likes.
final class LimitsFromCutTest {
  private static final long LOOKS_EVERY = 1_000_000_000L;

  /// As far as the mark moves what is used between a look and the next cut.
  private static final long MOVED_PPM = 500;

  @TempDir private static Path temp = Path.of("");

  private static RunFolder run = new RunFolder(temp);

  @BeforeAll
  static void trade() throws IOException {
    run = new RunFolder(temp.resolve("run"));
    Path policy =
        PolicyCopy.edited(
            temp,
            "limits/3-account.yaml",
            "{value: \"3\", unit: \"%\", range: \"0.5..10\"",
            "{value: \"0.005\", unit: \"%\", range: \"0.001..10\"");
    Packs.copy(policy, run.policy());
    Packs.copy(Packs.houseStrategy(), run.strategy());
    Said said =
        Said.by("backtest", "--generated", "0.006", "--seed", "3", "--run", run.path().toString());
    assertThat(said.code()).as(said.err()).isZero();
  }

  /// How the desk stood after a cut was taken.
  ///
  /// @param looked whether there was no news of orders, fills or money since it looked at its
  ///   limits
  private record Stood(long nanos, DeskView view, boolean looked) {}

  /// One replay of the whole run, seen at every cut.
  private static final class Seen {
    private final List<Stood> all = new ArrayList<>();
    private @Nullable Stamped last;
    private long due = Long.MAX_VALUE;
    private boolean looked;

    static List<Stood> of(RunFolder folder) {
      Seen seen = new Seen();
      try (Replayer replayer =
          new Replayer(
              Packs.of(folder), (p, s) -> Packs.kept(folder, p, s), Packs.cache(), _ -> {})) {
        replayer.replay(
            folder.journal(),
            (next, desk) -> {
              Stamped cut = seen.last;
              if (cut != null && desk != null && cut.event() instanceof DeskEvent.CutTaken) {
                DeskView view = desk.view(cut.seq(), cut.nanos());
                seen.all.add(new Stood(cut.nanos(), Objects.requireNonNull(view), seen.looked));
              }
              seen.note(next);
            });
      }
      return seen.all;
    }

    private void note(Stamped next) {
      boolean start = next.event() instanceof DeskEvent.Started;
      boolean look = next.event() instanceof DeskEvent.Timer && next.nanos() >= due;
      boolean quiet =
          switch (next.event()) {
            case DeskEvent.Timer _,
                DeskEvent.CutTaken _,
                DeskEvent.Published _,
                DeskEvent.Durable _,
                MarketEvent _ ->
                true;
            default -> false;
          };
      due = start || look ? next.nanos() + LOOKS_EVERY : due;
      looked = look || looked && quiet;
      last = next;
    }
  }

  @Test
  void atEveryCutTheyAgree() {
    int compared = 0;
    int breaches = 0;
    TreeSet<Mode> modes = new TreeSet<>();
    TreeSet<Integer> shares = new TreeSet<>();
    for (Stood stood : Seen.of(run)) {
      LimitsThen told = LimitsThen.fromCut(run, stood.nanos()).orElseThrow();
      assertThat(told.alarms()).isEmpty();
      assertThat(told.cut().nanos()).isEqualTo(stood.nanos());
      assertThat(told.mode()).isEqualTo(stood.view().mode());
      assertThat(told.breaches()).isEqualTo(stood.view().breaches());
      compared += used(told.uses(), stood);
      modes.add(told.mode());
      told.uses().forEach(u -> shares.add(u.share()));
      breaches += told.breaches().size();
    }
    assertThat(compared).isGreaterThan(300);
    assertThat(breaches).isPositive();
    assertThat(modes).contains(Mode.NORMAL, Mode.REDUCE);
    assertThat(shares).contains(0, 80);
  }

  /// @return how many limits that were in use were compared
  private static int used(List<DeskView.Use> told, Stood stood) {
    List<DeskView.Use> was = stood.view().limits();
    assertThat(told).hasSameSizeAs(was);
    boolean flat = stood.view().lines().stream().allMatch(l -> l.net() == 0);
    int compared = 0;
    for (int i = 0; i < was.size(); i++) {
      DeskView.Use use = told.get(i);
      long ppm = was.get(i).usedPpm();
      assertThat(use.limit()).isEqualTo(was.get(i).limit());
      assertThat(use.instrument()).isEqualTo(was.get(i).instrument());
      assertThat(use.share()).as(use.limit()).isEqualTo(was.get(i).share());
      // Of a limit of half a dollar every move of the mark is most.
      boolean still = flat || !use.limit().equals("daily-loss");
      if (stood.looked() && still && ppm >= 0) {
        compared += ppm > 0 ? 1 : 0;
        // The window of a rate goes on between look and cut.
        long since = use.limit().equals("message-rate") ? ppm : MOVED_PPM;
        assertThat(use.usedPpm())
            .as("%s at %d", use, stood.nanos())
            .isBetween(ppm - since, ppm + MOVED_PPM);
      }
    }
    return compared;
  }

  private static JsonNode limits(RunFolder of, String... more) throws IOException {
    List<String> args =
        new ArrayList<>(
            List.of("rules", "limits", "--run", of.path().toString(), "--at", "20", "--json"));
    args.addAll(List.of(more));
    Said said = Said.by(args.toArray(String[]::new));
    assertThat(said.code()).as(said.err()).isZero();
    return new ObjectMapper().readTree(said.out());
  }

  @Test
  void theAnswerSaysFromWhatItIs() throws IOException {
    JsonNode told = limits(run);
    assertThat(told.path("status").asText()).isEqualTo("from the kept cut");
    assertThat(told.path("takenAsRecorded").toString())
        .isEqualTo("[\"mode, breaches and warnings\"]");
    JsonNode rebuilt = limits(run, "--from-inputs");
    assertThat(rebuilt.path("status").asText()).isEqualTo("from the inputs");
    assertThat(rebuilt.path("takenAsRecorded")).isEmpty();
    assertThat(rebuilt.path("input")).isEqualTo(told.path("input"));
    assertThat(rebuilt.path("mode")).isEqualTo(told.path("mode"));
    assertThat(rebuilt.path("limits")).hasSameSizeAs(told.path("limits"));
    for (int i = 0; i < told.path("limits").size(); i++) {
      assertThat(withoutRest(told.path("limits").get(i)))
          .isEqualTo(withoutRest(rebuilt.path("limits").get(i)));
    }
    String text = Said.by("rules", "limits", "--run", run.path().toString(), "--at", "20").out();
    assertThat(text).contains("told by the kept cut of input ", "--from-inputs derives these too");
  }

  private static TreeMap<String, JsonNode> withoutRest(JsonNode limit) {
    TreeMap<String, JsonNode> out = new TreeMap<>();
    limit.properties().forEach(f -> out.put(f.getKey(), f.getValue()));
    out.remove("restPpm");
    return out;
  }

  private static RunFolder copy(String name) throws IOException {
    Path to = temp.resolve(name);
    Packs.copy(run.path(), to);
    return new RunFolder(to);
  }

  @Test
  void withoutKeptCutsTheInputsTell() throws IOException {
    RunFolder copy = copy("cutless");
    WhyVerifiedTest.clear(copy.cuts());
    JsonNode told = limits(copy);
    assertThat(told.path("status").asText()).isEqualTo("from the inputs");
    assertThat(told).isEqualTo(put(limits(run, "--from-inputs"), copy.id()));
  }

  private static JsonNode put(JsonNode answer, String run) {
    ((ObjectNode) answer).put("run", run);
    return answer;
  }

  @Test
  void anotherModeInTheJournalThanInTheCutAlarms() throws IOException {
    RunFolder copy = copy("mode");
    WhyVerifiedTest.rewrite(
        copy.path(),
        entry ->
            entry instanceof Entry.Concluded c
                    && c.derived() instanceof Derived.ModeChanged m
                    && m.to() == Mode.REDUCE
                ? new Entry.Concluded(
                    c.seq(),
                    c.ordinal(),
                    c.nanos(),
                    new Derived.ModeChanged(m.from(), Mode.PAUSE, m.why()))
                : entry);
    Said said = Said.by("rules", "limits", "--run", copy.path().toString(), "--at", "20");
    assertThat(said.code()).as(said.err()).isEqualTo(1);
    assertThat(said.out())
        .startsWith("ALARM: by the journal the mode was PAUSE at input ")
        .contains(", and the cut of it says REDUCE");
  }

  @Test
  void whatIsUsedIsBoundedAsTheDeskBoundsIt() {
    LimitsThen told = LimitsThen.fromCut(run, Long.MAX_VALUE).orElseThrow();
    assertThat(told.uses())
        .allMatch(u -> u.usedPpm() >= -1 && u.usedPpm() <= Reading.UTILISATION_PPM_MAX);
  }
}
