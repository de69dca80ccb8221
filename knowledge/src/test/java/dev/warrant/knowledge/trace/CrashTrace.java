package dev.warrant.knowledge.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.testing.disk.Crash;
import dev.warrant.knowledge.testing.disk.MemoryDisk;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The traces of a desk on a [MemoryDisk], a life after the other, and what must be left of them:
/// of each a beginning, with all that was written if only a process died, and all that was forced
/// whatever happened.
public final class CrashTrace {
  /// Where they are.
  public static final String FOLDER = "/runs/run/trace";

  private static final int FILE_BYTES = 3000;

  private final SeededRandom random;
  private final List<Life> lives = new ArrayList<>();
  private @Nullable TraceWriter writer;

  /// One epoch.
  private static final class Life {
    private final List<TraceNode> nodes = new ArrayList<>();

    /// Nodes that are there if only the process dies.
    private int written;

    /// Nodes that are there whatever happens.
    private int forced;

    /// Nodes with which a record may say that the life has ended.
    private int vouched;
  }

  public CrashTrace(SeededRandom random) {
    this.random = random;
  }

  private static TraceWriter open(MemoryDisk disk, int epoch) {
    return TraceWriter.open(
        disk.path(FOLDER), epoch, FileChannel::write, FILE_BYTES, Runnable::run);
  }

  private TraceWriter writer() {
    return Objects.requireNonNull(writer);
  }

  /// Derives something, and now and then hands it to the operating system.
  public void step() {
    Life life = lives.getLast();
    for (int n = random.nextInt(4); n > 0; n--) {
      TraceNode node =
          TraceNode.of(
              TraceNode.Kind.FACT,
              "" + lives.size(),
              "fact " + life.nodes.size() + "x".repeat(random.nextInt(400)),
              List.of());
      life.nodes.add(node);
      writer().append(node);
    }
    if (random.nextInt(8) == 0) {
      writer().flush();
      life.written = life.nodes.size();
    }
  }

  /// All is brought to the disk, as before the last record of a life that ends in order.
  public void force() {
    writer().force();
    Life life = lives.getLast();
    life.written = life.nodes.size();
    life.forced = life.written;
  }

  /// A record says that the life has ended with all its nodes: who verifies asks for them.
  ///
  /// @return how many
  public long vouched() {
    Life life = lives.getLast();
    life.vouched = life.nodes.size();
    return life.vouched;
  }

  /// The life ends in order.
  public void close() {
    writer().close();
    Life life = lives.getLast();
    life.written = life.nodes.size();
    life.forced = life.written;
  }

  /// Everything ended.
  public void crashed(Crash crash) {
    if (crash != Crash.CLEAN) {
      lives.forEach(life -> life.written = life.forced);
    }
  }

  /// Another life begins on this.
  public void start(MemoryDisk disk) {
    writer = open(disk, lives.size() + 1);
    List<List<TraceNode>> there = read(disk);
    for (int i = 0; i < lives.size(); i++) {
      Life life = lives.get(i);
      life.nodes.subList(there.get(i).size(), life.nodes.size()).clear();
      life.written = life.nodes.size();
      life.forced = life.written;
    }
    lives.add(new Life());
  }

  /// Another life begins on what a crash left, and finds what it must.
  public void recover(MemoryDisk left, Crash crash) {
    if (lives.isEmpty()) {
      return;
    }
    int epoch = lives.size() + 1;
    TraceNode more = TraceNode.of(TraceNode.Kind.FACT, "" + epoch, "later", List.of());
    try (TraceWriter next = open(left, epoch)) {
      next.append(more);
    }
    List<List<TraceNode>> there = read(left);
    for (int i = 0; i < lives.size(); i++) {
      Life life = lives.get(i);
      List<TraceNode> found = there.get(i);
      int least = Math.max(life.vouched, crash == Crash.CLEAN ? life.written : life.forced);
      assertThat(found.size()).as("nodes of epoch %d", i + 1).isBetween(least, life.nodes.size());
      assertThat(found.equals(life.nodes.subList(0, found.size())))
          .as("the %d nodes of epoch %d are those that were written", found.size(), i + 1)
          .isTrue();
    }
    assertThat(there.getLast()).containsExactly(more);
  }

  /// The nodes of each epoch, one more than there were lives.
  private List<List<TraceNode>> read(MemoryDisk from) {
    List<List<TraceNode>> out = new ArrayList<>();
    for (int epoch = 0; epoch <= lives.size(); epoch++) {
      out.add(new ArrayList<>());
    }
    TraceReader.open(from.path(FOLDER))
        .forEach(node -> out.get(Integer.parseInt(node.rule()) - 1).add(node));
    return out;
  }
}
