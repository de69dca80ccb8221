package dev.warrant.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kie.dmn.feel.lang.impl.FEELBuilder;

/// The house policy with one thing in it that tries to get out, read as a desk reads it: limits,
/// their FEEL, the YAML around them, and the folder.
final class PackEscapesTest {
  private static final Path HOUSE = SharedData.root().resolve("rules/packs/house-policy");
  private static final String LIMITS = "limits/1-position.yaml";
  private static final String ESCAPED = "warrant.escaped";
  private static int contained;

  @TempDir private Path folder;

  interface Deed {
    void on(Path pack) throws Exception;
  }

  record Attempt(String says, String code, Deed deed) {
    @Override
    public String toString() {
      return says;
    }
  }

  private static Attempt feel(String says, String code, String require) {
    String limit =
        "- id: escape\n  says: \"escape\"\n  binds: increasing\n  require: '"
            + require.replace("'", "''")
            + "'\n  owner: risk\n  rulebook: [RTS6-15.4]\n";
    return yaml(says, code, limit);
  }

  /// Text added to the limits of positions.
  private static Attempt yaml(String says, String code, String text) {
    return new Attempt(
        says,
        code,
        pack -> {
          Path file = pack.resolve(LIMITS);
          Files.writeString(file, Files.readString(file) + text);
        });
  }

  private static Attempt folder(String says, String code, Deed deed) {
    return new Attempt(says, code, deed);
  }

  static Stream<Attempt> attempts() {
    String call =
        "function(a) external {java: {class: \"java.lang.System\","
            + " method signature: \"exit(int)\"}}";
    return Stream.of(
        feel("FEEL calls Java", "feel-word", "(" + call + ")(0) <= 1"),
        feel("FEEL makes a context of functions", "feel-character", "{f: 1}.f <= 1"),
        feel("FEEL loops", "feel-word", "count(for i in 1..999999999 return i) <= 1"),
        feel("FEEL makes a list without an end", "feel-string", "string(\"x\") <= 1"),
        feel("FEEL asks the clock", "feel-word", "date <= 1"),
        feel("FEEL compares what is not there", "feel-word", "null <= 1"),
        feel(
            "FEEL is nested too deep for its parser",
            "feel-nesting",
            "(".repeat(100) + "1" + ")".repeat(100) + " <= 1"),
        feel("FEEL is too long for its parser", "feel-length", "1" + " + 1".repeat(200) + " <= 1"),
        feel("FEEL holds a number beyond all ranges", "feel-number", "9".repeat(60) + " <= 1"),
        feel("FEEL raises to a power", "feel-operator", "9 ** 999999999 <= 1"),
        feel(
            "a measure is spelt with a letter that looks like another",
            "feel-character",
            "\u043erder.notional <= 1"),
        yaml("an alias grows without bound", "yaml-anchor", "- &a [*a, *a]\n"),
        yaml("a tag makes an object", "yaml-tag", "- !!javax.script.ScriptEngineManager [x]\n"),
        yaml("lists are nested without end", "yaml-depth", "- " + "[".repeat(5_000) + "\n"),
        yaml("mappings are nested without end", "yaml-depth", "- " + "{a: ".repeat(5_000) + "\n"),
        yaml("a second document hides", "yaml-documents", "---\n- id: other\n"),
        yaml("a key is written twice", "yaml-duplicate-key", "- id: a\n  id: b\n"),
        yaml("a merge key brings in others", "key-unknown", "- <<: {id: a}\n  id: b\n"),
        yaml(
            "an identifier is long enough for a full stack",
            "yaml-length",
            "- id: a" + "-a".repeat(100_000) + "\n"),
        yaml(
            "a number is written with a huge exponent",
            "number-form",
            """
            - id: a
              says: b
              require: order.notional <= x
              owner: risk
              parameters:
                x: {value: 1e999999999, unit: USDT, range: 1..2, from: a}
            """),
        yaml("there are values without number", "yaml-size", "- a\n".repeat(60_000)),
        yaml("text runs backward", "text-invisible", "# \u202e\n"),
        yaml("zero-width characters hide in an identifier", "text-invisible", "- id: a\u200bb\n"),
        yaml("a line ends where no editor shows it", "text-invisible", "# x\u2028- id: a\n"),
        yaml("an escape writes an invisible character", "limit-id", "- id: \"a\\u200bb\"\n"),
        yaml("carriage returns hide a line", "text-control", "# x\r- id: a\n"),
        folder(
            "a link leads out of the pack",
            "pack-symlink",
            pack -> Files.createSymbolicLink(pack.resolve("README.md"), pack.resolve("pack.yaml"))),
        folder(
            "a linked folder leads out of the pack",
            "pack-symlink",
            pack -> Files.createSymbolicLink(pack.resolve("more"), pack.resolve("limits"))),
        folder("a pipe never ends", "pack-special", pack -> pipe(pack.resolve("README.md"))),
        folder(
            "a file is beyond its size", "pack-size", pack -> sparse(pack, "README.md", 1 << 20)),
        folder(
            "models are together beyond all memory",
            "pack-size",
            pack -> {
              for (int i = 0; i < 5; i++) {
                sparse(pack, "models/m" + i, 60 << 20);
              }
            }),
        folder(
            "there are files without number",
            "pack-size",
            pack -> {
              for (int i = 0; i < 2_000; i++) {
                Files.createDirectories(pack.resolve("tests/d" + i));
              }
            }),
        folder(
            "a file lies too deep to be seen",
            "pack-depth",
            pack -> Files.createDirectories(pack.resolve("models/a/b/c/d/e"))),
        folder(
            "a hidden file", "pack-hidden", pack -> Files.writeString(pack.resolve(".env"), "x")),
        folder(
            "a class file",
            "file-unknown",
            pack -> Files.writeString(pack.resolve("Evil.class"), "x")),
        folder(
            "a table's name climbs out",
            "pack-hidden",
            pack -> {
              Files.createDirectories(pack.resolve("tables"));
              Files.writeString(pack.resolve("tables/..x.csv"), "a,b\n");
            }),
        folder(
            "a table holds characters nobody sees",
            "text-invisible",
            pack -> {
              Files.createDirectories(pack.resolve("tables"));
              Files.writeString(pack.resolve("tables/a.csv"), "a,\u2066b\n");
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attempts")
  void isRefusedWithItsPlace(Attempt attempt) throws Exception {
    Path pack = house();
    attempt.deed().on(pack);
    assertThatThrownBy(() -> PolicyPacks.load(pack))
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.error().code()).isEqualTo(attempt.code());
              assertThat(e.error().place().file()).isNotEmpty();
              assertThat(e.error().text().length()).isLessThan(4_000);
            });
    contained++;
  }

  @Test
  void theHousePolicyItselfIsRead() throws IOException {
    Path pack = house();
    assertThatCode(() -> PolicyPacks.load(pack)).doesNotThrowAnyException();
  }

  @Test
  void anEvaluatorOfFeelWithoutFencesWouldCallJava() {
    System.clearProperty(ESCAPED);
    FEELBuilder.builder()
        .build()
        .evaluate(
            "{f: function(a, b) external {java: {class: \"java.lang.System\", method signature:"
                + " \"setProperty(java.lang.String,java.lang.String)\"}},"
                + " r: f(\"warrant.escaped\", \"feel\")}.r");
    assertThat(System.getProperty(ESCAPED)).isEqualTo("feel");
  }

  @AfterAll
  static void tell() {
    System.out.println("packs (YAML, FEEL, folder): " + contained + " escapes contained");
  }

  private Path house() throws IOException {
    Path pack = folder.resolve("pack");
    try (Stream<Path> files = Files.walk(HOUSE)) {
      for (Path from : (Iterable<Path>) files::iterator) {
        Files.copy(from, pack.resolve(HOUSE.relativize(from).toString()));
      }
    }
    return pack;
  }

  private static void pipe(Path file) throws IOException, InterruptedException {
    Process made = new ProcessBuilder("mkfifo", file.toString()).start();
    assertThat(made.waitFor(2, TimeUnit.MINUTES)).isTrue();
  }

  private static void sparse(Path pack, String name, long bytes) throws IOException {
    Files.createDirectories(pack.resolve(name).getParent());
    try (RandomAccessFile file = new RandomAccessFile(pack.resolve(name).toFile(), "rw")) {
      file.setLength(bytes);
    }
  }
}
