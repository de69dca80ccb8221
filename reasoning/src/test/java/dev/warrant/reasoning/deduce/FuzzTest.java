package dev.warrant.reasoning.deduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.Value;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FuzzTest {
  private static final int CASES = 20_000;
  private static final String SPARE =
      "XYZ_/:.,()[]{}<>=!@|#?-+\"'\\ \n01239abcdefnow fn:plus :match_cons Decl bound |> do let";

  private static List<String> examples() throws IOException {
    String manual = Files.readString(SharedData.root().resolve("docs/deduce.md"));
    Matcher m = Pattern.compile("```mangle\n(.*?)```", Pattern.DOTALL).matcher(manual);
    List<String> out = new ArrayList<>();
    while (m.find()) {
      out.add(m.group(1));
    }
    return out;
  }

  private static String damaged(String text, SeededRandom r) {
    StringBuilder out = new StringBuilder(text);
    int times = 1 + r.nextInt(4);
    for (int i = 0; i < times && !out.isEmpty(); i++) {
      int at = r.nextInt(out.length());
      switch (r.nextInt(4)) {
        case 0 -> out.deleteCharAt(at);
        case 1 -> out.insert(at, SPARE.charAt(r.nextInt(SPARE.length())));
        case 2 -> out.setCharAt(at, SPARE.charAt(r.nextInt(SPARE.length())));
        default -> {
          int to = Math.min(out.length(), at + 1 + r.nextInt(12));
          out.insert(r.nextInt(out.length()), out.substring(at, to));
        }
      }
    }
    return out.toString();
  }

  @Test
  void damagedTextsAreRefusedWithAPlaceOrRunToAnEndAndTheirProofsHold() throws IOException {
    List<String> examples = examples();
    SeededRandom r = new SeededRandom(50);
    int ran = 0;
    for (int i = 0; i < CASES; i++) {
      String text = damaged(examples.get(r.nextInt(examples.size())), r);
      try {
        Model model = Program.parse("fuzz.mg", text).database().run(new Fuel(20_000, 2_000), 5);
        List<String> goals = model.program().goals();
        for (String goal : goals) {
          assertThat(
                  new ProofChecker(model.program().checked(), model, model::given)
                      .faults(model.explain(model.facts(goal))))
              .as(text)
              .isEmpty();
        }
        ran++;
      } catch (RuleException e) {
        assertThat(e.error().place().file()).as(text).isEqualTo("fuzz.mg");
        assertThat(e.error().place().line()).as(text).isPositive();
      } catch (RuntimeException e) {
        throw new AssertionError("case " + i + ":\n" + text, e);
      }
    }
    assertThat(ran).isBetween(CASES / 20, CASES);
  }

  private static Value value(SeededRandom r, int depth) {
    int kind = r.nextInt(depth > 3 ? 4 : 8);
    return switch (kind) {
      case 0 -> Value.number(r.nextLong() >> r.nextInt(64));
      case 1 -> Value.number(new BigDecimal(r.nextLong()).movePointLeft(r.nextInt(30)));
      case 2 -> Value.name("/a" + r.nextInt(9) + "/b.c-" + Math.abs(r.nextLong() % 99));
      case 3 -> {
        StringBuilder text = new StringBuilder();
        for (int i = r.nextInt(8); i > 0; i--) {
          text.append("a\"\\\n\t'é€😀\u0001 #".charAt(r.nextInt(11)));
        }
        yield Value.text(text.toString());
      }
      case 4 -> new Value.PairOf(value(r, depth + 1), value(r, depth + 1));
      case 5 -> {
        List<Value> items = new ArrayList<>();
        for (int i = r.nextInt(4); i > 0; i--) {
          items.add(value(r, depth + 1));
        }
        yield Value.list(items);
      }
      default -> {
        List<Value> entries = new ArrayList<>();
        for (int i = r.nextInt(4); i > 0; i--) {
          entries.add(Value.name("/k" + i));
          entries.add(value(r, depth + 1));
        }
        yield Value.entries(kind == 6, entries);
      }
    };
  }

  @Test
  void everyValueIsReadBackAsItIsWrittenAndHasOnePlaceInTheOrder() {
    SeededRandom r = new SeededRandom(51);
    Value before = Value.number(0);
    for (int i = 0; i < 5_000; i++) {
      Value v = value(r, 0);
      Model model = Program.parse("v.mg", "p(" + v + ").").run();
      assertThat(model.facts("p")).containsExactly(new Fact("p", List.of(v), 0));
      assertThat(v.compareTo(before)).isEqualTo(-before.compareTo(v));
      assertThat(v.compareTo(before) == 0).isEqualTo(v.equals(before));
      before = v;
    }
  }
}
