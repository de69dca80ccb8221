package dev.warrant.rules.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.rules.text.RuleException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextFencesTest {
  private static final Set<String> EVENTS = Set.of("Book", "Trade", "Pulse");
  private static final Set<String> HEADS = Set.of("rule", "says");
  private static final Set<String> TEMPLATES =
      Set.of("sample", "remedy", "name", "age", "value", "command", "diagnosis");

  @Test
  void honestPatternsPass() {
    String epl =
        """
        // a burst: Runtime.exec( in a comment is free
        @Name('momentumBurst')
        select a.instrument as instrument, max(b.lots) as value
        from pattern [every a=Trade(lots > 100) -> b=Trade(instrument = a.instrument, lots > a.lots) where timer:within(1 sec)];
        @Name('staleFeed')
        select instrument, ageMicros as value from Pulse#groupwin(instrument)#length(3) group by instrument having min(ageMicros) > 500000;
        """;
    assertThatCode(() -> EplFence.check(one("patterns/a.epl", epl), EVENTS))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          epl-call       | select java.lang.Runtime.getRuntime() from Book
          epl-call       | select sym.getClass() from Book
          epl-call       | select exec('id') from Book
          epl-statement  | inlined_class x select 1 from Book
          epl-word       | @Name('x') inlined_class y select 1 from Book
          epl-word       | select new java.io.File('x') from Book
          epl-create     | create expression js x [return 1]
          epl-create     | create window W#keepall as Book
          epl-window     | select * from Book#keepall
          epl-window     | select * from Trade#groupwin(price)#length(5)
          epl-window     | select * from Trade#groupwin
          epl-window     | select * from Trade#groupwin(
          epl-word       | select * from sql:db ['select 1']
          epl-word       | select * from method:java.lang.Math.random()
          epl-annotation | @Hook(type=HookType.SQLCOL, hook='x') select 1 from Book
          epl-annotation | @Audit select 1 from Book
          epl-unbounded  | select * from pattern [every a=Trade -> b=Book]
          epl-word       | select * from Trade#length(5) match_recognize (measures A as a pattern (A+) define A as A.lots > 1)
          epl-character  | select '\\u0041' from Book
          text-quote     | select 'open from Book
          """)
  void aPatternThatReachesOutsideOrWaitsForEverIsRefused(String code, String epl) {
    refused(
        () -> EplFence.check(one("patterns/a.epl", "\n" + epl + "\n"), EVENTS),
        code,
        "patterns/a.epl:2");
  }

  @Test
  void honestTheoriesPass() {
    String theory =
        """
        % halt. in a comment
        rule(sound_entry, sound(intent(I, Side, S, _, Edge, _, U, Stop)),
             ( entry(S), feature(I, vpin, V, _, _), V < 700000, \\+ derived(I, veto, _, _),
               Edge >= (Stop - 3) * 500000 // 7 + 10 )).
        says(sound_entry, 'the edge of {value} does not call for halt').
        """;
    assertThatCode(() -> PrologFence.check(one("theory/a.pl", theory), HEADS))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          prolog-clause    | :- initialization(halt).
          prolog-clause    | sound(X) :- halt.
          prolog-builtin   | rule(a, sound(X), halt).
          prolog-builtin   | rule(a, sound(X), java_object('java.io.File', [x], F)).
          prolog-builtin   | rule(a, sound(X), call(X)).
          prolog-builtin   | rule(a, sound(X), assertz(rule(b, sound(_), true))).
          prolog-builtin   | rule(a, sound(X), 'halt'(0)).
          prolog-quoted    | rule(a, sound(X), 'ha lt'(0)).
          prolog-variable  | rule(a, sound(X), X(1)).
          prolog-control   | rule(a, sound(X), (entry(X), !)).
          prolog-directive | rule(a, sound(X), (entry(X) -> true)).
          prolog-builtin   | rule(a, sound(X), X =.. [halt]).
          prolog-clause    | rule(a, sound(X), true)
          prolog-nesting   | rule(a, f((((((((((((((((((((1)))))))))))))))))))), true).
          """)
  void aTheoryThatIsMoreThanDataIsRefused(String code, String clause) {
    refused(
        () -> PrologFence.check(one("theory/a.pl", "\n" + clause + "\n"), HEADS),
        code,
        "theory/a.pl:2");
  }

  @Test
  void honestDiagnosisPasses() {
    String clips =
        """
        ; (system "id") in a comment
        (deftemplate own-streak (slot own-length (type INTEGER) (default 0)))
        (defrule hung-desk
          "The sequencer has not moved; (exit) in a text is free."
          (declare (salience 10))
          (sample (name heartbeat-age) (age 0) (value ?now&:(> ?now 1000)))
          (sample (name heartbeat-age) (age 1) (value ?before&:(> ?now ?before)))
          (not (remedy (command KILL)))
          =>
          (assert (remedy (command KILL) (diagnosis hung-desk))))
        """;
    assertThatCode(() -> ClipsFence.check(one("diagnosis/a.clp", clips), TEMPLATES))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          clips-construct | (deffunction f () (f))
          clips-construct | (system "id")
          clips-construct | (set-strategy random)
          clips-function  | (defrule a (sample) => (system "id"))
          clips-function  | (defrule a (sample) => (while TRUE do (assert (remedy))))
          clips-function  | (defrule a (sample (value ?v&:(open "x" f))) => (assert (remedy)))
          clips-function  | (defrule a (test (eval "(exit)")) => (assert (remedy)))
          clips-function  | (defrule a (sample (value =(random))) => (assert (remedy)))
          clips-function  | (defrule a (sample) => (bind ?x (create$ 1 2)))
          clips-function  | (defrule a (sample) => (load-facts "x"))
          clips-function  | (defrule a (sample) => (deffacts f (sample)))
          clips-name      | (deftemplate load-facts (slot own-x))
          clips-toplevel  | halt
          clips-nesting   | (defrule a (sample) => (assert (remedy))
          """)
  void aDiagnosisThatDoesMoreThanAssertIsRefused(String code, String construct) {
    refused(
        () -> ClipsFence.check(one("diagnosis/a.clp", "\n" + construct + "\n"), TEMPLATES),
        code,
        "diagnosis/a.clp");
  }

  private static void refused(ThrowingCallable check, String code, String place) {
    assertThatThrownBy(check)
        .isInstanceOfSatisfying(
            RuleException.class, e -> assertThat(e.error().code()).isEqualTo(code))
        .hasMessageStartingWith(place);
  }

  private static TreeMap<String, String> one(String file, String text) {
    return new TreeMap<>(Map.of(file, text));
  }
}
