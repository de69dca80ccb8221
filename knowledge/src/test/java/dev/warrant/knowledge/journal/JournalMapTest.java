package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.DeskEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalMapTest {
  private static final long INPUTS = 2_000;

  @TempDir Path folder;

  @Test
  void readingFromAnInputGivesWhatReadingAllGives() {
    Samples.write(folder, 1, INPUTS);
    List<Entry> all = Samples.entries(folder);
    for (long seq = 1; seq <= INPUTS; seq += 37) {
      long from = seq;
      JournalReader reader = JournalReader.openAt(folder, seq);
      List<Entry> found = new ArrayList<>();
      reader.forEachRemaining(found::add);
      assertThat(found).isEqualTo(all.stream().filter(e -> e.seq() >= from).toList());
    }
    assertThat(JournalReader.openAt(folder, INPUTS + 1).hasNext()).isFalse();
  }

  @Test
  void oneInputCostsOneSegmentAndTheHeaders() throws IOException {
    Samples.write(folder, 1, INPUTS);
    JournalMap map = JournalMap.of(folder);
    assertThat(map.segments()).isGreaterThan(50);
    for (long seq = 1; seq <= INPUTS; seq += 11) {
      JournalReader reader = map.from(map.ofSeq(seq)).skipTo(seq);
      assertThat(reader.next().seq()).isEqualTo(seq);
      assertThat(reader.bytesRead()).isLessThanOrEqualTo(Samples.SMALL);
    }
    assertThat(map.bytesRead()).isEqualTo(map.segments() * (long) Layout.HEADER_BYTES);
  }

  @Test
  void aMomentLiesInTheSegmentOfTheFirstInputAfterIt() {
    Samples.write(folder, 1, INPUTS);
    JournalMap map = JournalMap.of(folder);
    for (long seq = 1; seq < INPUTS; seq++) {
      assertThat(map.ofTime(Samples.nanos(seq))).isEqualTo(map.ofSeq(seq + 1));
    }
    assertThat(map.ofTime(0)).isZero();
    assertThat(map.ofTime(Long.MAX_VALUE)).isEqualTo(map.segments() - 1);
  }

  @Test
  void theStartOfAnEpochIsFoundFromAnywhereInIt() {
    try (JournalWriter writer = JournalWriter.open(folder, "run", Samples.SMALL)) {
      Samples.start(writer);
      Samples.append(writer, 1, 500);
    }
    long second;
    try (JournalWriter writer = JournalWriter.open(folder, "run", Samples.SMALL)) {
      Samples.start(writer);
      second = writer.lastSeq();
      Samples.append(writer, 1, 1_000);
    }
    JournalMap map = JournalMap.of(folder);
    for (long seq = 1; seq <= 1_000; seq += 13) {
      int begin = map.ofWriter(map.ofSeq(seq));
      assertThat(map.firstSeq(begin)).isEqualTo(seq < second ? 1 : second);
      Entry first = map.from(begin).next();
      assertThat(first).isInstanceOf(Entry.Input.class);
      assertThat(((Entry.Input) first).stamped().event()).isInstanceOf(DeskEvent.Started.class);
    }
  }

  @Test
  void onlyWantedKindsCome() {
    Samples.write(folder, 1, INPUTS);
    List<Entry> all = Samples.entries(folder);
    TreeSet<Kind> kinds = new TreeSet<>();
    all.forEach(e -> kinds.add(kind(e)));
    assertThat(kinds.size()).isGreaterThan(4);
    for (Kind wanted : kinds) {
      List<Entry> found = new ArrayList<>();
      JournalReader reader = JournalReader.open(folder).only(List.of(wanted));
      reader.forEachRemaining(found::add);
      assertThat(found).isEqualTo(all.stream().filter(e -> kind(e) == wanted).toList());
      assertThat(reader.summary()).isEqualTo(JournalReader.read(folder, _ -> {}));
    }
  }

  @Test
  void damageIsFoundInTheSegmentThatIsReadAndNowhereElse() throws IOException {
    Samples.write(folder, 1, INPUTS);
    List<Path> files = SegmentFiles.list(folder);
    JournalMap map = JournalMap.of(folder);
    int hurt = files.size() / 2;
    byte[] bytes = Files.readAllBytes(files.get(hurt));
    bytes[bytes.length / 2] ^= 1;
    Files.write(files.get(hurt), bytes);
    long inside = map.firstSeq(hurt + 1) - 1;
    assertThatThrownBy(() -> JournalReader.openAt(folder, inside))
        .isInstanceOf(JournalDamaged.class);
    assertThat(JournalReader.openAt(folder, map.firstSeq(hurt - 1)).next().seq())
        .isEqualTo(map.firstSeq(hurt - 1));
    assertThat(JournalReader.openAt(folder, map.firstSeq(hurt + 1)).next().seq())
        .isEqualTo(map.firstSeq(hurt + 1));
  }

  @Test
  void aFolderWithoutAJournalIsNamed() {
    assertThatThrownBy(() -> JournalMap.of(folder))
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining("expected journal segments");
  }

  private static Kind kind(Entry e) {
    return switch (e) {
      case Entry.Input i -> Kind.of(i.stamped().event());
      case Entry.Concluded c -> Kind.of(c.derived());
    };
  }
}
