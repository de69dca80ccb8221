package dev.warrant.rules.text;

import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The raw files of a pack, read once and bounded: plain files only (no symbolic links, pipes or
/// devices), no hidden files, no carriage returns and no invisible characters in text, no file or
/// folder beyond the stated sizes.
///
/// The digest is SHA-256 over, for every file in order of its path: length of the path in bytes
/// (four bytes, big-endian), path, length of the file (eight bytes), raw bytes.
public final class PackFolder {
  /// Files below this folder are binary: they enter the digest but are never read as text.
  public static final String MODELS = "models/";

  private static final int FILES_MAX = 500;
  private static final int DEPTH_MAX = 4;
  private static final long TEXT_BYTES_MAX = 512L << 10;
  private static final long MODEL_BYTES_MAX = 64L << 20;
  private static final long PACK_BYTES_MAX = 128L << 20;

  private final SortedMap<String, byte[]> files;

  private PackFolder(SortedMap<String, byte[]> files) {
    this.files = files;
  }

  /// Reads every file below `folder`.
  ///
  /// @throws RuleException if the folder cannot be read or holds what a pack must not hold
  public static PackFolder read(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    String name = String.valueOf(folder.getFileName());
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new RuleError(
              "pack-missing",
              Place.of(folder.toString()),
              "no folder there",
              "the folder of a pack",
              "the path is relative to the folder the command was started in.")
          .thrown();
    }
    try (Stream<Path> walk = Files.walk(folder, DEPTH_MAX + 1)) {
      List<Path> paths = walk.limit(4L * FILES_MAX).sorted().toList();
      if (paths.size() == 4 * FILES_MAX) {
        throw RuleError.of(
                "pack-size", Place.of(name), paths.size() + " files and folders", "far fewer")
            .thrown();
      }
      long total = 0;
      for (Path path : paths) {
        String relative = folder.relativize(path).toString().replace('\\', '/');
        if (!relative.isEmpty()) {
          total += add(files, path, relative, PACK_BYTES_MAX - total);
        }
      }
    } catch (IOException e) {
      throw RuleError.of(
              "pack-unreadable", Place.of(name), String.valueOf(e.getMessage()), "readable files")
          .thrown();
    }
    return new PackFolder(files);
  }

  /// Adds one file and says how long it is.
  private static int add(SortedMap<String, byte[]> files, Path path, String relative, long left)
      throws IOException {
    Place place = Place.of(relative);
    if (Files.isSymbolicLink(path)) {
      throw RuleError.of("pack-symlink", place, "a symbolic link", "a plain file").thrown();
    }
    if (path.getFileName().toString().startsWith(".")) {
      throw RuleError.of("pack-hidden", place, "a hidden file", "only files of the pack").thrown();
    }
    if (relative.chars().filter(c -> c == '/').count() >= DEPTH_MAX) {
      throw RuleError.of("pack-depth", place, "a folder this deep", DEPTH_MAX + " levels").thrown();
    }
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw RuleError.of("pack-special", place, "a pipe, socket or device", "a plain file")
          .thrown();
    }
    boolean model = relative.startsWith(MODELS);
    long size = Files.size(path);
    long max = model ? MODEL_BYTES_MAX : TEXT_BYTES_MAX;
    byte[] bytes = size > max || size > left ? new byte[0] : bytes(path, Math.min(max, left));
    if (size > max
        || size > left
        || bytes.length > Math.min(max, left)
        || files.size() >= FILES_MAX) {
      throw RuleError.of(
              "pack-size",
              place,
              size + " bytes as file number " + (files.size() + 1),
              "at most "
                  + max
                  + " bytes a file, "
                  + FILES_MAX
                  + " files, "
                  + PACK_BYTES_MAX
                  + " bytes in all")
          .thrown();
    }
    if (!model) {
      refuseControls(bytes, relative);
    }
    files.put(relative, bytes);
    return bytes.length;
  }

  /// The bytes there are when it is read, one more than `max` if they are more: a file may have
  /// grown since its size was asked.
  private static byte[] bytes(Path path, long max) throws IOException {
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes((int) max + 1);
    }
  }

  private static void refuseControls(byte[] bytes, String file) {
    refuseCarriageReturns(bytes, file);
    String text = new String(bytes, StandardCharsets.UTF_8);
    int line = 1;
    int start = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (c == '\n') {
        line++;
        start = i + 1;
      } else if (invisible(c)) {
        throw new RuleError(
                "text-invisible",
                new Place(file, line, i - start + 1),
                "the character U+%04X".formatted(c),
                "characters that can be seen, in the order they are read",
                "it was pasted from a web page or a chat; write the line anew.")
            .thrown();
      }
    }
  }

  /// Controls, zero-width characters, characters that turn the direction of text, spaces and line
  /// ends that are not the usual ones. What fails to decode is U+FFFD here and refused by [#text].
  private static boolean invisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\t';
      case Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      case Character.SPACE_SEPARATOR -> c != ' ';
      default -> false;
    };
  }

  private static void refuseCarriageReturns(byte[] bytes, String file) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        line++;
        start = i + 1;
      } else if (bytes[i] == '\r' || bytes[i] == 0) {
        throw new RuleError(
                "text-control",
                new Place(file, line, i - start + 1),
                bytes[i] == 0 ? "a zero byte" : "a carriage return",
                "lines that end in a single line feed",
                "your editor saves with Windows line ends; choose LF.")
            .thrown();
      }
    }
  }

  /// Paths of all files in order, with `/`.
  public List<String> paths() {
    return List.copyOf(files.keySet());
  }

  /// Whether the pack has this file.
  public boolean has(String path) {
    return files.containsKey(path);
  }

  /// The text of one file.
  ///
  /// @throws RuleException if there is no such file, or it is not UTF-8
  public String text(String path) {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw RuleError.of("file-missing", Place.of(path), "no such file", "this file in the pack")
          .thrown();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw RuleError.of("text-encoding", Place.of(path), e.toString(), "UTF-8 text").thrown();
    }
  }

  /// Path and text of every file that is not a model.
  public SortedMap<String, String> texts() {
    SortedMap<String, String> out = new TreeMap<>();
    for (String path : files.keySet()) {
      if (!path.startsWith(MODELS)) {
        out.put(path, text(path));
      }
    }
    return Collections.unmodifiableSortedMap(out);
  }

  /// Digest over sorted path and raw bytes of every file.
  public Digest digest() {
    MessageDigest sha = Digest.newSha256();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] path = file.getKey().getBytes(StandardCharsets.UTF_8);
      sha.update(ByteBuffer.allocate(4).putInt(path.length).array());
      sha.update(path);
      sha.update(ByteBuffer.allocate(8).putLong(file.getValue().length).array());
      sha.update(file.getValue());
    }
    return Digest.read(sha.digest(), 0);
  }
}
