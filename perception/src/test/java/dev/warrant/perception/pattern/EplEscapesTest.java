package dev.warrant.perception.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import dev.warrant.rules.pack.StrategyPacks;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Patterns that try to get out, in a pack read as a desk reads it, through the real engine.
final class EplEscapesTest {
  private static final String ESCAPED = "warrant.escaped";
  private static final String HEAD = "@name('x') @Tag(name='holdMs', value='100')\n";
  private static final String HEADER =
      """
      name: untrusted
      version: 1.0.0
      kind: strategy
      scope: {venues: [sim], instruments: [BTCUSDT], desks: [one]}
      """;
  private static int contained;

  @TempDir private Path folder;

  record Attempt(String says, String code, String epl) {
    @Override
    public String toString() {
      return says;
    }
  }

  /// A statement over trades that selects `value`.
  private static Attempt value(String says, String code, String value) {
    return new Attempt(says, code, "select instrument, " + value + " as value from Trade");
  }

  private static Attempt from(String says, String code, String from) {
    return new Attempt(says, code, "select instrument, lots as value from " + from);
  }

  private static Attempt pattern(String says, String code, String pattern) {
    return new Attempt(
        says,
        code,
        "select a.instrument as instrument, a.lots as value from pattern [" + pattern + "]");
  }

  static Stream<Attempt> attempts() {
    return Stream.of(
        value(
            "a static method is called",
            "epl-call",
            "java.lang.System.setProperty('warrant.escaped', 'epl').length()"),
        value("a method is called on a value", "epl-call", "lots.getClass().getName().length()"),
        value("an object is made", "epl-word", "new java.io.File('x').length()"),
        value("an unknown function is called", "epl-call", "exec('id')"),
        new Attempt(
            "a class is written inside",
            "epl-word",
            "inlined_class \"\"\" public class X {} \"\"\" select instrument, 1 as value from Trade"),
        new Attempt(
            "a script is declared",
            "epl-create",
            "create expression long js:f() [ 1 ]; select instrument, f() as value from Trade"),
        from("a method is a source of events", "epl-word", "method:java.lang.System.getenv()"),
        from("a database is a source of events", "epl-word", "sql:db ['select 1']"),
        new Attempt(
            "an annotation names a class",
            "epl-annotation",
            "@Hook(hook='java.lang.Runtime', type=HookType.SQLCOL) select instrument from Trade"),
        new Attempt(
            "a stream feeds itself for ever",
            "epl-create",
            "create schema X(instrument int, lots long); insert into X select instrument, lots"
                + " from X"),
        new Attempt(
            "a context is kept for each price",
            "epl-create",
            "create context C partition by price from Trade; context C select count(*) from Trade"),
        from("everything is kept", "epl-window", "Trade#keepall"),
        from("a window is given for each price", "epl-window", "Trade#groupwin(price)#length(5)"),
        from("a window holds two billion events", "epl-bound", "Trade#length(2000000000)"),
        from("a window holds a thousand days", "epl-bound", "Trade#time(1000 days)"),
        from("a length is computed", "epl-bound", "Trade#length(9999*9999)"),
        from("groups are never forgotten", "epl-unbounded", "Trade group by price"),
        from("groups are made of anything", "epl-group", "Trade#length(5) group by price"),
        value("every price ever is remembered", "epl-word", "count(distinct price)"),
        value("a median over all time keeps all of it", "epl-unbounded", "median(price)"),
        from(
            "three windows are joined",
            "epl-join",
            "Trade#length(3000) a, Trade#length(3000) b, Trade#length(3000) c"),
        value(
            "each event asks a query of its own",
            "epl-subquery",
            "(select count(*) from Book#length(10000))"),
        from("output is held back", "epl-word", "Trade output all every 1000 days"),
        from(
            "a pattern of characters is matched for ever",
            "epl-word",
            "Trade where 'aaaa' regexp '(a+)+b'"),
        pattern("a sequence waits for ever", "epl-unbounded", "every a=Trade -> b=Book"),
        pattern(
            "the guard stands at the wrong step",
            "epl-unbounded",
            "every a=Trade -> b=Book(bid > 1000) -> c=Book where timer:within(1 sec)"),
        pattern(
            "a sequence waits a hundred days",
            "epl-bound",
            "every a=Trade -> b=Book where timer:within(100 days)"),
        pattern(
            "every every doubles with each event", "epl-pattern", "every (every (every a=Trade))"),
        pattern(
            "two everys wait for each other",
            "epl-pattern",
            "every a=Trade and every b=Trade(price < 0)"),
        pattern(
            "a pattern repeats a hundred million times",
            "epl-pattern",
            "every [100000000] a=Trade"),
        pattern(
            "events are collected until something that never comes",
            "epl-word",
            "every a=Trade until b=Book(bid < 0)"),
        pattern("a timer without a pause", "epl-pattern", "every timer:interval(0 sec)"),
        value(
            "brackets are nested too deep for the parser",
            "epl-nesting",
            "(".repeat(30) + "lots" + ")".repeat(30)),
        value(
            "a sum is too long for the parser's stack",
            "epl-length",
            "lots" + " + 1".repeat(5_000)),
        from(
            "a stream is spelt with a letter that looks like another",
            "text-character",
            "Tr\u0430de"),
        new Attempt(
            "a statement hides behind turned text",
            "text-invisible",
            "/* \u202e */ select instrument, lots as value from Trade"));
  }

  @BeforeEach
  void nothingEscapedYet() {
    System.clearProperty(ESCAPED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attempts")
  void isRefusedWithItsPlace(Attempt attempt) {
    assertThatThrownBy(() -> load(HEAD + attempt.epl()))
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.error().code()).isEqualTo(attempt.code());
              assertThat(e.error().place().cite()).startsWith("patterns/a.epl:");
            });
    assertThat(System.getProperty(ESCAPED)).isNull();
    contained++;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select java.lang.System.setProperty('warrant.escaped', 'epl') as x from Map",
        "inlined_class \"\"\" public class X { public static String f() {"
            + " return System.setProperty(\"warrant.escaped\", \"epl\"); } } \"\"\""
            + " select X.f() as x from Map"
      })
  void anEngineWithoutFencesWouldDoItAndItsClassesShowIt(String epl) throws Exception {
    Configuration free = new Configuration();
    free.getCommon().addEventType("Map", Map.of("lots", Long.class));
    free.getCompiler().getByteCode().setAllowSubscriber(true);
    EPCompiled compiled =
        EPCompilerProvider.getCompiler().compile(epl, new CompilerArguments(free));
    assertThatThrownBy(
            () -> PatternFence.checkCode(new PatternSource("free.epl", epl), compiled.getClasses()))
        .isInstanceOf(PatternException.class)
        .hasMessageContaining("[class-");
    EPRuntime runtime = EPRuntimeProvider.getRuntime("free", free);
    try {
      runtime
          .getDeploymentService()
          .deploy(compiled)
          .getStatements()[0]
          .addListener((now, _, _, _) -> now[0].get("x"));
      runtime.getEventService().sendEventMap(Map.of("lots", 1L), "Map");
      assertThat(System.getProperty(ESCAPED)).isEqualTo("epl");
    } finally {
      runtime.destroy();
    }
  }

  @Test
  void honestPatternsOfEveryShapePass() throws IOException {
    for (String epl :
        List.of(
            "select instrument, lots as value from Trade(lots > 5)",
            "select instrument, sum(lots) as value from Trade#time(5 sec) group by instrument",
            "select instrument, prev(1, lots) as value from Trade#length(5) where lots in (1, 2)",
            "select instrument, case when lots > 5 then lots else -lots end as value"
                + " from Trade#lastevent",
            "select a.instrument as instrument, a.lots as value from pattern [every a=Trade(lots > 1)"
                + " -> b=Book(bid > a.lots) where timer:within(1 sec)"
                + " -> c=Pulse where timer:within(5 sec)]")) {
      load(HEAD + epl);
    }
  }

  @AfterAll
  static void tell() {
    System.out.println("EPL: " + contained + " escapes contained");
  }

  private void load(String epl) throws IOException {
    Files.createDirectories(folder.resolve("pack/patterns"));
    Files.writeString(folder.resolve("pack/pack.yaml"), HEADER);
    Files.writeString(folder.resolve("pack/patterns/a.epl"), epl);
    List<PatternSource> sources = new ArrayList<>();
    StrategyPacks.load(folder.resolve("pack"))
        .files("patterns", ".epl")
        .forEach((path, text) -> sources.add(new PatternSource(path, text)));
    try (Patterns patterns = EsperPatterns.load(sources)) {
      for (int i = 1; i < 20; i++) {
        patterns.on(i, i * 1_000_000L, new PatternEvent.Trade(0, i, i, 0), _ -> {});
      }
    }
  }
}
