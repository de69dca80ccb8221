package dev.warrant.governance.cli.ask;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.LimitsThen;
import dev.warrant.governance.audit.MomentRebuilt;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.feasible.Headroom;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.Reading;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How much of each limit was used at a moment of a run.
@Command(
    name = "limits",
    mixinStandardHelpOptions = true,
    description = {
      "How close is each limit? Utilisation, headroom and owner at a moment of a run, for the",
      "smallest order at the mark, and at rest, without any order; the closest first. When each was",
      "changed last and who ever loosened it stands in the release log. The moment is told by the cut",
      "kept of it and by what the desk recorded of itself; without such a cut, or if asked so, it is",
      "rebuilt from the inputs."
    })
public final class LimitsCommand implements Callable<Integer> {
  @Mixin private MomentOptions at = new MomentOptions();

  @Option(
      names = "--side",
      description = "side of the order asked about: ${COMPLETION-CANDIDATES} (default: BUY)",
      defaultValue = "BUY")
  private Side side = Side.BUY;

  @Mixin private HouseOptions house = new HouseOptions();
  private LimitPast past = LimitPast.NONE;

  @Override
  public Integer call() throws IOException {
    RunFolder folder = at.folder();
    LimitsThen then = then(folder);
    past = LimitPast.of(house);
    Headroom headroom = new Headroom(then.policy(), then.instruments(), then.cut().facts());
    System.out.println(house.json() ? json(folder, then, headroom) : text(folder, then, headroom));
    return then.alarms().isEmpty() ? 0 : Mishaps.BAD_NEWS;
  }

  private LimitsThen then(RunFolder folder) {
    Optional<LimitsThen> told =
        at.fromInputs() ? Optional.empty() : LimitsThen.fromCut(folder, at.nanos(folder));
    return told.isPresent() ? told.get() : LimitsThen.of(at.replayed(folder));
  }

  private String text(RunFolder folder, LimitsThen then, Headroom headroom) {
    StringBuilder out = new StringBuilder();
    then.alarms().forEach(a -> out.append("ALARM: ").append(a).append('\n'));
    out.append(folder.id()).append(" at ").append(Moments.instant(then.cut().nanos()));
    MomentRebuilt by = MomentRebuilt.of(folder, !then.rebuilt());
    out.append(" (").append(by.where(then.cut(), 0)).append(')');
    out.append(", mode ").append(then.mode()).append("; ").append(past.from());
    out.append('\n').append(then.source());
    for (Instrument instrument : then.instruments()) {
      out.append("\n\n").append(side).append(' ').append(instrument.symbol());
      out.append(
          "\n   used limit                  largest order  at rest           owner       for the"
              + " smallest order");
      for (Headroom.Line line : closest(headroom, instrument)) {
        AtRest rest = AtRest.of(then, line.limit(), instrument.index());
        out.append("\n").append(row(instrument, line, rest.says()));
        String before = past.says(line.limit().id());
        out.append(before.isEmpty() ? "" : "\n        " + before);
      }
    }
    return out.toString();
  }

  private List<Headroom.Line> closest(Headroom headroom, Instrument instrument) {
    return headroom.of(instrument.index(), side).stream()
        .sorted(Comparator.comparingLong(LimitsCommand::closeness).reversed())
        .toList();
  }

  /// What refuses comes first, then what is used most.
  private static long closeness(Headroom.Line line) {
    return line.reading().admits() ? line.usedPpm() : Long.MAX_VALUE;
  }

  private static String row(Instrument instrument, Headroom.Line line, String rest) {
    String most =
        line.free() ? "any" : line.most() == 0 ? "none" : instrument.quantityText(line.most());
    return String.format(
        Locale.ROOT,
        "%7s %-22s %13s  %-17s %-11s %s",
        used(line),
        line.limit().id(),
        most,
        rest,
        line.limit().owner(),
        note(line));
  }

  private static String used(Headroom.Line line) {
    if (line.reading() instanceof Reading.NotBinding) {
      return "-";
    }
    return line.usedPpm() < 0
        ? "?"
        : String.format(Locale.ROOT, "%.1f %%", line.usedPpm() / 10_000.0);
  }

  private static String note(Headroom.Line line) {
    return switch (line.reading()) {
      case Reading.NotBinding _ -> "does not bind now";
      case Reading.Judged judged when judged.admits() && judged.margin().signum() == 0 -> "kept";
      case Reading.Judged judged when judged.admits() ->
          LimitSays.margin(line.limit(), judged.slack()) + " to spare";
      case Reading.Judged _, Reading.Absent _, Reading.OutOfRange _, Reading.NoRow _ ->
          "refuses: " + line.says();
    };
  }

  private ObjectNode json(RunFolder folder, LimitsThen then, Headroom headroom) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", folder.id()).put("at", Moments.instant(then.cut().nanos()));
    o.put("side", side.name()).put("input", then.cut().seq());
    o.put("mode", then.mode().name()).put("history", past.from());
    o.put("status", then.rebuilt() ? "from the inputs" : "from the kept cut");
    then.taken().forEach(o.putArray("takenAsRecorded")::add);
    then.alarms().forEach(o.putArray("alarms")::add);
    ArrayNode all = o.putArray("limits");
    for (Instrument instrument : then.instruments()) {
      for (Headroom.Line line : closest(headroom, instrument)) {
        ObjectNode one = all.addObject();
        one.put("instrument", instrument.symbol()).put("limit", line.limit().id());
        one.put("layer", line.limit().layer().name()).put("owner", line.limit().owner());
        one.put("file", line.limit().file()).put("usedPpm", line.usedPpm());
        one.put("admits", line.reading().admits()).put("largestLots", line.most());
        one.put("anySize", line.free()).put("says", note(line));
        AtRest.of(then, line.limit(), instrument.index()).json(one);
        past.json(one, line.limit().id());
      }
    }
    return o;
  }
}
