package dev.warrant.execution.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.Derived.ModeChanged;
import dev.warrant.knowledge.event.DeskEvent.Backoff;
import dev.warrant.knowledge.event.DeskEvent.Command;
import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.seam.SeededRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModesTest {
  private static final long SECOND = 1_000_000_000L;

  private final Modes modes = new Modes();
  private final Tripwires wires =
      new Tripwires(new Tripwires.Marks(50_000, 300_000, 5 * SECOND), modes);

  @Test
  void onePersonTightensAtOnce() {
    assertThat(say(CommandKind.PAUSE, "ann", 1))
        .isEqualTo(new ModeChanged(Mode.NORMAL, Mode.PAUSE, "COMMAND: ann: because"));
    assertThat(say(CommandKind.KILL, "bob", 2)).isNotNull();
    assertThat(modes.mode()).isEqualTo(Mode.EMERGENCY);
  }

  @Test
  void aCommandNeverLoosensByAskingForLess() {
    say(CommandKind.KILL, "ann", 1);
    assertThat(say(CommandKind.REDUCE, "bob", 2)).isNull();
    assertThat(modes.mode()).isEqualTo(Mode.EMERGENCY);
  }

  @Test
  void twoDifferentPeopleResumeWithinTheWindow() {
    say(CommandKind.KILL, "ann", 0);
    assertThat(say(CommandKind.RESUME, "ann", 1)).isNull();
    assertThat(say(CommandKind.RESUME, " Ann ", 2)).isNull();
    assertThat(say(CommandKind.RESUME, "", 2)).isNull();
    assertThat(modes.waitingFor()).isEqualTo("ann");
    assertThat(say(CommandKind.RESUME, "bob", 3))
        .isEqualTo(new ModeChanged(Mode.EMERGENCY, Mode.NORMAL, "resumed by ann and bob"));
  }

  @Test
  void aSecondVoiceThatComesTooLateIsAFirst() {
    say(CommandKind.PAUSE, "ann", 0);
    say(CommandKind.RESUME, "ann", 1);
    assertThat(say(CommandKind.RESUME, "bob", 62)).isNull();
    assertThat(say(CommandKind.RESUME, "ann", 63)).isNotNull();
    assertThat(modes.mode()).isEqualTo(Mode.NORMAL);
  }

  @Test
  void tighteningVoidsAFirstResume() {
    say(CommandKind.PAUSE, "ann", 0);
    say(CommandKind.RESUME, "ann", 1);
    say(CommandKind.PAUSE, "cat", 2);
    assertThat(say(CommandKind.RESUME, "bob", 3)).isNull();
    assertThat(modes.mode()).isEqualTo(Mode.PAUSE);
  }

  @Test
  void passingCausesLiftByThemselvesAndLatchedOnesDoNot() {
    assertThat(modes.on(new Backoff(10 * SECOND, "429"))).isNotNull();
    assertThat(modes.mode()).isEqualTo(Mode.PAUSE);
    assertThat(modes.onTime(9 * SECOND)).isNull();
    assertThat(modes.on(new Backoff(10 * SECOND, "418"))).isNull();
    assertThat(modes.why()).as("what the venue said last").isEqualTo("418");
    assertThat(modes.onTime(10 * SECOND)).isNotNull();
    assertThat(wires.onFeed(6 * SECOND)).isNotNull();
    assertThat(modes.mode()).isEqualTo(Mode.REDUCE);
    assertThat(wires.onFeed(0)).isNotNull();
    assertThat(wires.onLog(false, "nothing was signed")).isNotNull();
    assertThat(modes.mode()).isEqualTo(Mode.REDUCE);
    assertThat(modes.why()).isEqualTo("nothing was signed");
    assertThat(wires.onLog(true, "signed again")).isNotNull();
    assertThat(wires.onRejects(300_000)).isNotNull();
    assertThat(modes.lift(Cause.REJECTS)).isNull();
    assertThat(modes.mode()).isEqualTo(Mode.PAUSE);
  }

  @Test
  void hardDrawdownIsAnEmergencyUntilTwoPeopleAcceptIt() {
    assertThat(wires.onEquity(951, 1_000)).isNull();
    assertThat(wires.onEquity(950, 1_000)).isNotNull();
    assertThat(modes.mode()).isEqualTo(Mode.EMERGENCY);
    say(CommandKind.RESUME, "ann", 1);
    say(CommandKind.RESUME, "bob", 2);
    assertThat(modes.takeDrawdownAccepted()).isTrue();
    assertThat(modes.takeDrawdownAccepted()).isFalse();
    assertThat(modes.mode()).isEqualTo(Mode.NORMAL);
  }

  @Test
  void noSequenceOfOnePersonsCommandsLoosens() {
    for (int seed = 0; seed < 200; seed++) {
      SeededRandom random = new SeededRandom(seed);
      Modes m = new Modes();
      Mode tightest = Mode.NORMAL;
      for (int k = 0; k < 100; k++) {
        CommandKind kind = CommandKind.values()[random.nextInt(4)];
        m.on(new Command(kind, "ann", ""), k * (long) random.nextInt(2_000_000_000));
        assertThat(m.mode().atLeastAsTightAs(tightest)).isTrue();
        tightest = m.mode();
      }
    }
  }

  private @Nullable ModeChanged say(CommandKind kind, String who, long second) {
    return modes.on(new Command(kind, who, "because"), second * SECOND);
  }
}
