package dev.warrant.rules.pack;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The policies above a policy: its parent, the parent's parent, and so on up to the firm's. A
/// policy names its parent with the digest of its bytes, so that nobody can put another in its
/// place; where the parent lies is looked for by name or digest, first beside the policy.
///
/// That a policy admits nothing its parent refuses is not said here; it has to be proved.
public final class Lineage {
  private static final int GENERATIONS_MAX = 8;

  /// The policy a policy lies inside of.
  ///
  /// @param digest of the parent's bytes
  /// @param place where it is named
  public record Parent(String name, Digest digest, Place place) {}

  /// A policy above.
  ///
  /// @param folder where it was found
  public record Ancestor(Path folder, PolicyPack pack) {}

  private final @Nullable Path folder;
  private final @Nullable PackHeader first;
  private final List<Path> shelves;

  private Lineage(@Nullable Path folder, @Nullable PackHeader first, List<Path> shelves) {
    this.folder = folder;
    this.first = first;
    this.shelves = List.copyOf(shelves);
  }

  /// Of a policy that lies in no folder: it has no parent.
  public static Lineage none() {
    return new Lineage(null, null, List.of());
  }

  /// Of the policy in `folder`.
  ///
  /// @param shelves folders of packs to look in after those beside it
  /// @throws dev.warrant.rules.text.RuleException if its header cannot be read
  public static Lineage of(Path folder, Path... shelves) {
    return new Lineage(folder, header(folder), List.of(shelves));
  }

  private static PackHeader header(Path folder) {
    return PackHeader.read(PackFolder.read(folder), "policy");
  }

  /// The parent it names, if any.
  public Optional<Parent> parent() {
    return first == null ? Optional.empty() : first.parent();
  }

  /// The digest of its parent; zero if it names none.
  public Digest parentDigest() {
    return parent().map(Parent::digest).orElse(Digest.ZERO);
  }

  /// All policies above, the nearest first.
  ///
  /// @throws dev.warrant.rules.text.RuleException if one is missing, is not what was named, comes
  ///   twice, cannot be read, or holds in fewer places than what names it
  public List<Ancestor> above() {
    List<Ancestor> out = new ArrayList<>();
    Path at = folder;
    PackHeader header = first;
    if (at == null || header == null) {
      return out;
    }
    TreeSet<String> names = new TreeSet<>(List.of(header.name()));
    StringBuilder line = new StringBuilder(header.name());
    while (header.parent().isPresent()) {
      Parent parent = header.parent().orElseThrow();
      line.append(" > ").append(parent.name());
      if (!names.add(parent.name()) || names.size() > GENERATIONS_MAX) {
        throw new RuleError(
                "parent-cycle",
                parent.place(),
                "a line of parents that comes back: " + line,
                "a line that ends, with each policy in it once",
                "the parent is a wider policy, such as the firm's; it names no child.")
            .thrown();
      }
      Ancestor found = find(at, parent);
      PackHeader above = header(found.folder());
      inside(header, above);
      out.add(found);
      at = found.folder();
      header = above;
    }
    return out;
  }

  private Ancestor find(Path child, Parent parent) {
    String other = "";
    for (Path shelf : shelves(child)) {
      for (String name : List.of(parent.name(), parent.digest().hex(), parent.digest().brief())) {
        Path candidate = shelf.resolve(name);
        if (Files.isDirectory(candidate)) {
          Digest found = PackFolder.read(candidate).digest();
          if (found.equals(parent.digest())) {
            return new Ancestor(candidate, named(candidate, parent));
          }
          other = other.isEmpty() ? found.hex() : other;
        }
      }
    }
    if (other.isEmpty()) {
      throw new RuleError(
              "parent-missing",
              parent.place(),
              "no policy " + parent.name() + " with digest " + parent.digest().hex(),
              "the parent's folder beside this policy or in rules/packs",
              "it was left behind when this policy was copied.")
          .thrown();
    }
    throw new RuleError(
            "parent-digest",
            parent.place(),
            parent.name() + " with digest " + other,
            parent.digest().hex() + ", as named here",
            "the parent was changed; read what changed, then name its new digest here.")
        .thrown();
  }

  private static PolicyPack named(Path folder, Parent parent) {
    PolicyPack pack = PolicyPacks.load(folder);
    if (!pack.name().equals(parent.name())) {
      throw RuleError.of(
              "parent-name",
              parent.place(),
              "the name " + parent.name() + " for a policy that calls itself " + pack.name(),
              "its own name")
          .thrown();
    }
    return pack;
  }

  private List<Path> shelves(Path child) {
    List<Path> out = new ArrayList<>();
    Path beside = child.toAbsolutePath().normalize().getParent();
    if (beside != null) {
      out.add(beside);
      out.add(beside.resolve("kept"));
    }
    out.addAll(shelves);
    return out;
  }

  private static void inside(PackHeader child, PackHeader parent) {
    String outside = child.scope().outside(parent.scope());
    if (!outside.isEmpty()) {
      throw RuleError.of(
              "parent-scope",
              child.scope().place(),
              child.name() + " in force at " + outside.strip(),
              "a scope inside that of " + parent.name())
          .thrown();
    }
  }
}
