package dev.warrant.governance.cli.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.control.ControlClient;
import dev.warrant.execution.desk.control.ControlRequest;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.governance.release.Stage;
import dev.warrant.governance.release.Switch;
import dev.warrant.knowledge.release.Certificate;
import java.io.IOException;

/// Asks one running desk to take what is live. It looks in the release folder it was started with,
/// proves and checks for itself; this only tells it to look.
record RunSwitch(RunFolder folder) implements Switch {
  private static final long PATIENCE_MILLIS = 120_000;

  @Override
  public String to(Stage stage, Certificate certificate) {
    String verb = stage == Stage.LIVE ? "switch" : stage.text();
    ControlRequest look =
        new ControlRequest(verb, System.getProperty("user.name"), "rules activate");
    try {
      JsonNode answer = ControlClient.ask(folder.controlSocket(), look, PATIENCE_MILLIS);
      return answer.path("ok").asBoolean()
          ? folder.id() + ": " + answer.path("said").asText()
          : "recorded, but " + folder.id() + " refused: " + answer.path("error").asText();
    } catch (IOException e) {
      return "recorded, but no desk answers in " + folder.path() + ": " + Mishaps.sentence(e);
    }
  }
}
