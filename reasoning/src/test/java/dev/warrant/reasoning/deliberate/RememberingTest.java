package dev.warrant.reasoning.deliberate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Engines with a memory conclude what the same engines conclude without, and ask less.
final class RememberingTest {
  private static final PolicyPack POLICY =
      PolicyPacks.load(
          Path.of(System.getProperty("warrant.root", ".."), "rules/packs/house-policy"));

  private static final List<String> SEEN = List.of("tradeImbalance10", "vpin", "volatility60");

  private int sized;
  private int opened;
  private final List<List<String>> heard = new ArrayList<>();

  /// The stage with what each look at a cut was asked, in order.
  private FeasibilityStage counted(FeasibilityStage stage) {
    return cut -> {
      FeasibilityStage.Look look = stage.at(cut);
      List<String> here = new ArrayList<>();
      heard.add(here);
      opened++;
      return new FeasibilityStage.Look() {
        @Override
        public @Nullable Feasibility claimed(List<Intent> intents) {
          return look.claimed(intents);
        }

        @Override
        public Feasibility of(List<Intent> intents) {
          here.add("of");
          return look.of(intents);
        }

        @Override
        public boolean jointly(List<Intent> intents, List<Long> added) {
          here.add("jointly " + added);
          return look.jointly(intents, added);
        }

        @Override
        public void close() {
          look.close();
        }
      };
    };
  }

  private DeskDeliberator counting(FeasibilityStage stage) {
    Stages s = Desk.stages();
    return Desk.deliberator(
        new Stages(
            s.rules(),
            s.proof(),
            s.joint(),
            counted(stage),
            problem -> {
              sized++;
              return s.sizer().size(problem);
            }));
  }

  private static DeskDeliberator plain(FeasibilityStage stage) {
    Stages s = Desk.stages();
    return Desk.deliberator(new Stages(s.rules(), s.proof(), s.joint(), stage, s.sizer()));
  }

  /// A calm market in which one thing drawn from few is otherwise.
  private static Cut drawn(SeededRandom random) {
    Cuts cuts = Cuts.calm();
    for (int i = 0; i < 2; i++) {
      measure(cuts, i, "belief.probability", 600_000);
      measure(cuts, i, "market.liquidationDistance", 1_000_000);
      measure(cuts, i, "market.spread", 10);
      measure(cuts, i, "market.spreadNormal", 1000);
    }
    int which = random.nextInt(2);
    switch (random.nextInt(6)) {
      case 0 -> measure(cuts, which, "belief.probability", 400_000 + 100_000L * random.nextInt(3));
      case 1 -> measure(cuts, which, "market.volatility", 1_000_000L * (1 + random.nextInt(3)));
      case 2 -> measure(cuts, which, "market.spread", 10 + 40L * random.nextInt(3));
      case 3 -> {
        // Half of them not warm, which the theory sees of each.
        String name = SEEN.get(random.nextInt(SEEN.size()));
        int ready = 100 - 50 * random.nextInt(2);
        cuts.with(
            new Fact.Feature(
                which, 150, name, 1_000_000L - 100_000L * random.nextInt(20), 4, ready));
      }
      default -> {
        String name = random.nextInt(2) == 0 ? "zscore30" : "kyleLambda";
        cuts.with(new Fact.Feature(which, 150, name, 100L * random.nextInt(40), 4, 100));
      }
    }
    return cuts.cut();
  }

  private static void measure(Cuts cuts, int i, String name, long value) {
    cuts.with(new Fact.Measure(i, 150, name, value));
  }

  @Test
  void whatIsRememberedIsWhatTheEnginesWouldSay() {
    int cuts = 60;
    SeededRandom random = new SeededRandom(5);
    TreeSet<String> outcomes = new TreeSet<>();
    try (FeasibilityStage limits = LimitsStage.withSolver(POLICY, Cuts.INSTRUMENTS, 3, 2_000_000)) {
      DeskDeliberator plain = plain(limits);
      DeskDeliberator remembering = counting(limits).remembering();
      for (int i = 0; i < cuts; i++) {
        Cut cut = drawn(random);
        Deliberation without = plain.deliberate(cut);
        assertThat(remembering.deliberate(cut)).as("cut %d", i).isEqualTo(without);
        outcomes.add(without.outcome() + without.objections().size());
      }
    }
    assertThat(outcomes).hasSizeGreaterThan(1);
    assertThat(sized).isPositive().isLessThan(cuts / 2);
    assertThat(opened).isPositive().isLessThan(cuts / 2);
  }

  /// While the solver confirms all that is claimed, as it does here, a sketch differs in nothing.
  @Test
  void aSketchAsksNoSolverAndSaysWhatTheEnginesWould() {
    SeededRandom random = new SeededRandom(9);
    try (FeasibilityStage limits = LimitsStage.withSolver(POLICY, Cuts.INSTRUMENTS, 3, 2_000_000);
        FeasibilityStage deaf =
            new LimitsStage(
                POLICY,
                Cuts.INSTRUMENTS,
                3,
                () -> {
                  throw new IllegalStateException("the solver was asked");
                },
                () -> {})) {
      DeskDeliberator plain = plain(limits);
      DeskDeliberator sketching = plain(deaf).sketching();
      for (int i = 0; i < 40; i++) {
        Cut cut = drawn(random);
        assertThat(sketching.deliberate(cut)).as("cut %d", i).isEqualTo(plain.deliberate(cut));
      }
    }
  }

  /// Room for each, and for so many of them together.
  private record Together(long most) implements FeasibilityStage {
    @Override
    public Look at(Cut cut) {
      return new Look() {
        @Override
        public Feasibility of(List<Intent> intents) {
          return new Desk.Room(100_000).of(cut, intents);
        }

        @Override
        public boolean jointly(List<Intent> intents, List<Long> added) {
          return added.stream().filter(lots -> lots > 0).count() <= most;
        }
      };
    }
  }

  @Test
  void aQuestionThatIsNotRememberedComesAfterThoseBeforeIt() {
    RememberedRoom room = new RememberedRoom(counted(new Together(1)));
    Cut cut = Cuts.calm().cut();
    List<Intent> intents = plain(new Together(4)).deliberate(cut).intents();
    assertThat(intents).hasSizeGreaterThan(1);
    List<Long> all = intents.stream().map(_ -> 3L).toList();
    List<Long> less = new ArrayList<>(all);
    less.set(0, 0L);
    for (int i = 0; i < 2; i++) {
      try (FeasibilityStage.Look look = room.at(cut)) {
        look.of(intents);
        assertThat(look.jointly(intents, all)).isFalse();
      }
    }
    try (FeasibilityStage.Look look = room.at(cut)) {
      look.of(intents);
      assertThat(look.jointly(intents, all)).isFalse();
      assertThat(look.jointly(intents, less)).isEqualTo(intents.size() == 2);
    }
    assertThat(heard)
        .containsExactly(
            List.of("of", "jointly " + all), List.of("of", "jointly " + all, "jointly " + less));
  }
}
