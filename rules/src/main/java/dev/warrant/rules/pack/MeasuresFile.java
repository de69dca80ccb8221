package dev.warrant.rules.pack;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.MeasureNames;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Parameter;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.YamlReader;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads `measures.yaml`: what the pack takes each measure to be. Kind, unit and scale must be
/// those of the engine's catalogue; the range is the pack's own.
final class MeasuresFile {
  static final String FILE = "measures.yaml";

  private static final List<String> KEYS =
      List.of("kind", "unit", "scale", "range", "update", "is", "cashFlows", "reset");

  private MeasuresFile() {}

  static Map<MeasureId, MeasureRange> read(PackFolder folder) {
    Fields all = Fields.of(YamlReader.read(FILE, folder.text(FILE)), "measures.yaml");
    Map<MeasureId, MeasureRange> out = new EnumMap<>(MeasureId.class);
    for (String name : all.keys()) {
      MeasureId id = MeasureNames.find(name);
      if (id == null) {
        throw new RuleError(
                "measure-unknown",
                all.placeOf(name),
                "the measure \"" + name + "\"",
                "a measure of the engine's catalogue",
                Nearest.advice(name, MeasureNames.all()))
            .thrown();
      }
      out.put(id, measure(id, Fields.of(all.need(name), name, KEYS)));
    }
    return out;
  }

  private static MeasureRange measure(MeasureId id, Fields fields) {
    agree(id, fields, "kind", id.kind().name().toLowerCase(Locale.ROOT));
    agree(id, fields, "unit", unit(id.unit()));
    agree(id, fields, "scale", scale(id.unit()));
    fields.text("update");
    fields.text("is");
    Place place = fields.scalar("range").place();
    Parameter.Span span = Parameter.span(fields.text("range"), place);
    return new MeasureRange(id, integer(id, span.low(), place), integer(id, span.high(), place));
  }

  private static void agree(MeasureId id, Fields fields, String key, String expected) {
    String found = fields.text(key);
    if (!found.equals(expected)) {
      throw RuleError.of(
              "measure-" + key,
              fields.scalar(key).place(),
              key + " \"" + found + "\" of " + id.text(),
              "\"" + expected + "\", as the engine keeps it")
          .thrown();
    }
  }

  private static long integer(MeasureId id, Rational end, Place place) {
    Rational raw = end.over(Rational.parse(scale(id.unit())));
    if (!raw.whole() || raw.numerator().bitLength() > 62) {
      throw outside(id, end, place);
    }
    return raw.numerator().longValueExact();
  }

  private static RuleException outside(MeasureId id, Rational end, Place place) {
    return RuleError.of(
            "range-scale",
            place,
            end + " as an end of the range of " + id.text(),
            "a multiple of " + scale(id.unit()) + " of less than 62 bits")
        .thrown();
  }

  private static String unit(MeasureId.Unit unit) {
    return switch (unit) {
      case NUMBER -> "number";
      case COUNT -> "count";
      case LOTS -> "lots";
      case TICKS, CENTITICKS -> "ticks";
      case MONEY -> "USDT";
      case PPM -> "ratio";
      case MICROS -> "s";
    };
  }

  private static String scale(MeasureId.Unit unit) {
    return switch (unit) {
      case NUMBER, COUNT, LOTS, TICKS -> "1";
      case CENTITICKS -> "1e-2";
      case MONEY -> "1e-4";
      case PPM, MICROS -> "1e-6";
    };
  }
}
