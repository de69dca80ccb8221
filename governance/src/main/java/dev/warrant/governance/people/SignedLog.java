package dev.warrant.governance.people;

import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The records of a release folder: `log/000001.txt`, `log/000002.txt`, …, each naming the digest
/// of the one before inside what is signed. So a record cannot be changed, dropped from the middle
/// or put elsewhere; and what two branches of a repository add under one number cannot be merged.
/// That nothing was dropped from the end, [Trust] remembers.
public final class SignedLog {
  private static final String FOLDER = "log";
  private static final String NEXT = ".next";
  private static final int RECORDS_MAX = 100_000;

  private SignedLog() {}

  /// Reads all records and checks that they follow one another; signatures are for [PeopleFold].
  ///
  /// @throws ReleaseException naming the first file that is wrong
  public static List<Signed> read(Path folder) throws IOException {
    List<Signed> out = new ArrayList<>();
    for (Path file : files(folder)) {
      String name = String.valueOf(file.getFileName());
      if (!name.equals(name(out.size() + 1))) {
        throw new ReleaseException(
            "log-gap", "log/" + name, "log/" + name(out.size() + 1), "a record was removed");
      }
      Signed record;
      try {
        record = Signed.parse(Files.readAllBytes(file));
      } catch (ReleaseException e) {
        throw new ReleaseException(
            "log-record", "log/" + name + ", where " + e.getMessage(), "a record");
      }
      follows(out, record, "log/" + name);
      out.add(record);
    }
    return out;
  }

  /// Fails unless `record` can come after `before`.
  public static void follows(List<Signed> before, Signed record, String where) {
    Statement s = record.statement();
    Digest head = head(before);
    if (s.number() != before.size() + 1 || !s.previous().equals(head)) {
      throw new ReleaseException(
          "log-link",
          where + " as record " + s.number() + " after " + s.previous().brief(),
          "record " + (before.size() + 1) + " after " + head.brief(),
          "the log went on meanwhile; make and sign the statement again");
    }
    if (!before.isEmpty() && s.at().isBefore(before.getLast().statement().at())) {
      throw new ReleaseException(
          "log-time",
          where + " made at " + s.at(),
          "no earlier than " + before.getLast().statement().at());
    }
  }

  /// Digest of the last record; [Digest#ZERO] if there is none.
  public static Digest head(List<Signed> records) {
    return records.isEmpty() ? Digest.ZERO : records.getLast().digest();
  }

  /// A statement that would come next.
  public static Statement draft(
      List<Signed> before, String kind, Instant at, String by, List<Statement.Line> lines) {
    return new Statement(kind, before.size() + 1, head(before), at, by, lines);
  }

  /// Writes `record` after `before`; the caller holds the lock and has read `before` under it. On
  /// return it is on disk.
  public static void append(Path folder, List<Signed> before, Signed record) throws IOException {
    follows(before, record, "this statement");
    Path log = folder.resolve(FOLDER);
    Files.createDirectories(log);
    Path target = log.resolve(name(before.size() + 1));
    if (Files.exists(target)) {
      throw new ReleaseException("log-gap", target + " already there", "no such record yet");
    }
    write(log.resolve(NEXT), record.bytes());
    Files.move(log.resolve(NEXT), target, StandardCopyOption.ATOMIC_MOVE);
    sync(log);
  }

  /// Writes a file and waits until it is on disk.
  public static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        out.write(left);
      }
      out.force(true);
    }
  }

  /// Waits until the names in a folder are on disk.
  public static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    Path log = folder.resolve(FOLDER);
    if (!Files.isDirectory(log)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(log)) {
      List<Path> out = all.filter(p -> !p.endsWith(NEXT)).sorted().limit(RECORDS_MAX + 1L).toList();
      if (out.size() > RECORDS_MAX) {
        throw new ReleaseException("log-size", "more records", "at most " + RECORDS_MAX);
      }
      return out;
    }
  }

  private static String name(int number) {
    return String.format(Locale.ROOT, "%06d.txt", number);
  }
}
