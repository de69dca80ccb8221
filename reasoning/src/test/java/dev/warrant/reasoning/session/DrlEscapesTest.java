package dev.warrant.reasoning.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.rules.pack.StrategyPacks;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rules that try to get out, in a pack read as a desk reads it, through the real engine. What
/// counts is what happened: a property set, a file made, a connection, memory.
final class DrlEscapesTest {
  private static final String ESCAPED = "warrant.escaped";
  private static final String FILE = "warrant.escaped.file";
  private static final String PORT = "warrant.escaped.port";
  private static final String HEAD =
      """
      package intents;
      import dev.warrant.knowledge.fact.Fact.Feature;
      import dev.warrant.knowledge.fact.Fact.Derived;
      """;
  private static final List<Fact> FACTS = List.of(new Fact.Feature(0, 1, "f", 1, 0, 100));
  private static final RuleFence NONE =
      new RuleFence() {
        @Override
        public void checkTexts(SortedMap<String, String> texts) {}

        @Override
        public void checkClasses(SortedMap<String, byte[]> classes) {}
      };

  private static final String HEADER =
      """
      name: untrusted
      version: 1.0.0
      kind: strategy
      scope: {venues: [sim], instruments: [BTCUSDT], desks: [one]}
      """;
  private static int contained;

  @TempDir private Path folder;

  /// @param code why it is refused
  /// @param rules what follows the imports
  /// @param real whether an engine without fences does it, which the test then shows
  record Attempt(String says, String code, boolean real, String rules) {
    @Override
    public String toString() {
      return says;
    }
  }

  private static Attempt then(String says, String code, boolean real, String statements) {
    return new Attempt(
        says,
        code,
        real,
        "rule \"a\" when $f : Feature($i : instrument, $s : source) then\n" + statements + "\nend");
  }

  private static Attempt rules(String says, String code, boolean real, String rules) {
    return new Attempt(says, code, real, rules);
  }

  static Stream<Attempt> attempts() {
    String set = "System.setProperty(\"warrant.escaped\", \"drl\");";
    return Stream.of(
        then("a consequence sets a system property", "drl-type", true, set),
        then(
            "a consequence makes a file",
            "drl-type",
            true,
            "new java.io.File(System.getProperty(\"warrant.escaped.file\")).createNewFile();"),
        then(
            "a consequence connects a socket",
            "drl-type",
            true,
            "new java.net.Socket(\"localhost\", Integer.getInteger(\"warrant.escaped.port\")).close();"),
        then("a consequence starts a thread", "drl-type", false, "new Thread().start();"),
        then("a consequence ends the process", "drl-type", false, "System.exit(0);"),
        then(
            "a line feed written by its number ends a comment",
            "text-character",
            true,
            "// \\u000a " + set),
        then("a class is reached through an object", "drl-class", false, "$f.getClass();"),
        then("the session is reached", "drl-session", false, "kcontext.getKieRuntime();"),
        then("a loop never ends", "drl-loop", false, "while (true) {}"),
        then("an array fills memory", "drl-array", false, "long[] x = new long[2000000000];"),
        then(
            "an anonymous class hides a recursion",
            "drl-type",
            false,
            "long x = new Object() { long f() { return f(); } }.f();"),
        then(
            "a sum is too long for the compiler's stack",
            "drl-length",
            false,
            "long x = 1" + " + 1".repeat(6000) + ";"),
        then(
            "a text describes a fact that holds it",
            "drl-text",
            false,
            "insertLogical(new Derived($i, $s, $f.toString(), 1L, \"a\"));"),
        then(
            "a name is spelt with a letter that looks like another",
            "text-character",
            false,
            "insertLogical(new Derived($i, $s, \"v\u0435to\", 1L, \"a\"));"),
        then(
            "a text is turned around by invisible characters",
            "text-invisible",
            false,
            "insertLogical(new Derived($i, $s, \"\u202eotev\", 1L, \"a\"));"),
        then(
            "one rule concludes a flood",
            "drl-conclusions",
            false,
            "insertLogical(new Derived($i, $s, \"x\", 1L, \"a\"));\n".repeat(9)),
        rules(
            "a constraint calls Java",
            "drl-type",
            true,
            "rule \"a\" when Feature(System.setProperty(\"warrant.escaped\", \"lhs\") == null) then end"),
        rules(
            "a function holds the call",
            "drl-type",
            true,
            "function void f() { " + set + " }\nrule \"a\" when Feature() then f(); end"),
        rules(
            "a class beyond the facts is imported",
            "drl-import",
            false,
            "import dev.warrant.knowledge.seam.Clock;\nrule \"a\" when Feature() then end"),
        rules(
            "an annotation is evaluated while rules are built",
            "drl-annotation",
            false,
            "rule \"a\" @Foo(System.exit(0)) when Feature() then end"),
        rules(
            "a salience is computed",
            "drl-attribute",
            false,
            "rule \"a\" salience ($x) when Feature($x : instrument) then end"),
        rules(
            "a type is declared",
            "drl-declare",
            false,
            "declare Feature x : long end\nrule \"a\" when Feature() then end"),
        rules(
            "a query calls itself",
            "class-type",
            false,
            "query q(int $x) q($x;) end\nrule \"a\" when Feature($i : instrument) ?q($i;) then end"),
        rules(
            "a text doubles with each firing",
            "class-member",
            false,
            "rule \"s\" when Feature($i : instrument, $s : source) then"
                + " insertLogical(new Derived($i, $s, \"xx\", 1L, \"s\")); end\n"
                + "rule \"d\" when Derived($i : instrument, $s : source, $n : name) then"
                + " insertLogical(new Derived($i, $s, $n + $n, 1L, \"d\")); end"),
        rules(
            "a property of a text is read as a method",
            "class-member",
            false,
            "rule \"a\" when Feature(name.bytes.length > 0) then end"),
        rules(
            "a cross join forms a billion combinations",
            "drl-join",
            false,
            "rule \"a\" when Feature($a : value) Feature($b : value) Feature($c : value)"
                + " Feature($a + $b + $c < value) then end"),
        rules(
            "a pattern of characters is matched for ever",
            "drl-regex",
            false,
            "rule \"a\" when Feature(name matches \"(a+)+b\") then end"),
        rules(
            "brackets are nested too deep for the parser's stack",
            "drl-nesting",
            false,
            "rule \"a\" when Feature(value > "
                + "(".repeat(3000)
                + "1"
                + ")".repeat(3000)
                + ") then end"));
  }

  @BeforeEach
  void nothingEscapedYet() {
    System.clearProperty(ESCAPED);
    System.setProperty(FILE, folder.resolve("escaped").toString());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attempts")
  void isContained(Attempt attempt) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.setProperty(PORT, String.valueOf(socket.getLocalPort()));
      assertThatThrownBy(() -> session(attempt.rules()).deduce(FACTS))
          .isInstanceOfSatisfying(
              RuleException.class,
              e -> {
                assertThat(e.error().code()).isEqualTo(attempt.code());
                assertThat(e.error().place().file()).startsWith("intents/");
              });
      assertThat(escaped(socket)).isFalse();
      contained++;
      if (attempt.real()) {
        DroolsSession.open(
                new TreeMap<>(Map.of("intents/a.drl", HEAD + attempt.rules())), NONE, null, 100)
            .deduce(FACTS);
        assertThat(escaped(socket)).as("without fences").isTrue();
      }
    }
  }

  @Test
  void rulesThatFeedEachOtherEndWithTheirFuel() {
    String grow =
        """
        rule "s" when Feature($i : instrument, $s : source) then
          insertLogical(new Derived($i, $s, "n", 1L, "s")); end
        rule "n" when Derived($i : instrument, $s : source, $v : value) then
          insertLogical(new Derived($i, $s, "n", $v + 1L, "n"));
          insertLogical(new Derived($i, $s, "m", $v + 1L, "n")); end
        """;
    Deduction end = session(grow).deduce(FACTS);
    assertThat(((Deduction.Failed) end).why()).isEqualTo("the rules concluded too much");
    contained++;
  }

  @Test
  void noEvaluatorOfExpressionsIsOnTheClassPath() {
    for (String name :
        List.of(
            "org.mvel2.MVEL",
            "org.drools.mvel.MVELConstraint",
            "com.thoughtworks.xstream.XStream")) {
      assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }
  }

  @AfterAll
  static void tell() {
    System.out.println("DRL: " + contained + " escapes contained");
  }

  private boolean escaped(ServerSocket socket) throws IOException {
    socket.setSoTimeout(50);
    boolean connected;
    try {
      socket.accept().close();
      connected = true;
    } catch (java.net.SocketTimeoutException e) {
      connected = false;
    }
    return connected
        || System.getProperty(ESCAPED) != null
        || Files.exists(folder.resolve("escaped"));
  }

  private DroolsSession session(String rules) {
    try {
      Path pack = folder.resolve("pack");
      Files.createDirectories(pack.resolve("intents"));
      Files.writeString(pack.resolve("pack.yaml"), HEADER);
      Files.writeString(pack.resolve("intents/a.drl"), HEAD + rules);
      return DroolsSession.open(
          StrategyPacks.load(pack).files("intents", ".drl"), RuleFence.house(), null, 5_000);
    } catch (IOException e) {
      throw new IllegalStateException("the test cannot write its pack", e);
    }
  }
}
