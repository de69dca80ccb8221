package dev.warrant.governance.excerpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.governance.excerpt.ExcerptAbout.Part;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.journal.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file of many parts reads as one, each is checked, and who adds to it reads the last.
final class ExcerptFileTest {
  private static final int PART = 200;

  @TempDir private Path folder = Path.of("");

  private static Entry entry(int i) {
    return new Entry.Concluded(i, 0, 10L * i, new Derived.Withdrawn(1, i, "why " + i));
  }

  private static List<Entry> entries(int from, int to) {
    List<Entry> out = new ArrayList<>();
    for (int i = from; i < to; i++) {
      out.add(entry(i));
    }
    return out;
  }

  private List<Part> written(int to) throws IOException {
    try (ExcerptFile.Writer file = ExcerptFile.create(folder, Kind.WITHDRAWN, PART)) {
      entries(0, to).forEach(file::add);
      return file.end();
    }
  }

  private List<Part> added(List<Part> parts, int from, int to) throws IOException {
    try (ExcerptFile.Writer file = ExcerptFile.append(folder, Kind.WITHDRAWN, parts, PART)) {
      entries(from, to).forEach(file::add);
      return file.end();
    }
  }

  private List<Entry> read(List<Part> parts) throws IOException {
    ExcerptFile.Reader file = ExcerptFile.open(folder, Kind.WITHDRAWN, parts);
    List<Entry> out = new ArrayList<>();
    while (file.hasNext()) {
      out.add(file.next());
    }
    return out;
  }

  private Path file() {
    return folder.resolve("withdrawn.bin");
  }

  @Test
  void partsReadAsOneFileHoweverTheyCame() throws IOException {
    for (int n = 0; n < 40; n++) {
      List<Part> parts = written(n);
      assertThat(read(parts)).isEqualTo(entries(0, n));
      assertThat(parts).allMatch(p -> p.bytes() > 0 && p.bytes() < 2 * PART);
      assertThat(Part.bytes(parts)).isEqualTo(Files.size(file()));
      List<Part> more = added(parts, n, n + 7);
      assertThat(read(more)).isEqualTo(entries(0, n + 7));
      assertThat(more).isEqualTo(written(n + 7));
    }
    assertThat(written(40)).hasSizeGreaterThan(5);
  }

  @Test
  void everyPartIsCheckedByWhoReadsAndTheLastByWhoAdds() throws IOException {
    List<Part> parts = written(40);
    byte[] right = Files.readAllBytes(file());
    long last = right.length - parts.getLast().bytes();
    for (int at = 0; at < right.length; at += 37) {
      byte[] hurt = right.clone();
      hurt[at] ^= 1;
      Files.write(file(), hurt);
      assertThatThrownBy(() -> read(parts)).hasMessageContaining("checksum");
      if (at < last) {
        List<Part> more = added(parts, 40, 41);
        assertThatThrownBy(() -> read(more)).hasMessageContaining("checksum");
      } else {
        assertThatThrownBy(() -> added(parts, 40, 41)).hasMessageContaining("checksum");
      }
    }
    Files.write(file(), java.util.Arrays.copyOf(right, right.length - 1));
    assertThatThrownBy(() -> read(parts)).hasMessageContaining("length");
    assertThatThrownBy(() -> added(parts, 40, 41)).hasMessageContaining("length");
  }
}
