package dev.warrant.governance.cli.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.people.SecretKey;
import dev.warrant.governance.release.House;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.SshSignature;
import dev.warrant.knowledge.release.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a statement is signed: here with a key file, or elsewhere with ssh-keygen.
final class SignOptions {
  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "your private key, as people keygen or ssh-keygen -t ed25519 makes it")
  private @Nullable Path key;

  @Option(
      names = "--unsigned",
      paramLabel = "FILE",
      description =
          "leave the statement in FILE instead; then ssh-keygen -Y sign -n warrant -f KEY FILE, and"
              + " submit FILE")
  private @Nullable Path unsigned;

  @Option(names = "--by", paramLabel = "NAME", description = "whose statement, with --unsigned")
  private @Nullable String by;

  /// What a statement's author knows of the house.
  interface Words {
    Statement draft(Instant at, String by);
  }

  /// Makes the statement, and signs and appends it or leaves it to be signed.
  ///
  /// @return the record's answer
  ObjectNode put(HouseOptions options, String kind, List<Statement.Line> lines) throws IOException {
    House house = options.open();
    return sign(
        options,
        kind,
        signed -> house.append(signed, HouseOptions.now(), ReleasePorts.judge()),
        (at, name) -> house.draft(kind, at, name, lines),
        house.roster());
  }

  /// Takes a signed statement in.
  interface Taker {
    Object take(Signed signed) throws IOException;
  }

  ObjectNode sign(
      HouseOptions options, String kind, Taker taker, Words words, @Nullable Roster roster)
      throws IOException {
    Path file = key;
    if ((file == null) == (unsigned == null)) {
      throw new ReleaseException(
          "sign-how", file == null ? "neither --key nor --unsigned" : "both", "one of them");
    }
    if (file == null) {
      return leave(words);
    }
    SecretKey secret = SecretKey.read(file);
    Statement s = words.draft(HouseOptions.now(), name(secret, roster));
    Signed record = new Signed(s, secret.sign(s.bytes()));
    taker.take(record);
    return answer(record).put("releases", options.folder().toString());
  }

  private String name(SecretKey secret, @Nullable Roster roster) {
    Roster.Holder holder = roster == null ? null : roster.holder(secret.open());
    String given = by;
    if (holder == null && given == null) {
      throw new ReleaseException(
          "key-unknown",
          secret.open().fingerprint() + ", which nobody holds",
          "a key of an enrolled person",
          "warrant people list shows who holds which");
    }
    return given != null ? given : Objects.requireNonNull(holder).person().name();
  }

  private ObjectNode leave(Words words) throws IOException {
    Path to = Objects.requireNonNull(unsigned);
    String name = by;
    if (name == null) {
      throw new ReleaseException("sign-how", "--unsigned without --by", "--by NAME");
    }
    Statement s = words.draft(HouseOptions.now(), name);
    Files.write(to, s.bytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new ObjectMapper()
        .createObjectNode()
        .put("ok", true)
        .put("unsigned", to.toString())
        .put(
            "says",
            "read "
                + to
                + ", then within five minutes:\n  ssh-keygen -Y sign -n warrant -f KEY "
                + to
                + "\n  warrant "
                + (s.number() == 1 ? "people submit " : "rules submit ")
                + to);
  }

  /// The record of a statement file and the signature beside it.
  static Signed submitted(Path file, @Nullable Path signature) throws IOException {
    Path beside = signature == null ? Path.of(file + ".sig") : signature;
    for (Path p : List.of(file, beside)) {
      if (!Files.isRegularFile(p) || Files.size(p) > 1 << 19) {
        throw new ReleaseException(
            "submit-file",
            "no file " + p,
            "a statement and its signature",
            "sign it first: ssh-keygen -Y sign -n warrant -f KEY " + file);
      }
    }
    return new Signed(
        Statement.parse(Files.readAllBytes(file)), SshSignature.parse(Files.readString(beside)));
  }

  static ObjectNode answer(Signed record) {
    Statement s = record.statement();
    return new ObjectMapper()
        .createObjectNode()
        .put("ok", true)
        .put("record", s.number())
        .put("kind", s.kind())
        .put("by", s.by())
        .put("at", s.at().toString())
        .put("digest", record.digest().hex())
        .put("says", "record " + s.number() + ": " + s.kind() + " by " + s.by());
  }
}
