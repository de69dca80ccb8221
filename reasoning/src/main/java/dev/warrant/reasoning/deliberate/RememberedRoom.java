package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.reasoning.memory.Recent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the limits leave, remembered by everything it depends on: quotes and measures of the cut,
/// the intents, and what was asked of the same solver context before. Where the next question is
/// not remembered those before it are asked again first, so that the solver hears what it would
/// have heard.
final class RememberedRoom implements FeasibilityStage {
  /// Answers of each kind: those of one question, and some more.
  private static final int REMEMBERED = 512;

  private final FeasibilityStage stage;
  private final Recent<Asked, Feasibility> rooms = new Recent<>(REMEMBERED);
  private final Recent<Joined, Boolean> joined = new Recent<>(REMEMBERED);

  RememberedRoom(FeasibilityStage stage) {
    this.stage = stage;
  }

  private record Asked(List<Fact> facts, List<Intent> intents) {}

  /// @param added of all questions so far, the last one included
  private record Joined(Asked asked, List<List<Long>> added) {}

  @Override
  public Look at(Cut cut) {
    List<Fact> facts =
        cut.facts().stream()
            .filter(f -> f instanceof Fact.Quote || f instanceof Fact.Measure)
            .toList();
    return new Remembered(cut, facts);
  }

  /// Closes nothing: the stage belongs to whoever has it without memory.
  @Override
  public void close() {}

  private final class Remembered implements Look {
    private final Cut cut;
    private final List<Fact> facts;
    private final List<List<Long>> added = new ArrayList<>();
    private @Nullable Look open;
    private int heard;

    Remembered(Cut cut, List<Fact> facts) {
      this.cut = cut;
      this.facts = facts;
    }

    private Look open() {
      Look now = open;
      if (now == null) {
        now = stage.at(cut);
        open = now;
      }
      return now;
    }

    @Override
    public @Nullable Feasibility claimed(List<Intent> intents) {
      return rooms.has(new Asked(facts, intents)) ? null : open().claimed(intents);
    }

    @Override
    public Feasibility of(List<Intent> intents) {
      return rooms.of(new Asked(facts, intents), a -> open().of(a.intents()));
    }

    @Override
    public boolean jointly(List<Intent> intents, List<Long> lots) {
      added.add(List.copyOf(lots));
      return joined.of(new Joined(new Asked(facts, intents), List.copyOf(added)), this::ask);
    }

    private boolean ask(Joined question) {
      List<Intent> intents = question.asked().intents();
      if (open == null) {
        open().of(intents);
      }
      boolean last = false;
      while (heard < question.added().size()) {
        last = open().jointly(intents, question.added().get(heard++));
      }
      return last;
    }

    @Override
    public void close() {
      Look now = open;
      if (now != null) {
        now.close();
      }
    }
  }
}
