package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.journal.ForcedFolders;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalSummary;
import dev.warrant.knowledge.journal.RecordFollower;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The log of one run: each record of its journal is a leaf, checksum and chain left out, in the
/// order of the journal. Only records that are on disk become leaves, so a crash takes none of them
/// back, and whoever continues the log makes the same leaves of them again. What was signed
/// decides: a journal that does not contain it is not signed any further. Not safe for use by two
/// threads.
public final class RunLog implements AutoCloseable {
  private static final int ORIGIN_BYTES = 4;

  private final Setup setup;
  private final TileStore tiles;
  private final TreeBuilder tree;
  private final RecordFollower records;
  private String origin = "";
  private @Nullable Note head;
  private long signed;
  private boolean switched;
  private boolean placed;
  private boolean doubtful;

  /// What was taken in last.
  private long taken;

  private boolean ended;

  /// What a log is made of.
  ///
  /// @param journal the journal's folder
  /// @param log where tiles and checkpoints go
  /// @param outside folder under which checkpoints are kept a second time, one folder for each log,
  ///   that whoever has the run's folder need not have; `log` if there is none
  /// @param name desk and run; the log's origin is this and the beginning of the hash of its first
  ///   leaf, so that two runs of one name are two logs
  /// @param live whether its run is still going on: then tiles are forced to disk before they are
  ///   signed, else the journal is all that is needed to make them again
  public record Setup(
      Path journal, Path log, Path outside, String name, NoteSigner signer, boolean live) {}

  private RunLog(Setup setup) {
    this.setup = setup;
    tiles = new TileStore(setup.log());
    tree = new TreeBuilder(tiles);
    records = RecordFollower.open(setup.journal());
  }

  /// Opens the log of a run, which is begun if it is not there, and continues it.
  ///
  /// @param through the last input whose records are all on disk
  /// @throws LogFault of kind `FORK` if the journal does not contain what was signed before, here
  ///   or outside
  public static RunLog open(Setup setup, long through) {
    RunLog log = new RunLog(setup);
    boolean done = false;
    try {
      log.restore(through);
      done = true;
      return log;
    } finally {
      if (!done) {
        log.close();
      }
    }
  }

  private void restore(long through) {
    taken = through;
    ended = true;
    identify(through);
    if (origin.isEmpty()) {
      return;
    }
    Note inside = known(setup.log());
    Note outside = known(outside());
    if (inside != null && !resume(Checkpoint.parse(inside.text()), through)) {
      rebuild();
    }
    for (Note known : inside == null ? listOf(outside) : List.of(inside, orElse(outside, inside))) {
      reach(Checkpoint.parse(known.text()), through);
      if (tree.size() > signed || head == null) {
        head = known;
        signed = tree.size();
      }
    }
  }

  /// Finds out which log this is, once there is a first leaf.
  private void identify(long through) {
    byte[] hash = new byte[Digest.BYTES];
    if (records.firstSeq() > 1) {
      hash = tiles.read(0, 0, TilePath.FULL);
    } else if (records.next(through, true)) {
      new TreeHash().leaf(records.bytes(), records.leafAt(), records.leafLength(), hash, 0);
      records.restart();
    } else {
      return;
    }
    origin = setup.name() + "-" + HexFormat.of().formatHex(hash, 0, ORIGIN_BYTES);
  }

  private Path outside() {
    boolean none = setup.outside().equals(setup.log());
    String last = origin.substring(origin.lastIndexOf('/') + 1);
    return none ? setup.log() : setup.outside().resolve(last);
  }

  private static List<Note> listOf(@Nullable Note note) {
    return note == null ? List.of() : List.of(note);
  }

  private static Note orElse(@Nullable Note note, Note otherwise) {
    return note == null ? otherwise : note;
  }

  /// The latest checkpoint in a folder, if this log signed it.
  private @Nullable Note known(Path folder) {
    Note note = CheckpointFiles.read(folder, CheckpointFiles.LATEST);
    if (note == null) {
      return null;
    }
    String found = Checkpoint.parse(note.text()).origin();
    if (!found.equals(origin) || !setup.signer().open().signed(note)) {
      throw fork(
          folder.resolve(CheckpointFiles.LATEST)
              + " is of "
              + found
              + ", expected one of "
              + origin
              + " signed by "
              + setup.signer().open(),
          "the key was replaced; put the old one back, or start a new run.");
    }
    return note;
  }

  /// Goes on from the tiles of a checkpoint, if they are there and whole.
  private boolean resume(Checkpoint from, long through) {
    try {
      tree.restore(from.size(), tiles);
      return tree.root().equals(from.root()) && skip(from.size(), through);
    } catch (LogFault e) {
      // Tiles are only a copy; the journal has it all.
      return false;
    }
  }

  /// Passes over the records that are leaves already, and looks whether the last one is.
  private boolean skip(long leaves, long through) {
    if (leaves == 0) {
      return true;
    }
    byte[] hash = new byte[Digest.BYTES];
    for (long i = begin(leaves, through); i < leaves; i++) {
      if (!records.next(through, true)) {
        throw shorter(leaves, i);
      }
    }
    new TreeHash().leaf(records.bytes(), records.leafAt(), records.leafLength(), hash, 0);
    boolean same = leaf(leaves - 1).equals(Digest.read(hash, 0));
    if (!same) {
      throw fork(
          "record "
              + (leaves - 1)
              + " of the journal, input "
              + records.seq()
              + ", is not the one"
              + " that was signed",
          "somebody changed the journal; ./warrant trace verify names the first bad record.");
    }
    return true;
  }

  /// Number of leaves before the oldest record that is still there.
  private long begin(long leaves, long through) {
    if (records.firstSeq() == 1) {
      return 0;
    }
    if (!records.next(through, true)) {
      throw shorter(leaves, 0);
    }
    byte[] hash = new byte[Digest.BYTES];
    new TreeHash().leaf(records.bytes(), records.leafAt(), records.leafLength(), hash, 0);
    Digest first = Digest.read(hash, 0);
    try (TileNodes nodes = new TileNodes(setup.log(), tree.size())) {
      for (long i = records.firstSeq() - 1; i < leaves; i++) {
        if (nodes.node(0, i).equals(first)) {
          return i + 1;
        }
      }
    }
    throw fork("the oldest record that is left is no leaf of the log", "it was changed.");
  }

  private Digest leaf(long index) {
    int width = (int) Math.min(TilePath.FULL, tree.size() - (index & -TilePath.FULL));
    byte[] tile = tiles.read(0, index >>> TilePath.HEIGHT, width);
    return Digest.read(tile, (int) (index & TilePath.FULL - 1) * Digest.BYTES);
  }

  /// Makes all tiles again from the journal.
  private void rebuild() {
    if (records.firstSeq() != 1) {
      throw new LogFault(
          LogFault.Kind.DISK,
          "the tiles in "
              + setup.log()
              + " are damaged, and the journal begins at input "
              + records.firstSeq()
              + ", so they cannot be made again\nMaybe there is a copy of the folder.");
    }
    tree.restore(0, tiles);
    records.restart();
  }

  /// Takes in records until the tree is the one of a checkpoint.
  private void reach(Checkpoint known, long through) {
    while (tree.size() < known.size()) {
      if (!records.next(through, true)) {
        throw shorter(known.size(), tree.size());
      }
      tree.append(records.bytes(), records.leafAt(), records.leafLength());
    }
    // A checkpoint may be older than the other one, then the tiles know its root.
    boolean now = tree.size() == known.size();
    Proofs before = new Proofs(new TileNodes(tiles, tree.size()));
    Digest root = now ? tree.root() : before.root(0, known.size());
    if (!root.equals(known.root())) {
      throw fork(
          "the first " + known.size() + " records of the journal are not those that were signed",
          "somebody changed the journal; ./warrant trace verify names the first bad record.");
    }
  }

  private LogFault shorter(long expected, long found) {
    return fork(
        "the journal has " + found + " records, fewer than the " + expected + " that were signed",
        "an older copy of the run was put in its place; restore the newest one.");
  }

  private LogFault fork(String found, String maybe) {
    return new LogFault(LogFault.Kind.FORK, setup.journal() + ": " + found + "\nMaybe " + maybe);
  }

  /// Takes in what is on disk by now.
  ///
  /// @param through the last input whose records are all on disk
  /// @param closed whether the journal was closed
  /// @return the number of leaves
  public long advance(long through, boolean closed) {
    if (origin.isEmpty()) {
      identify(through);
    }
    taken = through;
    ended = closed;
    while (records.next(through, closed)) {
      tree.append(records.bytes(), records.leafAt(), records.leafLength());
      switched |= records.input() && records.kind() == Kind.SWITCHED.tag();
    }
    return tree.size();
  }

  /// Takes in all of a journal that was closed; of one that was not, nothing more.
  public void finish() {
    JournalSummary end = JournalReader.tail(setup.journal());
    if (end.closed()) {
      advance(end.lastSeq(), true);
    }
  }

  /// Which log this is; empty before its first leaf.
  public String origin() {
    return origin;
  }

  /// Whether a switch was taken in since the last checkpoint.
  public boolean switched() {
    return switched;
  }

  /// Number of leaves.
  public long size() {
    return tree.size();
  }

  /// Number of leaves that the last checkpoint covers.
  public long signed() {
    return signed;
  }

  /// Signs what was taken in, here and outside, unless that was done.
  ///
  /// @param keep whether this one is kept outside beside later ones
  /// @throws IllegalStateException before the first leaf
  public Note checkpoint(boolean keep) {
    if (origin.isEmpty()) {
      throw new IllegalStateException("nothing is signed before there is a record");
    }
    Note note = head;
    if (note == null || signed < tree.size()) {
      tree.partials(tiles);
      if (setup.live()) {
        syncTiles();
      } else {
        tiles.forget();
      }
      String text = Checkpoint.of(origin, tree.size(), tree.root()).text();
      note = new Note(text, List.of(setup.signer().sign(text)));
    }
    Path outside = outside();
    if (!placed) {
      place(outside);
    }
    if (keep) {
      CheckpointFiles.write(outside, CheckpointFiles.kept(tree.size()), note);
    }
    // Outside first: whichever is newer decides when the log is continued.
    if (!outside.equals(setup.log())) {
      CheckpointFiles.write(outside, CheckpointFiles.LATEST, note);
    }
    CheckpointFiles.write(setup.log(), CheckpointFiles.LATEST, note);
    head = note;
    signed = tree.size();
    switched = false;
    return note;
  }

  /// Brings tiles to disk. What a force that failed has left there is not known, and that a later
  /// one succeeds proves nothing: after one all tiles are made again.
  private void syncTiles() {
    if (doubtful) {
      long size = tree.size();
      tiles.forget();
      rebuild();
      while (tree.size() < size && records.next(taken, ended)) {
        tree.append(records.bytes(), records.leafAt(), records.leafLength());
      }
      tree.partials(tiles);
    }
    doubtful = true;
    tiles.sync();
    doubtful = false;
  }

  private void place(Path outside) {
    try {
      ForcedFolders.make(outside);
      ForcedFolders.make(setup.log());
      placed = true;
    } catch (IOException e) {
      throw TileStore.disk("make the folder", outside, e);
    }
  }

  /// Lets go of the journal's files.
  @Override
  public void close() {
    records.close();
    tiles.close();
  }
}
