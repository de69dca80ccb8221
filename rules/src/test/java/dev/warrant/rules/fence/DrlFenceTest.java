package dev.warrant.rules.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.rules.text.RuleException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DrlFenceTest {
  private static final String HEAD =
      """
      package intents;
      import dev.warrant.knowledge.fact.Fact.Quote;
      import dev.warrant.knowledge.fact.Fact.Derived;
      import dev.warrant.knowledge.fact.Fact.Feature;
      """;
  private static final String GOOD =
      HEAD
          + """
          // Runtime.getRuntime() in a comment harms nobody
          rule "wide: Runtime"
            salience 10
          when
            $q : Quote($i : instrument, $s : source, ask > bid + 5)
            Feature(instrument == $i, name in ("ofi", "vpin"), ready(), $v : value)
            not Derived(instrument == $i, name == "veto")
          then
            long edge = Math.max(1L, Math.min(9L, $v)) * $q.spread();
            insertLogical(new Derived($i, $s, "wide", edge, "wide"));
          end
          """;

  private final DrlFence fence = DrlFence.intents();

  @Test
  void anHonestRulePassesBothFences() {
    assertThatCode(() -> fence.checkTexts(one(GOOD))).doesNotThrowAnyException();
    assertThatCode(() -> fence.checkClasses(new TreeMap<>(CompiledDrl.of(GOOD))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          drl-syntax     | 5:10 | rule "a" whn Quote() then end
          drl-annotation | 5:10 | rule "a" @Foo(x) when Quote() then end
          drl-import     | 5:1  | import java.util.List;
          drl-consequence | 5:1 | rule "a" extends "b" when Quote() then end
          drl-global     | 5:1  | global Long limit;
          drl-regex      | 5:28 | rule "a" when Quote(source matches "x") then end
          """)
  void errorsNameFileLineAndColumn(String code, String place, String line) {
    refused(HEAD + line + "\n", code, "intents/a.drl:" + place + ":");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          drl-type       | 7 | Runtime.getRuntime().exec("id");
          drl-type       | 7 | java.lang.System.exit(0);
          drl-type       | 7 | new Thread();
          drl-class      | 7 | $q.getClass();
          drl-class      | 7 | Quote.class.getName();
          drl-loop       | 7 | while (true) {}
          drl-loop       | 7 | for (;;) {}
          drl-session    | 7 | kcontext.getKieRuntime();
          drl-session    | 7 | drools.halt();
          drl-session    | 7 | modify($q) {}
          drl-session    | 7 | insert(1L);
          drl-handler    | 7 | throw null;
          drl-lambda     | 7 | long f = ($x) -> $x;
          drl-character  | 7 | long \\u0061 = 1;
          """)
  void aConsequenceThatReachesOutsideIsRefusedByItsWords(String code, int line, String statement) {
    String drl = HEAD + "rule \"a\" when $q : Quote()\nthen\n  " + statement + "\nend\n";
    refused(drl, code, "intents/a.drl:" + line);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          drl-annotation  | rule "a" @Foo(x) when Quote() then end
          drl-annotation  | rule "a" when Quote() @watch(*) then end
          drl-eval        | rule "a" when eval(true) then end
          drl-from        | rule "a" when Quote() from $x then end
          drl-import      | import java.io.File; rule "a" when Quote() then end
          drl-static      | import static java.lang.Math.max; rule "a" when Quote() then end
          drl-import      | import dev.warrant.knowledge.seam.Clock; rule "a" when Quote() then end
          drl-import      | import accumulate a.b.F f; rule "a" when Quote() then end
          drl-function    | function long f() { return 1; } rule "a" when Quote() then end
          drl-global      | global Quote g; rule "a" when Quote() then end
          drl-declare     | declare Feature x : long end rule "a" when Quote() then end
          drl-attribute   | rule "a" salience ($x) when Quote() then end
          drl-attribute   | rule "a" duration 10 when Quote() then end
          drl-dialect     | rule "a" dialect "mvel" when Quote() then end
          drl-consequence | rule "b" when Quote() then end rule "a" extends "b" when Quote() then end
          drl-from        | rule "a" when Number() from accumulate(Quote($b : bid), init(long x = 0;), action(x++;), result(x)) then end
          drl-accumulate  | rule "a" when accumulate(Quote($b : bid); $m : average($b)) then end
          drl-duplicate   | rule "a" when Quote() then end rule "a" when Quote() then end
          drl-syntax      | rule "a" when Quote( then end
          """)
  void structureThatIsCodeIsRefused(String code, String rules) {
    String drl = HEAD + rules.replace("; rule", ";\nrule").replace("end rule", "end\nrule") + "\n";
    refused(drl, code, "intents/a.drl");
  }

  @Test
  void anotherPackageIsRefused() {
    refused(GOOD.replace("package intents", "package elsewhere"), "drl-package", "intents/a.drl");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          class-member | Runtime.getRuntime().availableProcessors();
          class-type   | new java.io.File("/tmp/escape").delete();
          class-member | System.exit(0);
          class-type   | new Thread();
          class-member | Class.forName("java.lang.Runtime");
          class-member | "".getClass();
          class-loop   | long i = 0; while (i < 9000000000L) { i++; }
          class-catch  | try { $q.bid(); } catch (RuntimeException e) { }
          class-member | drools.halt();
          class-member | insert(1L);
          class-member | "x".repeat(1000000000);
          """)
  void whatCompilesAllTheSameIsRefusedByItsByteCode(String code, String statement) {
    String drl = HEAD + "rule \"a\" when $q : Quote()\nthen\n  " + statement + "\nend\n";
    assertThatThrownBy(() -> fence.checkClasses(new TreeMap<>(CompiledDrl.of(drl))))
        .isInstanceOfSatisfying(
            RuleException.class, e -> assertThat(e.error().code()).isEqualTo(code))
        .hasMessageContaining(".class: found ");
  }

  @Test
  void bytesThatAreNoClassAreRefused() {
    assertThatThrownBy(
            () -> fence.checkClasses(new TreeMap<>(Map.of("intents/A.class", new byte[] {1, 2}))))
        .hasMessageContaining("[class-unreadable]");
  }

  private void refused(String drl, String code, String place) {
    assertThatThrownBy(() -> fence.checkTexts(one(drl)))
        .isInstanceOfSatisfying(
            RuleException.class, e -> assertThat(e.error().code()).isEqualTo(code))
        .hasMessageStartingWith(place);
  }

  private static TreeMap<String, String> one(String drl) {
    return new TreeMap<>(Map.of("intents/a.drl", drl));
  }
}
