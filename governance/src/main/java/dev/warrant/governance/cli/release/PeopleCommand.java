package dev.warrant.governance.cli.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.people.PeopleFile;
import dev.warrant.governance.people.PersonLine;
import dev.warrant.governance.people.SecretKey;
import dev.warrant.governance.people.SignedLog;
import dev.warrant.governance.people.Trust;
import dev.warrant.governance.release.House;
import dev.warrant.knowledge.release.HeldKey;
import dev.warrant.knowledge.release.Person;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement.Line;
import dev.warrant.knowledge.release.VerifyKey;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// People and keys.
@Command(
    name = "people",
    mixinStandardHelpOptions = true,
    description = {
      "Who may approve, run and read: people, roles and keys, as signed statements.",
      "To enrol somebody, or to give a role, takes two people of risk; to revoke takes one."
    },
    subcommands = {
      PeopleCommand.Keygen.class,
      PeopleCommand.Begin.class,
      PeopleCommand.TrustIn.class,
      PeopleCommand.Enrol.class,
      PeopleCommand.Countersign.class,
      PeopleCommand.Roles.class,
      PeopleCommand.Revoke.class,
      PeopleCommand.Listing.class,
      PeopleCommand.Submit.class
    })
public final class PeopleCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field before it runs the command
  PeopleCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "what about people? Try: ./warrant people list");
  }

  private static VerifyKey key(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ReleaseException(
          "key-file", "no file " + file, "a public key", "the .pub file beside the private key");
    }
    return PersonLine.key(Files.readString(file), false);
  }

  /// A key pair.
  @Command(
      name = "keygen",
      mixinStandardHelpOptions = true,
      description = {
        "Make an Ed25519 key in OpenSSH's format: FILE of mode 0600, and FILE.pub.",
        "ssh-keygen -t ed25519 does as well, and can encrypt it or keep it on a token."
      })
  static final class Keygen extends Governed {
    @Parameters(paramLabel = "FILE", description = "where the private key goes")
    private Path file = Path.of("");

    @Option(
        names = "--comment",
        description = "what stands beside the key",
        defaultValue = "warrant")
    private String comment = "warrant";

    @Override
    ObjectNode answer() throws IOException {
      SecretKey made = SecretKey.generate(comment);
      made.write(file);
      return new ObjectMapper()
          .createObjectNode()
          .put("ok", true)
          .put("file", file.toString())
          .put("key", made.open().text())
          .put("fingerprint", made.open().fingerprint())
          .put("says", file + " and " + file + ".pub, " + made.open().fingerprint());
    }
  }

  /// The first record.
  @Command(
      name = "begin",
      mixinStandardHelpOptions = true,
      description = {
        "Begin a house with its first people, two of risk at least, and trust it.",
        "Prints the trust anchor, which everybody else gives to `people trust`."
      })
  static final class Begin extends Governed {
    @Option(
        names = "--person",
        required = true,
        paramLabel = "NAME=ROLES=FILE.pub",
        description = "a person, such as alice=risk=alice.pub; roles are joined by commas")
    private List<String> people = new ArrayList<>();

    @Mixin private SignOptions sign = new SignOptions();

    @Override
    ObjectNode answer() throws IOException {
      List<Line> lines = new ArrayList<>();
      for (String text : people) {
        String[] parts = text.split("=", 3);
        if (parts.length != 3) {
          throw new ReleaseException(
              "person-form", "\"" + text + "\"", "NAME=ROLES=FILE.pub, such as alice=risk=a.pub");
        }
        PersonLine p =
            new PersonLine(parts[0], PersonLine.roles(parts[1]), key(Path.of(parts[2])), false);
        lines.add(new Line("person", p.text()));
      }
      ObjectNode answer =
          sign.sign(
              house,
              "begin",
              s -> House.begin(house.folder(), s),
              (at, by) -> SignedLog.draft(List.of(), "begin", at, by, lines),
              null);
      return answer.has("digest") ? anchored(answer) : answer;
    }

    static ObjectNode anchored(ObjectNode answer) {
      String anchor = answer.path("digest").asText();
      return answer
          .put("anchor", anchor)
          .put(
              "says",
              "the house begins; its trust anchor is\n  "
                  + anchor
                  + "\nElsewhere: warrant people trust --anchor "
                  + anchor);
    }
  }

  /// Trust in an anchor.
  @Command(
      name = "trust",
      mixinStandardHelpOptions = true,
      description = {
        "Trust the house whose first record has the digest given by --anchor.",
        "Ask a person you know for the digest; do not take it from the folder."
      })
  static final class TrustIn extends Governed {
    @Override
    ObjectNode answer() throws IOException {
      Digest anchor = house.anchor();
      if (anchor == null) {
        throw new ReleaseException("trust-missing", "no --anchor", "the digest of record 1");
      }
      Trust kept = Trust.load(house.folder());
      if (kept != null && !kept.anchor().equals(anchor)) {
        throw new ReleaseException(
            "trust-anchor",
            "trust in " + kept.anchor().hex(),
            "none yet, or in this",
            "remove " + Trust.file(house.folder()) + " if another house is really meant");
      }
      House found = House.open(house.folder(), anchor);
      Trust.in(anchor).having(found.records()).save(house.folder());
      return new ObjectMapper()
          .createObjectNode()
          .put("ok", true)
          .put("anchor", anchor.hex())
          .put("records", found.records().size())
          .put("says", "trusted: " + found.records().size() + " records follow from the anchor");
    }
  }

  /// A person or another key.
  @Command(
      name = "enrol",
      mixinStandardHelpOptions = true,
      description =
          "Ask that a person, or another key of one, be enrolled; a second person of risk"
              + " countersigns.")
  static final class Enrol extends Governed {
    @Parameters(paramLabel = "NAME", description = "lower-case name")
    private String name = "";

    @Option(
        names = "--roles",
        required = true,
        description = "risk, trader, operator, auditor, compliance")
    private String roles = "";

    @Option(
        names = "--public-key",
        required = true,
        paramLabel = "FILE.pub",
        description = "the person's public key")
    private Path file = Path.of("");

    @Mixin private SignOptions sign = new SignOptions();

    @Override
    ObjectNode answer() throws IOException {
      PersonLine p = new PersonLine(name, PersonLine.roles(roles), key(file), false);
      ObjectNode answer = sign.put(house, "enrol", List.of(new Line("person", p.text())));
      return answer.has("record")
          ? answer.put(
              "says",
              answer.path("says").asText()
                  + "; waits for: warrant people countersign "
                  + answer.path("record").asText())
          : answer;
    }
  }

  /// The second signature.
  @Command(
      name = "countersign",
      mixinStandardHelpOptions = true,
      description = "Agree to what another person of risk asked for with enrol or roles.")
  static final class Countersign extends Governed {
    @Parameters(paramLabel = "RECORD", description = "number of the record that waits")
    private int number;

    @Mixin private SignOptions sign = new SignOptions();

    @Override
    ObjectNode answer() throws IOException {
      List<Signed> records = house.open().records();
      if (number < 1 || number > records.size()) {
        throw new ReleaseException(
            "countersign-of", "record " + number, "a number from 1 to " + records.size());
      }
      return sign.put(
          house,
          "countersign",
          List.of(
              new Line("of", Integer.toString(number)),
              new Line("record", records.get(number - 1).digest().hex())));
    }
  }

  /// Other roles.
  @Command(
      name = "roles",
      mixinStandardHelpOptions = true,
      description = "Set a person's roles. Fewer: at once. More: a second person countersigns.")
  static final class Roles extends Governed {
    @Parameters(index = "0", paramLabel = "NAME", description = "whose")
    private String name = "";

    @Parameters(index = "1", paramLabel = "ROLES", description = "joined by commas, or none")
    private String roles = "";

    @Mixin private SignOptions sign = new SignOptions();

    @Override
    ObjectNode answer() throws IOException {
      List<Role> wanted = PersonLine.roles(roles);
      return sign.put(
          house,
          "roles",
          List.of(new Line("name", name), new Line("roles", PersonLine.text(wanted))));
    }
  }

  /// A key out of force.
  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Revoke keys of a person, at once. One of risk, or the person.")
  static final class Revoke extends Governed {
    @Parameters(
        paramLabel = "NAME|SHA256:…",
        description = "whose one key in force, or the fingerprint of the key")
    private String whose = "";

    @Option(names = "--why", required = true, description = "why, for the record")
    private String why = "";

    @Mixin private SignOptions sign = new SignOptions();

    @Override
    ObjectNode answer() throws IOException {
      List<HeldKey> found = new ArrayList<>();
      for (Person p : house.open().roster().people()) {
        for (HeldKey k : p.keys()) {
          if (k.inForce() && (p.name().equals(whose) || k.key().fingerprint().equals(whose))) {
            found.add(k);
          }
        }
      }
      if (found.size() != 1) {
        throw new ReleaseException(
            "key-unknown",
            found.size() + " keys in force of " + whose,
            "one",
            found.isEmpty() ? "see warrant people list" : "give the fingerprint of the key");
      }
      return sign.put(
          house,
          "revoke",
          List.of(new Line("key", found.getFirst().key().text()), new Line("why", why)));
    }
  }

  /// Who counts.
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Show people, roles and keys, checked from the trust anchor on.")
  static final class Listing extends Governed {
    @Override
    ObjectNode answer() throws IOException {
      House h = house.open();
      ObjectNode o = new ObjectMapper().createObjectNode();
      o.put("ok", true).put("anchor", h.anchor().hex()).put("records", h.records().size());
      ArrayNode all = o.putArray("people");
      h.roster().people().forEach(p -> person(all.addObject(), p));
      ArrayNode waiting = o.putArray("waiting");
      h.people().waiting().forEach(w -> waiting.add(w.statement().number()));
      Digest head = SignedLog.head(h.records());
      String text = PeopleFile.text(h.roster(), h.records().size(), head);
      StringBuilder says = new StringBuilder(text.stripTrailing());
      h.people()
          .waiting()
          .forEach(w ->
              says.append("\nwaits for a second person of risk: ")
                  .append(SignOptions.answer(w).path("says").asText()));
      return o.put("says", says.toString());
    }

    private static void person(ObjectNode o, Person p) {
      o.put("name", p.name()).put("roles", PersonLine.text(p.roles()));
      ArrayNode keys = o.putArray("keys");
      for (HeldKey k : p.keys()) {
        HeldKey.Revoked revoked = k.revoked();
        keys.addObject()
            .put("key", k.key().text())
            .put("fingerprint", k.key().fingerprint())
            .put("from", k.from().toString())
            .put("demo", k.demo())
            .put("revoked", revoked == null ? null : revoked.at() + ", " + revoked.why());
      }
    }
  }

  /// A statement signed elsewhere.
  @Command(
      name = "submit",
      mixinStandardHelpOptions = true,
      description = "Append a statement that ssh-keygen -Y sign -n warrant signed.")
  public static final class Submit extends Governed {
    @Parameters(paramLabel = "FILE", description = "the statement, as --unsigned left it")
    private Path file = Path.of("");

    @Option(
        names = "--signature",
        paramLabel = "FILE.sig",
        description = "its signature (default: FILE.sig)")
    private @Nullable Path signature;

    @Override
    ObjectNode answer() throws IOException {
      Signed record = SignOptions.submitted(file, signature);
      if (record.statement().number() == 1) {
        House.begin(house.folder(), record);
        return Begin.anchored(SignOptions.answer(record));
      }
      house.open().append(record, HouseOptions.now(), ReleasePorts.judge());
      return SignOptions.answer(record);
    }
  }
}
