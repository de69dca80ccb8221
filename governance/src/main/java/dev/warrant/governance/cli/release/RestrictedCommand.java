package dev.warrant.governance.cli.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.release.RestrictedFile;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.RestrictedList;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.release.Signed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The restricted list of the day.
@Command(
    name = "restricted",
    mixinStandardHelpOptions = true,
    description = {
      "Show the restricted list of the day, or sign one: instruments nobody may add to.",
      "One person of compliance or risk signs it. Without a list that counts nothing is added."
    })
public final class RestrictedCommand extends Governed {
  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "the list (default: restricted.txt in the release folder)")
  private @Nullable Path file;

  @Option(names = "--sign", description = "sign a list that counts from now")
  private boolean signing;

  @Option(
      names = "--names",
      split = ",",
      paramLabel = "SYMBOL",
      description = "with --sign: the instruments on it, such as BTCUSDT,ETHUSDT (default: none)")
  private List<String> names = List.of();

  @Option(
      names = "--hours",
      paramLabel = "N",
      description = "with --sign: how long it counts, at most 48 (default: ${DEFAULT-VALUE})",
      defaultValue = "30")
  private int hours;

  @Option(
      names = "--submitted",
      paramLabel = "FILE",
      description = "take the list that --unsigned left in FILE, with its FILE.sig")
  private @Nullable Path submitted;

  @Mixin private SignOptions sign = new SignOptions();

  @Override
  ObjectNode answer() throws IOException {
    Roster roster = house.open().roster();
    Path left = submitted;
    if (left != null) {
      return put(SignOptions.submitted(left, null), roster);
    }
    if (!signing) {
      return told(new RestrictedFile(file(), () -> roster, false, null).read());
    }
    ObjectNode answer =
        sign.sign(
            house,
            RestrictedList.KIND,
            signed -> put(signed, roster),
            (at, by) -> RestrictedList.draft(at, by, at, at.plus(Duration.ofHours(hours)), names),
            roster);
    Path unsigned = answer.has("unsigned") ? Path.of(answer.path("unsigned").asText()) : null;
    return unsigned == null
        ? told(new RestrictedFile(file(), () -> roster, false, null).read())
        : answer.put(
            "says",
            "read "
                + unsigned
                + ", then:\n  ssh-keygen -Y sign -n warrant -f KEY "
                + unsigned
                + "\n  warrant rules restricted --submitted "
                + unsigned);
  }

  private Path file() {
    Path given = file;
    return given == null ? house.folder().resolve(RestrictedFile.NAME) : given;
  }

  /// A list goes where desks look for it only if it counts.
  private ObjectNode put(Signed signed, Roster roster) throws IOException {
    RestrictedList list = RestrictedList.read(signed.bytes(), roster, false);
    Path to = file();
    Path part = to.resolveSibling(to.getFileName() + ".part");
    Files.write(part, signed.bytes());
    Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return told(list);
  }

  private ObjectNode told(RestrictedList list) {
    Instant now = HouseOptions.now();
    String by = list.signed().statement().by();
    if (!now.isBefore(list.until())) {
      throw new ReleaseException(
          "restricted-ended",
          "a list by " + by + " that counted until " + list.until(),
          "one that counts now",
          "warrant rules restricted --sign");
    }
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("ok", true).put("file", file().toString()).put("by", by);
    o.put("from", list.from().toString()).put("until", list.until().toString());
    list.symbols().forEach(o.putArray("instruments")::add);
    String what = list.symbols().isEmpty() ? "nothing" : String.join(", ", list.symbols());
    return o.put(
        "says", "restricted: " + what + ", signed by " + by + ", counts until " + list.until());
  }
}
