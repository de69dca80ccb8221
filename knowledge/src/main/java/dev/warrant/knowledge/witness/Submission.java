package dev.warrant.knowledge.witness;

import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.Proofs;
import dev.warrant.knowledge.tlog.TileNodes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Shows a log's latest checkpoint to a witness and keeps its cosignature beside it.
///
/// @param log the run's log folder
/// @param witness the witness's key; what it does not sign with this key counts for nothing
/// @param url of the witness, without `/add-checkpoint`
public record Submission(Path log, NoteKey witness, URI url) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// A witness refuses, or answers what it should not.
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why);
    }
  }

  /// Submits the latest checkpoint.
  ///
  /// @return what is kept: the checkpoint, with the cosignature
  /// @throws Refused if the witness does not cosign
  /// @throws IOException if it cannot be reached
  public Note submit() throws IOException, Refused {
    Note note = CheckpointFiles.read(log, CheckpointFiles.LATEST);
    if (note == null) {
      throw new Refused("no checkpoint in " + log + " to submit\nMaybe ./warrant log seal RUN");
    }
    return submit(note);
  }

  /// Submits a checkpoint of this log.
  ///
  /// @param note one of as many records as the tiles here have, with or without extension lines
  /// @throws Refused if the witness does not cosign
  /// @throws IOException if it cannot be reached
  public Note submit(Note note) throws IOException, Refused {
    Checkpoint head = Checkpoint.parse(note.text());
    HttpResponse<String> answer = post(request(head, note, known()));
    if (answer.statusCode() == 409 && answer.body().strip().matches("0|[1-9][0-9]{0,17}")) {
      long seen = Long.parseLong(answer.body().strip());
      if (seen > head.size()) {
        throw new Refused(
            witness.name()
                + " has seen "
                + seen
                + " records of "
                + head.origin()
                + ", and here are "
                + head.size()
                + "\nMaybe an older copy of the run was put in its place.");
      }
      answer = post(request(head, note, seen));
    }
    if (answer.statusCode() != 200) {
      throw new Refused(
          witness.name() + " answers " + answer.statusCode() + ": " + answer.body().strip());
    }
    return keep(note, answer.body());
  }

  /// How many records the witness is known to have seen.
  private long known() {
    Note last = CheckpointFiles.read(log, name());
    return last == null ? 0 : Checkpoint.parse(last.text()).size();
  }

  private String name() {
    return CheckpointFiles.witnessed(witness);
  }

  private Request request(Checkpoint head, Note note, long old) {
    long from = Math.min(old, head.size());
    try (TileNodes nodes = new TileNodes(log, head.size())) {
      return new Request(from, new Proofs(nodes).consistency(from, head.size()), note);
    }
  }

  private HttpResponse<String> post(Request request) throws IOException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(url + "/add-checkpoint"))
              .timeout(PATIENCE)
              .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + url, e);
    }
  }

  private Note keep(Note note, String body) throws Refused {
    for (String line : body.split("\n", -1)) {
      if (!line.isEmpty()) {
        Note.Line signature = Note.line(line);
        if (witness.claims(signature)
            && witness.signed(new Note(note.text(), List.of(signature)))) {
          Note kept = note.with(signature);
          CheckpointFiles.write(log, name(), kept);
          return kept;
        }
      }
    }
    throw new Refused("what " + url + " answers is not signed by " + witness);
  }
}
