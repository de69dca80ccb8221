package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The stock questions, asked of a run as it was recorded.
final class StockQuestionsTest {
  @TempDir private static Path folder = Path.of("");
  private static RunRecord record = RunRecord.read(made());

  private static RunFolder made() {
    return new RunFolder(folder.resolve("asked"));
  }

  private static Said ask(String... command) {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(List.of("--run", made().path().toString()));
    return Said.by(args.toArray(String[]::new));
  }

  private static JsonNode json(String... command) throws IOException {
    List<String> args = new ArrayList<>(List.of(command));
    args.add("--json");
    Said said = ask(args.toArray(String[]::new));
    assertThat(said.code()).as(said.out() + said.err()).isZero();
    return new ObjectMapper().readTree(said.out());
  }
}
