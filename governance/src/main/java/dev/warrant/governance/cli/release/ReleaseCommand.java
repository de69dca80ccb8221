package dev.warrant.governance.cli.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.control.ControlClient;
import dev.warrant.execution.desk.control.ControlRequest;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.governance.release.Held;
import dev.warrant.knowledge.release.ReleaseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Frees a running desk from what a breach asked for, by signatures.
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Sign that a running desk is released from what a breach of LIMIT asked for. As many people",
      "of risk must sign as the limit says; the last one frees the desk, once it is on its disk."
    })
public final class ReleaseCommand extends Governed {
  private static final long PATIENCE_MILLIS = 5_000;

  @Parameters(index = "0", paramLabel = "RUN", description = "run folder or id")
  private String run = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "LIMIT",
      description = {
        "the limit that was broken; without it nothing is signed, and the desk looks for what was",
        "signed elsewhere and submitted"
      })
  private @Nullable String limit;

  @Option(
      names = "--of",
      paramLabel = "SYMBOL",
      description = "the instrument, if the limit is broken for several")
  private @Nullable String of;

  @Option(names = "--why", description = "why, for the record")
  private @Nullable String why;

  @Mixin private SignOptions sign = new SignOptions();

  @Override
  ObjectNode answer() throws IOException {
    RunFolder folder = Runs.find(run);
    String from = limit;
    if (from == null) {
      ObjectNode answer = new ObjectMapper().createObjectNode().put("ok", true);
      return answer.put("says", look(folder));
    }
    String reason = why;
    if (reason == null) {
      throw new ReleaseException("statement-line", "no --why", "why, for the record");
    }
    JsonNode held = held(ask(folder, "status"), from);
    Held what = new Held(folder.id(), held.path("opened").asLong(), from, held.path("of").asText());
    ObjectNode answer = sign.put(house, Held.KIND, what.lines(reason));
    if (answer.has("record")) {
      answer.put("says", answer.path("says").asText() + "; " + look(folder));
    }
    return answer;
  }

  /// Has the desk look at what is signed.
  private static String look(RunFolder folder) throws IOException {
    JsonNode told = ask(folder, "release");
    return told.path("ok").asBoolean()
        ? told.path("said").asText()
        : "the desk refused: " + told.path("error").asText();
  }

  private static JsonNode ask(RunFolder folder, String verb) throws IOException {
    try {
      return ControlClient.ask(
          folder.controlSocket(),
          new ControlRequest(verb, System.getProperty("user.name"), "rules release"),
          PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new ReleaseException(
          "desk-silent",
          "no answer in " + folder.path() + ": " + Mishaps.sentence(e),
          "a running desk",
          "it comes back as tight as it was; release it then");
    }
  }

  private JsonNode held(JsonNode status, String from) {
    List<String> all = new ArrayList<>();
    JsonNode found = null;
    for (JsonNode b : status.path("breaches")) {
      if (b.path("people").asInt() > 0) {
        all.add(b.path("limit").asText() + " of " + b.path("of").asText());
        boolean meant = of == null || b.path("of").asText().equals(of);
        if (meant && b.path("limit").asText().equals(from)) {
          if (found != null) {
            throw new ReleaseException("held-which", "several breaches of " + from, "--of SYMBOL");
          }
          found = b;
        }
      }
    }
    if (found == null) {
      throw new ReleaseException(
          "not-held",
          "no breach of " + from + " that holds the desk",
          all.isEmpty() ? "one that does; none does" : "one of " + String.join(", ", all));
    }
    return found;
  }
}
