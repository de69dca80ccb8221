package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.testing.SampleRecords;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Writes and checks journals of sample records.
final class Samples {
  static final long SMALL = 4096;

  private Samples() {}

  static long nanos(long seq) {
    return seq * 1_000_000;
  }

  /// Appends the sample inputs up to `through` with their conclusions.
  static void append(Journal writer, long seed, long through) {
    while (writer.lastSeq() < through) {
      long seq = writer.lastSeq() + 1;
      writer.input(nanos(seq), SampleRecords.input(seed, seq));
      SampleRecords.derived(seed, seq).forEach(writer::derived);
    }
  }

  /// Appends the start of an epoch.
  static void start(Journal writer) {
    writer.input(
        nanos(writer.lastSeq() + 1),
        new DeskEvent.Started(1, 0, 1, Digest.ZERO, Digest.ZERO, Digest.ZERO, List.of(), "sample"));
  }

  /// Appends the end of an epoch whose trace has so many nodes.
  static void stop(Journal writer, long nodes) {
    writer.input(nanos(writer.lastSeq() + 1), new DeskEvent.Stopped("sample"));
    writer.derived(new Derived.TraceHead(nodes, Digest.ZERO, Digest.ZERO));
  }

  /// Appends a durability mark for `through`.
  static void mark(Journal writer, long through) {
    writer.input(nanos(writer.lastSeq() + 1), new DeskEvent.Durable(through));
  }

  /// A cleanly closed journal of `inputs` sample inputs.
  static void write(Path folder, long seed, long inputs) {
    try (JournalWriter writer = JournalWriter.open(new FaultyDisk(), folder, "sample", SMALL)) {
      append(writer, seed, inputs);
    }
  }

  static List<Entry> entries(Path folder) {
    List<Entry> out = new ArrayList<>();
    JournalReader.read(folder, out::add);
    return out;
  }

  /// Checks that a journal holds the sample records, in whatever state its tail is; marks and
  /// starts aside. The last input before a start may lack conclusions: its writer died before them.
  static void check(Path folder, long seed) {
    List<Derived> due = new ArrayList<>();
    for (Entry entry : entries(folder)) {
      switch (entry) {
        case Entry.Input input -> {
          Event event = input.stamped().event();
          if (event instanceof DeskEvent.Started) {
            due.clear();
          }
          assertThat(due).isEmpty();
          long seq = entry.seq();
          boolean own = event instanceof DeskEvent.Durable || event instanceof DeskEvent.Started;
          if (!own) {
            assertThat(event).isEqualTo(SampleRecords.input(seed, seq));
            due.addAll(SampleRecords.derived(seed, seq));
          }
        }
        case Entry.Concluded c -> assertThat(c.derived()).isEqualTo(due.removeFirst());
      }
    }
  }

  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
