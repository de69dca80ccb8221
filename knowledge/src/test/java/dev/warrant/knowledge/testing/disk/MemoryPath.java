package dev.warrant.knowledge.testing.disk;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/// A path on a [MemoryDisk]: absolute, without dots, or one relative part.
final class MemoryPath implements Path {
  private final MemoryFileSystem files;
  private final String text;

  MemoryPath(MemoryFileSystem files, String text) {
    this.files = files;
    this.text = text;
  }

  static MemoryPath of(Path path) {
    if (path instanceof MemoryPath m) {
      return m;
    }
    throw new ProviderMismatchException(path.toString());
  }

  String text() {
    return text;
  }

  MemoryDisk disk() {
    return files.disk();
  }

  @Override
  public FileSystem getFileSystem() {
    return files;
  }

  @Override
  public boolean isAbsolute() {
    return text.startsWith("/");
  }

  @Override
  public @Nullable Path getRoot() {
    return isAbsolute() ? new MemoryPath(files, "/") : null;
  }

  @Override
  public Path getFileName() {
    return new MemoryPath(files, text.substring(text.lastIndexOf('/') + 1));
  }

  @Override
  public @Nullable Path getParent() {
    boolean none = text.equals("/") || text.indexOf('/') < 0;
    return none ? null : new MemoryPath(files, MemoryDisk.parent(text));
  }

  private String[] parts() {
    String bare = isAbsolute() ? text.substring(1) : text;
    return bare.isEmpty() ? new String[0] : bare.split("/", -1);
  }

  @Override
  public int getNameCount() {
    return parts().length;
  }

  @Override
  public Path getName(int index) {
    return new MemoryPath(files, parts()[index]);
  }

  @Override
  public Path subpath(int from, int to) {
    String[] parts = parts();
    return new MemoryPath(
        files, String.join("/", java.util.Arrays.asList(parts).subList(from, to)));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof MemoryPath m
        && (text.equals(m.text) || text.startsWith(m.text.equals("/") ? "/" : m.text + "/"));
  }

  @Override
  public boolean endsWith(Path other) {
    return text.equals(other.toString()) || text.endsWith("/" + other);
  }

  @Override
  public Path normalize() {
    return this;
  }

  @Override
  public Path resolve(Path other) {
    return resolve(other.toString());
  }

  @Override
  public Path resolve(String other) {
    if (other.startsWith("/")) {
      return new MemoryPath(files, other);
    }
    return new MemoryPath(files, text.equals("/") ? "/" + other : text + "/" + other);
  }

  @Override
  public Path relativize(Path other) {
    String longer = other.toString();
    String begin = text.equals("/") ? text : text + "/";
    if (!longer.startsWith(begin)) {
      throw new IllegalArgumentException(longer + " is not under " + text);
    }
    return new MemoryPath(files, longer.substring(begin.length()));
  }

  @Override
  public URI toUri() {
    return URI.create("memory:" + text);
  }

  @Override
  public Path toAbsolutePath() {
    return this;
  }

  @Override
  public Path toRealPath(LinkOption... options) {
    return this;
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int compareTo(Path other) {
    return text.compareTo(other.toString());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MemoryPath m && m.files == files && m.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
