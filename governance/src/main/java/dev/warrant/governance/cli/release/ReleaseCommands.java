package dev.warrant.governance.cli.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.release.ApprovalPage;
import dev.warrant.governance.release.Certificates;
import dev.warrant.governance.release.House;
import dev.warrant.governance.release.Proposal;
import dev.warrant.governance.release.Stage;
import dev.warrant.knowledge.release.Approval;
import dev.warrant.knowledge.release.Certificate;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement.Line;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What happens to a proposal.
public final class ReleaseCommands {
  private ReleaseCommands() {}

  private static List<Line> about(Signed proposal, String name, String value) {
    return List.of(
        new Line("of", Long.toString(proposal.statement().number())),
        new Line("record", proposal.digest().hex()),
        new Line(name, value));
  }

  /// Commands about one proposal, signed.
  abstract static class About extends Governed {
    @Parameters(paramLabel = "PROPOSAL", description = "its number")
    long number;

    @Mixin SignOptions sign = new SignOptions();
  }

  /// What an approver looks at.
  @Command(
      name = "page",
      mixinStandardHelpOptions = true,
      description = "Show a proposal as an approver sees it, with its digest.")
  public static final class Page extends Governed {
    @Parameters(paramLabel = "PROPOSAL", description = "its number")
    private long number;

    @Override
    ObjectNode answer() throws IOException {
      House h = house.open();
      byte[] page = ApprovalPage.of(h, h.releases().proposal(number));
      String text = new String(page, StandardCharsets.UTF_8);
      String digest = Digest.sha256(page).hex();
      return new ObjectMapper()
          .createObjectNode()
          .put("ok", true)
          .put("page", digest)
          .put("text", text)
          .put("says", text + "\npage " + digest);
    }
  }

  /// The second person.
  @Command(
      name = "approve",
      mixinStandardHelpOptions = true,
      description = {
        "Approve a proposal of somebody else, as a person of risk, after reading its page.",
        "The page is kept by digest, and the digest is signed."
      })
  public static final class Approve extends About {
    @Option(
        names = "--page",
        required = true,
        paramLabel = "DIGEST",
        description = "digest of the page you read, as `rules page` shows it")
    private String seen = "";

    @Override
    ObjectNode answer() throws IOException {
      House h = house.open();
      Proposal p = h.releases().proposal(number);
      byte[] page = ApprovalPage.of(h, p);
      if (!Digest.sha256(page).equals(HouseOptions.digest("--page", seen))) {
        throw new ReleaseException(
            "page-other",
            "page " + seen,
            "page " + Digest.sha256(page).hex(),
            "somebody signed meanwhile; read it again: warrant rules page " + number);
      }
      Digest kept = h.store().keep(page);
      return sign.put(
          house, Approval.KIND, Approval.of(p.signed(), ProposeCommand.TOOL, kept).lines());
    }
  }

  /// To the next stage.
  @Command(
      name = "activate",
      mixinStandardHelpOptions = true,
      description = {
        "Take an approved proposal to shadow, canary or live.",
        "What is proved tighter, a rollback and an override may go live at once."
      })
  public static final class Activate extends About {
    @Option(names = "--stage", required = true, description = "shadow, canary or live")
    private String stage = "";

    @Option(
        names = "--run",
        paramLabel = "RUN",
        description =
            "a running desk that takes it now (default: desks take it at their next start)")
    private @Nullable String run;

    @Override
    ObjectNode answer() throws IOException {
      Stage to = Stage.parse(stage);
      Proposal p = house.open().releases().proposal(number);
      ObjectNode answer = sign.put(house, "activate", about(p.signed(), "stage", to.text()));
      if (answer.has("record")) {
        Certificate certificate = Certificates.of(house.open(), number);
        String told = ReleasePorts.switcher(run).to(to, certificate);
        answer.put("stage", to.text()).put("certificate", certificate.digest().hex());
        answer.put("says", "proposal " + number + " is " + to.text() + "; " + told);
      }
      return answer;
    }
  }

  /// Out of the way.
  @Command(
      name = "withdraw",
      mixinStandardHelpOptions = true,
      description = "Withdraw a proposal that is not live. Its author, risk or operations; one.")
  public static final class Withdraw extends About {
    @Option(names = "--why", required = true, description = "why, for the record")
    private String why = "";

    @Override
    ObjectNode answer() throws IOException {
      Proposal p = house.open().releases().proposal(number);
      return sign.put(house, "withdraw", about(p.signed(), "why", why));
    }
  }

  /// No more activations.
  @Command(
      name = "freeze",
      mixinStandardHelpOptions = true,
      description = "Stop every activation but of what is proved tighter. Risk or operations; one.")
  public static final class Freeze extends Governed {
    @Option(names = "--why", required = true, description = "why, for the record")
    private String why = "";

    @Mixin private SignOptions sign = new SignOptions();

    @Override
    ObjectNode answer() throws IOException {
      return sign.put(house, "freeze", List.of(new Line("why", why)));
    }
  }

  /// Activations again.
  @Command(
      name = "thaw",
      mixinStandardHelpOptions = true,
      description = "End a freeze; takes effect with the second person of risk.")
  public static final class Thaw extends Governed {
    @Option(names = "--why", required = true, description = "why, for the record")
    private String why = "";

    @Mixin private SignOptions sign = new SignOptions();

    @Override
    ObjectNode answer() throws IOException {
      return sign.put(house, "thaw", List.of(new Line("why", why)));
    }
  }

  /// All that was signed.
  @Command(
      name = "log",
      mixinStandardHelpOptions = true,
      description = "Show every signed statement and where proposals stand, all checked again.")
  public static final class Log extends Governed {
    @Override
    ObjectNode answer() throws IOException {
      House h = house.open();
      Instant now = HouseOptions.now();
      for (Proposal p : h.releases().proposals()) {
        h.store().check(p);
      }
      Proposal live = h.releases().live(now);
      ObjectNode o = new ObjectMapper().createObjectNode();
      o.put("ok", true).put("anchor", h.anchor().hex()).put("frozen", h.releases().frozen());
      o.put("live", live == null ? 0 : live.number());
      List<String> says = new ArrayList<>();
      ArrayNode records = o.putArray("records");
      for (Signed r : h.records()) {
        records.add(SignOptions.answer(r).without("ok"));
        says.add(
            r.statement().at() + "  " + SignOptions.answer(r).path("says").asText() + about(r));
      }
      ArrayNode proposals = o.putArray("proposals");
      for (Proposal p : h.releases().proposals()) {
        proposal(proposals.addObject(), h, p, now);
        says.add(
            "proposal "
                + p.number()
                + ": "
                + h.releases().stage(p, now).text()
                + ", under it "
                + p.people(h.roster())
                + " of "
                + h.releases().needed(p, now)
                + ", until "
                + p.terms().bounds().until());
      }
      says.add(live == null ? "nothing is live" : "live: proposal " + live.number());
      return o.put("says", String.join("\n", says));
    }

    private static String about(Signed r) {
      List<String> of = r.statement().values("of");
      return of.isEmpty() || of.getFirst().equals("0") ? "" : ", of " + of.getFirst();
    }

    private static void proposal(ObjectNode o, House h, Proposal p, Instant now) {
      o.put("number", p.number()).put("stage", h.releases().stage(p, now).text());
      o.put("author", p.author()).put("change", p.terms().change().text());
      o.put("verdict", p.terms().base().verdict().name());
      o.put("policy", p.terms().packs().policy().hex());
      o.put("strategy", p.terms().packs().strategy().hex());
      o.put("until", p.terms().bounds().until().toString()).put("reason", p.terms().reason());
      o.put("needed", h.releases().needed(p, now));
      ArrayNode people = o.putArray("people");
      p.people(h.roster()).forEach(people::add);
    }
  }

  /// What a desk asks for.
  @Command(
      name = "certificate",
      mixinStandardHelpOptions = true,
      description = "Write the certificate of what is live, or of a proposal enough people signed.")
  public static final class Certify extends Governed {
    @Parameters(arity = "0..1", paramLabel = "PROPOSAL", description = "its number (default: live)")
    private long number;

    @Option(names = "--out", paramLabel = "FILE", description = "where to (default: printed)")
    private @Nullable Path out;

    @Override
    ObjectNode answer() throws IOException {
      House h = house.open();
      Certificate c =
          number == 0 ? Certificates.live(h, HouseOptions.now()) : Certificates.of(h, number);
      String text = new String(c.bytes(), StandardCharsets.UTF_8);
      Path to = out;
      if (to != null) {
        Files.writeString(to, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
      return new ObjectMapper()
          .createObjectNode()
          .put("ok", true)
          .put("certificate", c.digest().hex())
          .put("until", c.terms().bounds().until().toString())
          .put("text", text)
          .put("says", to == null ? text.stripTrailing() : "certificate " + c.digest().hex());
    }
  }
}
