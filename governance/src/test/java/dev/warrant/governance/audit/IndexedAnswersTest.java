package dev.warrant.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is kept beside a trace answers as the trace itself does, asked in the deductive database.
final class IndexedAnswersTest {
  private static final List<String> ASKED =
      List.of(
          "belief",
          "Quote",
          "event",
          "feature",
          "measure",
          "derived",
          "calm",
          "quote",
          "vpin",
          "market.spread",
          "17",
          "7",
          "23",
          "59",
          "0",
          "moonphase");

  @TempDir private Path folder = Path.of("");

  private static Rests kept(RunFolder run, String asked) {
    return Objects.requireNonNull(Rests.kept(run, new FactAsked(asked)));
  }

  private static List<Path> beside(RunFolder run) throws IOException {
    try (Stream<Path> all = Files.list(run.trace().resolve("index"))) {
      return all.filter(f -> f.toString().endsWith(".facts")).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ordersRestOnWhatTheDeductiveDatabaseSaysTheyDo(long seed) {
    RunFolder run = MadeUp.run(folder, seed);
    List<String> asked = new ArrayList<>(ASKED);
    asked.add(Digest.sha256("model").hex());
    asked.add(Digest.sha256("another").hex().substring(0, 7));
    TraceReader.open(run.trace())
        .forEach(node -> {
          if (node.kind() == TraceNode.Kind.FACT && asked.size() < 24) {
            asked.add(node.id().hex().substring(0, 12 + asked.size()));
          }
        });
    int found = 0;
    for (String one : asked) {
      Rests rests = kept(run, one);
      assertThat(rests).as(one).isEqualTo(Rests.walked(run, new FactAsked(one)));
      found += rests.orders().size();
    }
    assertThat(found).isGreaterThan(50);
    assertThat(kept(run, "moonphase").facts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatMatteredIsWhatTheDeductiveDatabaseSaysDid(long seed) {
    RunFolder run = MadeUp.run(folder, seed);
    var ways = Seen.in(run, false).ways();
    assertThat(ways).isEqualTo(Seen.in(run, true).ways());
    assertThat(ways)
        .containsKeys("refused", "breached", "warned", "pattern", "intent", "objection");
    assertThat(ways.get("bound")).contains("limit-a", "limit-b", "limit-c");
    assertThat(ways.get("intent")).contains("a, b");
  }

  @Test
  void whatIsKeptMayBeDeletedOrDamagedAndComesBackTheSame() throws IOException {
    RunFolder run = MadeUp.run(folder, 4);
    Rests right = kept(run, "belief");
    List<Path> files = beside(run);
    assertThat(files).hasSize(3);
    byte[] whole = Files.readAllBytes(files.getFirst());
    for (int i = 0; i < whole.length; i += 61) {
      byte[] hurt = whole.clone();
      hurt[i] ^= (byte) (1 << i % 8);
      Files.write(files.getFirst(), hurt);
      assertThat(kept(run, "belief")).as("byte " + i).isEqualTo(right);
      assertThat(Files.readAllBytes(files.getFirst())).isEqualTo(whole);
    }
    for (Path file : files) {
      Files.delete(file);
    }
    assertThat(kept(run, "belief")).isEqualTo(right);
    assertThat(Files.readAllBytes(files.getFirst())).isEqualTo(whole);
  }

  @Test
  void aFactThatIsNotInTheTraceIsNotBelieved() throws IOException {
    RunFolder run = MadeUp.run(folder.resolve("one"), 5);
    RunFolder other = MadeUp.run(folder.resolve("other"), 6);
    kept(run, "belief");
    kept(other, "belief");
    // An index that vouches for itself, of another trace: its checksum is right, its trace is not.
    for (int i = 0; i < 3; i++) {
      Path to = beside(run).get(i);
      byte[] foreign = Files.readAllBytes(beside(other).get(i));
      System.arraycopy(Files.readAllBytes(to), 8, foreign, 8, Long.BYTES);
      Files.write(to, foreign);
    }
    assertThat(Rests.kept(run, new FactAsked("belief"))).isNull();
  }

  @Test
  void whatCannotBeAFactIsRefused() {
    assertThatThrownBy(() -> new FactAsked("a b")).hasMessageContaining("expected letters");
  }
}
