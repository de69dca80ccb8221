package dev.warrant.governance.audit.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The reconciliations of a run beside its journal. The first one of a day is `DAY.json`, with the
/// list it was held against in `DAY.venue.json` and the log's signature over both in `DAY.note`;
/// the next one is `DAY-2.json`, and so on: nothing that was said is ever taken back.
public record Reconciliations(Path folder) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern NOTE =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:-(\\d{1,6}))?\\.note");

  /// Of more a witness would not read the request, which has 64 KiB at most.
  private static final int COSIGNED_MAX = 400;

  /// Those of a run.
  public static Reconciliations of(RunFolder run) {
    return new Reconciliations(run.path().resolve("reconcile"));
  }

  /// Where the latest list of the venue of a day lies, or would.
  public Path list(String day) {
    for (int n = last(day); n > 1; n--) {
      Path file = folder.resolve(name(day, n) + ".venue.json");
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return folder.resolve(day + ".venue.json");
  }

  private static String name(String day, int number) {
    return number == 1 ? day : day + "-" + number;
  }

  /// Number of the latest result of a day; 0 if there is none.
  private int last(String day) {
    int n = 0;
    while (Files.exists(folder.resolve(name(day, n + 1) + ".json"))) {
      n++;
    }
    return n;
  }

  /// Keeps a result and the list it was held against as it came, signed if the run has a log, and a
  /// copy of result and signature in each of the other folders.
  ///
  /// @param text the list; null without one
  public void keep(RunFolder run, Reconciled done, @Nullable String text, Keeping how)
      throws IOException {
    int number = last(done.day()) + 1;
    String name = name(done.day(), number);
    if (text != null) {
      write(folder.resolve(name + ".venue.json"), text);
    }
    Note head = CheckpointFiles.read(run.log(), CheckpointFiles.LATEST);
    String result = json(done, head).toPrettyString() + "\n";
    Note note = head == null ? null : sign(done, number, text, how, result, head);
    // The note last: it says that the others are there.
    write(folder.resolve(name + ".json"), result);
    if (note != null) {
      CheckpointFiles.write(folder, name + ".note", note);
    }
    for (Path other : how.outside().get()) {
      write(other.resolve("reconcile-" + name + ".json"), result);
      if (note != null) {
        CheckpointFiles.write(other, "reconcile-" + name + ".note", note);
      }
    }
  }

  /// Nobody but the key of the log signs: under another one it would be no evidence of this run.
  private static @Nullable Note sign(
      Reconciled done, int number, @Nullable String text, Keeping how, String result, Note head) {
    NoteSigner signer = how.signer().get();
    if (!signer.open().signed(head)) {
      return null;
    }
    List<VenueList.Answer> answers =
        text != null && done.missing().isEmpty() ? VenueList.parse(text).answers() : List.of();
    String said =
        DayNote.text(done, number, answers, how.clock(), result, Checkpoint.parse(head.text()));
    return new Note(said, List.of(signer.sign(said)));
  }

  /// The latest list of a day; null if there is none.
  public @Nullable VenueList find(String day) throws IOException {
    Path file = list(day);
    return Files.isRegularFile(file) ? VenueList.parse(Files.readString(file)) : null;
  }

  /// The latest result of a day as it was written; null if there is none.
  public @Nullable JsonNode kept(String day) throws IOException {
    int n = last(day);
    return n == 0 ? null : MAPPER.readTree(folder.resolve(name(day, n) + ".json").toFile());
  }

  /// Whether a signature lies beside the latest result of a day; whose, the verifier says.
  boolean noted(String day) {
    return Files.isRegularFile(folder.resolve(name(day, last(day)) + ".note"));
  }

  /// A head of the run's log with the digests of the latest notes as extension lines, signed by the
  /// log's key: who cosigns it vouches for when they were there. The head as it is if there are
  /// none, or if it was signed by another key than the one at hand.
  public Note under(Note head, Supplier<NoteSigner> key) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Named note : notes()) {
      String digest = Digest.sha256(Files.readAllBytes(note.file())).hex();
      lines.add("reconciliation " + note.day() + " " + note.number() + " " + digest);
    }
    if (lines.isEmpty() || !key.get().open().signed(head)) {
      return head;
    }
    Checkpoint bare = Checkpoint.parse(head.text());
    List<String> latest = lines.subList(Math.max(0, lines.size() - COSIGNED_MAX), lines.size());
    String text = new Checkpoint(bare.origin(), bare.size(), bare.root(), latest).text();
    return new Note(text, List.of(key.get().sign(text)));
  }

  /// A note by its name.
  private record Named(String day, int number, Path file) {}

  /// In the order of days.
  private List<Named> notes() throws IOException {
    List<Named> out = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.list(folder)) {
        for (Path file : all.toList()) {
          Matcher m = NOTE.matcher(String.valueOf(file.getFileName()));
          if (m.matches()) {
            int number = m.group(2) == null ? 1 : Integer.parseInt(m.group(2));
            out.add(new Named(m.group(1), number, file));
          }
        }
      }
    }
    out.sort(Comparator.comparing(Named::day).thenComparingInt(Named::number));
    return out;
  }

  /// A result as JSON, with the head of the run's log.
  public static ObjectNode json(RunFolder run, Reconciled done) {
    return json(done, CheckpointFiles.read(run.log(), CheckpointFiles.LATEST));
  }

  private static ObjectNode json(Reconciled done, @Nullable Note note) {
    ObjectNode o = MAPPER.createObjectNode();
    o.put("run", done.run()).put("day", done.day()).put("verdict", done.verdict().name());
    o.put("says", done.sentence()).put("population", done.population());
    o.put("fromMs", done.fromMs()).put("toMs", done.toMs());
    o.put("venue", done.venue()).put("askedMs", done.askedMs()).put("list", done.listDigest());
    head(note, o.putObject("log"));
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

  private static void head(@Nullable Note note, ObjectNode into) {
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
