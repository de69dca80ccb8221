package dev.warrant.knowledge.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceIndexTest {
  private static final int NODES = 600;

  /// Ways in which rules stand in it, counted in each file.
  private static final int WAYS = 15;

  @TempDir Path folder;
  private final List<TraceNode> nodes = new ArrayList<>();

  @BeforeEach
  void write() {
    for (int i = 0; i < NODES; i++) {
      TraceNode.Kind kind = i % 50 == 7 ? TraceNode.Kind.ORDER : TraceNode.Kind.FACT;
      String content =
          kind == TraceNode.Kind.ORDER ? "OrderRecord(\"W" + i + "\",1)" : "F(" + i + ")";
      if (i % 100 == 3) {
        kind = TraceNode.Kind.INTERVAL;
        content = "Interval(0," + i + ",\"l\\\"" + i % 200 + "\",2)";
      }
      nodes.add(TraceNode.of(kind, i % 5 == 0 ? "r" + i % 15 : "", content, List.of()));
    }
    for (int epoch = 1; epoch <= 3; epoch++) {
      try (TraceWriter writer = TraceWriter.open(folder, epoch)) {
        writer.append(nodes.subList(NODES / 3 * (epoch - 1), NODES / 3 * epoch));
      }
    }
  }

  @Test
  void anIndexIsMadeOnceAndThenUsed() {
    TraceReader first = TraceReader.open(folder);
    nodes.forEach(n -> assertThat(first.find(n.id())).isEqualTo(n));
    assertThat(first.indexesMade()).isEqualTo(3);
    TraceReader second = TraceReader.open(folder);
    nodes.forEach(n -> assertThat(second.find(n.id())).isEqualTo(n));
    assertThat(second.indexesMade()).isZero();
  }

  @Test
  void nodesAreFoundByHowTheirIdsBeginWhereTheyFirstLie() {
    try (TraceWriter writer = TraceWriter.open(folder, 4)) {
      writer.append(nodes.subList(0, NODES / 3)); // once more, in a later epoch
    }
    TraceReader reader = TraceReader.open(folder);
    int before = -1;
    for (int i = 0; i < NODES; i++) {
      Digest id = nodes.get(i).id();
      List<TraceFound> found = reader.beginning(id.a(), id.b());
      assertThat(found).extracting(TraceFound::node).containsExactly(nodes.get(i));
      assertThat(found.getFirst().file()).isEqualTo(i / (NODES / 3));
      assertThat(found.getFirst().offset()).isGreaterThan(i % (NODES / 3) == 0 ? -1 : before);
      before = found.getFirst().offset();
      assertThat(reader.beginning(id.a(), id.b() + 1)).isEmpty();
    }
    assertThat(reader.nodes()).isEqualTo(NODES + NODES / 3);
  }

  @Test
  void ordersAreNamedInTheOrderSent() {
    TraceReader reader = TraceReader.open(folder);
    List<String> names = new ArrayList<>();
    List<Digest> ids = new ArrayList<>();
    reader.forEachOrder((name, id) -> {
      names.add(name);
      ids.add(id);
    });
    List<TraceNode> orders = nodes.stream().filter(n -> n.kind() == TraceNode.Kind.ORDER).toList();
    assertThat(ids).isEqualTo(orders.stream().map(TraceNode::id).toList());
    assertThat(names).startsWith("W7", "W57", "W107").hasSize(orders.size());
  }

  @Test
  void waysAreThoseOfTheStepsEachOnceAFile() {
    TreeSet<TraceWay> expected = new TreeSet<>();
    for (TraceNode node : nodes) {
      boolean bounds = node.kind() == TraceNode.Kind.INTERVAL;
      if (bounds || !node.rule().isEmpty()) {
        String bound = bounds ? "l\"" + node.content().replaceAll(".*\"(\\d+)\".*", "$1") : "";
        expected.add(new TraceWay(node.kind(), node.rule(), bound));
      }
    }
    List<TraceWay> found = new ArrayList<>();
    TraceReader.open(folder).forEachWay(found::add);
    assertThat(new TreeSet<>(found)).isEqualTo(expected).hasSizeGreaterThan(4);
    assertThat(found).hasSizeLessThanOrEqualTo(3 * expected.size());
  }

  /// Keeps the names of a file's orders.
  private record Named(long magic) implements TraceBeside {
    @Override
    public String ending() {
      return ".named";
    }

    @Override
    public byte[] of(TraceReader trace, List<TraceOrder> orders) {
      orders.forEach(o -> assertThat(trace.find(o.node())).isNotNull());
      String names = String.join(" ", orders.stream().map(TraceOrder::name).toList());
      return names.getBytes(StandardCharsets.UTF_8);
    }
  }

  private int kept(long magic) {
    TraceReader reader = TraceReader.open(folder);
    List<String> names = new ArrayList<>();
    reader.forEachKept(
        new Named(magic), b -> names.add(StandardCharsets.UTF_8.decode(b).toString()));
    String orders =
        String.join(
            " ",
            nodes.stream()
                .filter(n -> n.kind() == TraceNode.Kind.ORDER)
                .map(n -> n.content().split("\"", -1)[1])
                .toList());
    assertThat(String.join(" ", names)).isEqualTo(orders);
    return reader.indexesMade();
  }

  @Test
  void whatIsKeptBesideAnIndexIsMadeOnceAndAnewWhenItDoesNotFit() throws IOException {
    TraceReader.open(folder).index();
    assertThat(kept(1)).isEqualTo(3);
    assertThat(kept(1)).isZero();
    assertThat(kept(2)).isEqualTo(3);
    Path file = folder.resolve("index").resolve(TraceFormat.name(2, 1) + ".named");
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] hurt = whole.clone();
      hurt[i] ^= (byte) (1 << i % 8);
      Files.write(file, hurt);
      assertThat(kept(2)).as("byte " + i).isEqualTo(1);
      Files.write(file, Arrays.copyOf(whole, i));
      assertThat(kept(2)).as("cut at " + i).isEqualTo(1);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    TraceNode more = TraceNode.of(TraceNode.Kind.ORDER, "", "OrderRecord(\"W999\")", List.of());
    try (TraceWriter writer = TraceWriter.open(folder, 3)) {
      writer.append(nodes.subList(NODES / 3 * 2, NODES));
      writer.append(more);
    }
    nodes.add(more);
    assertThat(kept(2)).isEqualTo(2); // of the file that has grown: index and names
  }

  @Test
  void aNodeThatIsNotThereIsSaidToBeMissingAtOnce() {
    TraceReader.open(folder).index();
    TraceReader again = TraceReader.open(folder);
    Digest nobody = Digest.sha256("nobody");
    assertThat(again.find(nobody)).isNull();
    assertThat(again.beginning(nobody.a(), nobody.b())).isEmpty();
    Digest known = nodes.get(5).id();
    assertThat(again.find(new Digest(known.a(), known.b(), known.c(), known.d() + 1))).isNull();
    assertThat(again.indexesMade()).isZero();
  }

  @Test
  void orAfterAllWasReadAnewIfAnyByteOfAnIndexIsNotAsItWasWritten() throws IOException {
    TraceReader.open(folder).index();
    Path file = folder.resolve("index").resolve(TraceFormat.name(2, 1) + ".idx");
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i += 5) {
      byte[] hurt = whole.clone();
      hurt[i] ^= (byte) (1 << i % 8);
      Files.write(file, hurt);
      TraceReader reader = TraceReader.open(folder);
      assertThat(reader.find(Digest.sha256("nobody"))).isNull();
      assertThat(reader.indexesMade()).as("byte %d", i).isPositive();
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }
  }

  @Test
  void aTraceThatHasGrownIsIndexedAnew() {
    TraceReader.open(folder).index();
    TraceNode more = TraceNode.of(TraceNode.Kind.FACT, "", "later", List.of());
    try (TraceWriter writer = TraceWriter.open(folder, 3)) {
      writer.append(nodes.subList(NODES / 3 * 2, NODES));
      writer.append(more);
    }
    TraceReader reader = TraceReader.open(folder);
    assertThat(reader.find(more.id())).isEqualTo(more);
    assertThat(reader.indexesMade()).isEqualTo(1);
  }

  @Test
  void anIndexWithAnyBitFlippedOrCutShortGivesTheSameAnswers() throws IOException {
    TraceReader.open(folder).index();
    Path file;
    try (Stream<Path> files = Files.list(folder.resolve("index"))) {
      file = files.sorted().findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i += 7) {
      byte[] hurt = whole.clone();
      hurt[i] ^= (byte) (1 << i % 8);
      Files.write(file, hurt);
      answersRight(i);
      Files.write(file, Arrays.copyOf(whole, i));
      answersRight(i);
    }
  }

  private void answersRight(int i) {
    TraceReader reader = TraceReader.open(folder);
    TraceNode node = nodes.get(i % (NODES / 3));
    TraceReader other = TraceReader.open(folder);
    assertThat(other.beginning(node.id().a(), node.id().b()))
        .extracting(TraceFound::node)
        .containsExactly(node);
    assertThat(reader.find(node.id())).isEqualTo(node);
    List<String> names = new ArrayList<>();
    reader.forEachOrder((name, _) -> names.add(name));
    assertThat(names).hasSize(NODES / 50).startsWith("W7");
    List<TraceWay> ways = new ArrayList<>();
    reader.forEachWay(ways::add);
    assertThat(ways).hasSize(WAYS);
  }

  @Test
  void aTraceThatWasChangedIsNamedAndNotAnsweredFrom() throws IOException {
    TraceReader.open(folder).index();
    Path file = TraceFormat.list(folder).getFirst();
    byte[] bytes = Files.readAllBytes(file);
    bytes[TraceFormat.HEADER_BYTES + TraceFormat.FRAME_BYTES + 36] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> TraceReader.open(folder).find(nodes.getFirst().id()))
        .isInstanceOf(TraceFault.class);
  }

  /// Places have no checksum: wherever they lead, the node is found or the index made anew.
  @Test
  void placesThatLeadNowhereEndNoQuestion() throws IOException {
    TraceReader.open(folder).index();
    for (int place : new int[] {-8, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE - 8}) {
      Path index = folder.resolve("index").resolve("nodes-00002-00001.bin.idx");
      byte[] b = Files.readAllBytes(index);
      ByteBuffer in = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < in.getInt(16); i++) {
        in.putInt(32 + 12 * i + 8, place);
      }
      Files.write(index, b);
      TraceReader reader = TraceReader.open(folder);
      assertThat(reader.find(nodes.get(NODES / 2).id())).isEqualTo(nodes.get(NODES / 2));
      assertThat(reader.indexesMade()).as("for %d", place).isPositive();
    }
  }
}
