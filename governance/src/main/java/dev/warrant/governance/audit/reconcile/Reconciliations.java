package dev.warrant.governance.audit.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// The results of a run beside its journal: `reconcile/DAY.json`, and `reconcile/DAY.venue.json`
/// with the list it was held against. The result names the digest of the list and the head of the
/// run's log it was made under.
public record Reconciliations(Path folder) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// Those of a run.
  public static Reconciliations of(RunFolder run) {
    return new Reconciliations(run.path().resolve("reconcile"));
  }

  /// Where the venue's list of a day lies.
  public Path list(String day) {
    return folder.resolve(day + ".venue.json");
  }

  /// Where the result of a day lies.
  public Path result(String day) {
    return folder.resolve(day + ".json");
  }

  /// Keeps a list as it came.
  public void keep(String day, String list) throws IOException {
    write(list(day), list);
  }

  /// Keeps a result here, and a copy in each of the other folders.
  public void keep(RunFolder run, Reconciled done, Path... others) throws IOException {
    String text = json(run, done).toPrettyString() + "\n";
    write(result(done.day()), text);
    for (Path other : others) {
      write(other.resolve("reconcile-" + done.day() + ".json"), text);
    }
  }

  /// The kept list of a day; null if there is none.
  public @Nullable VenueList find(String day) throws IOException {
    Path file = list(day);
    return Files.isRegularFile(file) ? VenueList.parse(Files.readString(file)) : null;
  }

  /// The kept result of a day as it was written; null if there is none.
  public @Nullable JsonNode kept(String day) throws IOException {
    Path file = result(day);
    return Files.isRegularFile(file) ? MAPPER.readTree(file.toFile()) : null;
  }

  /// A result as JSON.
  public static ObjectNode json(RunFolder run, Reconciled done) {
    ObjectNode o = MAPPER.createObjectNode();
    o.put("run", done.run()).put("day", done.day()).put("verdict", done.verdict().name());
    o.put("says", done.sentence()).put("population", done.population());
    o.put("fromMs", done.fromMs()).put("toMs", done.toMs());
    o.put("venue", done.venue()).put("askedMs", done.askedMs()).put("list", done.listDigest());
    head(run, o.putObject("log"));
    Reconciled.Counts c = done.counts();
    o.putObject("orders")
        .put("ours", c.ordersOurs())
        .put("venue", c.ordersVenue())
        .put("both", c.ordersBoth())
        .put("neverThere", c.ordersNeverThere())
        .put("forgotten", c.ordersForgotten());
    o.putObject("fills")
        .put("ours", c.fillsOurs())
        .put("venue", c.fillsVenue())
        .put("both", c.fillsBoth());
    var differences = o.putArray("differences");
    for (Difference d : done.differences()) {
      differences
          .addObject()
          .put("about", d.about())
          .put("symbol", d.symbol())
          .put("id", d.id())
          .put("kind", d.kind().name())
          .put("ours", d.ours())
          .put("venue", d.venue())
          .put("seq", d.seq())
          .put("ms", d.ms())
          .put("says", d.says());
    }
    var unjudged = o.putArray("unjudged");
    done.unjudged().forEach(unjudged::add);
    return o;
  }

  private static void head(RunFolder run, ObjectNode into) {
    Note note = CheckpointFiles.read(run.log(), CheckpointFiles.LATEST);
    if (note != null) {
      Checkpoint head = Checkpoint.parse(note.text());
      into.put("origin", head.origin()).put("size", head.size());
      into.put("root", head.root().toString());
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
