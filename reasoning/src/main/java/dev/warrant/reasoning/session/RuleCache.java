package dev.warrant.reasoning.session;

import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Compiled rules kept in a folder by the digest of their texts, so that a warm start need not
/// compile. A file that cannot be read, or whose own digest is wrong, counts as missing; what is
/// read passes the same fence as what was just compiled.
final class RuleCache {
  private final @Nullable Path folder;

  RuleCache(@Nullable Path folder) {
    this.folder = folder;
  }

  @Nullable CompiledRules find(Digest key) {
    if (folder == null) {
      return null;
    }
    Path file = file(folder, key);
    try {
      if (!Files.isRegularFile(file)) {
        return null;
      }
      byte[] all = Files.readAllBytes(file);
      if (all.length < Digest.BYTES) {
        return null;
      }
      byte[] body = Arrays.copyOfRange(all, Digest.BYTES, all.length);
      boolean whole = Digest.read(all, 0).equals(Digest.sha256(body));
      return whole ? CompiledRules.fromBytes(body) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /// Keeps the rules; a folder that cannot be written costs the next start a compilation, no more.
  boolean keep(Digest key, CompiledRules rules) {
    if (folder == null) {
      return false;
    }
    byte[] body = rules.toBytes();
    byte[] all = Arrays.copyOf(Digest.sha256(body).bytes(), Digest.BYTES + body.length);
    System.arraycopy(body, 0, all, Digest.BYTES, body.length);
    Path file = file(folder, key);
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "rules", ".part");
      Files.write(part, all);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// The key of texts under one version of the engine and of the fact types they are compiled
  /// against.
  static Digest key(SortedMap<String, String> texts, String engine) {
    StringBuilder all = new StringBuilder(engine).append('\n');
    for (var text : texts.entrySet()) {
      all.append(text.getKey()).append('\n').append(text.getValue().length()).append('\n');
      all.append(text.getValue());
    }
    return Digest.sha256(all.toString());
  }

  private static Path file(Path folder, Digest key) {
    return folder.resolve(key.hex() + ".rules");
  }
}
