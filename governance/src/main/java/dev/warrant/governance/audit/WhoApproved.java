package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.release.House;
import dev.warrant.governance.release.Proposal;
import dev.warrant.knowledge.release.Approval;
import dev.warrant.knowledge.release.Certificate;
import dev.warrant.knowledge.release.Grant;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who wrote, approved and activated what an order or a run stood under: from the release log, and
/// from the certificate beside the run.
public final class WhoApproved {
  private final RunRecord record;
  private final @Nullable House house;
  private final Hands hands;
  private final StringBuilder out = new StringBuilder();
  private final ObjectNode json = new ObjectMapper().createObjectNode();
  private boolean unknown;

  private WhoApproved(RunRecord record, @Nullable House house) {
    this.record = record;
    this.house = house;
    hands = new Hands(house);
  }

  /// Asks.
  ///
  /// @param house the release log, read and checked; null if there is none
  /// @param asked an order's client id; version, name or digits of a digest of a pack; null for all
  ///   that the run was under
  /// @throws IllegalArgumentException if it is none of these
  public static Told of(RunRecord record, @Nullable House house, @Nullable String asked)
      throws IOException {
    return new WhoApproved(record, house).told(asked);
  }

  private Told told(@Nullable String asked) throws IOException {
    RunRecord.Sent order = asked == null ? null : record.order(asked);
    json.put("run", record.run().id()).put("order", order == null ? null : order.id());
    out.append(record.run().id());
    if (order != null) {
      out.append(", order ").append(order.id()).append(": ").append(record.words(order.order()));
      out.append(", sent ").append(order.when());
    }
    ArrayNode all = json.putArray("under");
    for (InForce.Stretch stretch : meant(order, asked)) {
      under(stretch, all.addObject());
    }
    if (house == null) {
      out.append("\nno release log was read; name it with --releases to have it asked");
    }
    return new Told(json.put("known", !unknown), out.toString(), unknown ? 1 : 0);
  }

  /// The stretches that are asked about, those of the same packs once.
  private List<InForce.Stretch> meant(RunRecord.@Nullable Sent order, @Nullable String asked) {
    List<InForce.Stretch> found = new ArrayList<>();
    PackOf packs = new PackOf(record.run(), new RunPolicies(record.run()));
    List<PackOf.Named> named =
        asked == null || order != null ? List.of() : packs.find(record, asked);
    for (InForce.Stretch s : record.stretches()) {
      boolean first = found.stream().noneMatch(f -> same(f.packs(), s.packs()));
      boolean wanted =
          order != null
              ? same(s.packs(), order.packs())
              : asked == null || packs.named(s.packs()).stream().anyMatch(named::contains);
      if (first && wanted) {
        found.add(s);
      }
    }
    return found;
  }

  private static boolean same(InForce.Packs a, InForce.Packs b) {
    return a.policy().equals(b.policy())
        && a.strategy().equals(b.strategy())
        && a.model().equals(b.model());
  }

  private void under(InForce.Stretch s, ObjectNode o) throws IOException {
    o.put("policy", s.packs().policy().hex()).put("strategy", s.packs().strategy().hex());
    o.put("model", s.packs().model().hex()).put("input", s.seq()).put("began", s.began());
    o.put("from", Clocks.instant(s.nanos()));
    out.append("\nunder policy ").append(s.packs().policy().hex());
    out.append("\n  strategy ").append(s.packs().strategy().hex());
    out.append("\n  model ").append(s.packs().model().hex());
    out.append("\n  in force from ").append(Clocks.instant(s.nanos())).append(" by ");
    out.append(record.clocks().source()).append(", input ").append(s.seq());
    out.append(" (").append(s.began()).append(")");
    ArrayNode proposals = o.putArray("proposals");
    boolean any = false;
    for (Proposal p : house == null ? List.<Proposal>of() : house.releases().proposals()) {
      if (about(p.terms(), s.packs())) {
        any |= !p.approvals().isEmpty() || p.terms().tightens();
        proposal(p, proposals.addObject());
      }
    }
    any |= certificate(s.packs(), o);
    if (!any) {
      unknown = true;
      out.append("\n  NOBODY IS KNOWN TO HAVE APPROVED THIS");
    }
  }

  private static boolean about(Terms terms, InForce.Packs packs) {
    boolean policy =
        terms.packs().policy().equals(packs.policy())
            || terms.canary().policy().equals(packs.policy());
    return policy
        && terms.packs().strategy().equals(packs.strategy())
        && terms.packs().model().equals(packs.model());
  }

  private void proposal(Proposal p, ObjectNode o) {
    out.append("\n  release log, proposal ").append(p.number()).append(", now ");
    out.append(p.stage().text());
    o.put("stage", p.stage().text());
    grant(p.signed(), p.approvals(), p.terms(), o);
    ArrayNode activations = o.putArray("activations");
    for (Signed r : house == null ? List.<Signed>of() : house.records()) {
      boolean of = r.statement().values("of").contains(Long.toString(p.number()));
      if (r.statement().kind().equals("activate") && of) {
        String stage = r.statement().value("stage");
        out.append("\n    activated to ").append(stage).append(" by ").append(hands.who(r, false));
        out.append(", ").append(r.statement().at()).append(", log entry ");
        out.append(r.statement().number());
        activations.add(hands.json(r, false).put("stage", stage));
      }
    }
  }

  private void grant(Signed proposed, List<Signed> approvals, Terms terms, ObjectNode o) {
    boolean demo = Hands.demo(terms);
    o.put("proposal", proposed.statement().number()).put("change", terms.change().text());
    o.put("reason", terms.reason()).put("demo", demo);
    o.put("venue", terms.bounds().venue()).put("desk", terms.bounds().desk());
    o.put("from", terms.bounds().from().toString()).put("until", terms.bounds().until().toString());
    o.put("comparedWith", terms.base().number()).put("verdict", terms.base().verdict().name());
    o.set("author", hands.json(proposed, demo));
    out.append("\n    written by ").append(hands.who(proposed, demo)).append(", ");
    out.append(proposed.statement().at()).append(", log entry ");
    out.append(proposed.statement().number()).append(": ").append(terms.reason());
    out.append("\n    scope: venue ").append(terms.bounds().venue()).append(", desk ");
    out.append(terms.bounds().desk()).append(", ").append(terms.bounds().from()).append(" to ");
    out.append(terms.bounds().until()).append("; ");
    out.append(
        terms.base().number() == 0
            ? "compared with nothing"
            : terms.base().verdict() + " compared with proposal " + terms.base().number());
    ArrayNode all = o.putArray("approvals");
    for (Signed a : approvals) {
      Approval seen = Approval.of(a.statement());
      out.append("\n    approved by ").append(hands.who(a, demo)).append(", ");
      out.append(a.statement().at()).append(", log entry ").append(a.statement().number());
      out.append(", who saw page ").append(demo ? "none: demo" : seen.page().hex());
      ObjectNode one = hands.json(a, demo).put("page", demo ? null : seen.page().hex());
      all.add(one.put("fits", seen.fits(proposed)));
      out.append(seen.fits(proposed) ? "" : "; IT APPROVES SOMETHING ELSE");
    }
  }

  /// The certificate beside the run, if it is about these packs.
  private boolean certificate(InForce.Packs packs, ObjectNode o) throws IOException {
    RunFolder run = record.run();
    if (!Files.exists(run.certificate())) {
      return false;
    }
    Certificate c;
    try {
      c = Certificate.parse(Files.readAllBytes(run.certificate()));
    } catch (ReleaseException e) {
      out.append("\n  the certificate beside the run cannot be read: ").append(e.getMessage());
      return false;
    }
    if (!about(c.terms(), packs)) {
      return false;
    }
    out.append("\n  certificate ").append(c.digest().hex()).append(", beside the run");
    ObjectNode beside = o.putObject("certificate").put("digest", c.digest().hex());
    ArrayNode grants = beside.putArray("grants");
    boolean genuine = true;
    boolean approved = false;
    TreeSet<String> strangers = new TreeSet<>();
    for (Grant g : c.grants()) {
      grant(g.proposal(), g.approvals(), g.terms(), grants.addObject());
      List<Signed> all = new ArrayList<>(g.approvals());
      all.addFirst(g.proposal());
      genuine &= all.stream().allMatch(Signed::genuine);
      approved |= g.approvals().stream().anyMatch(a -> approves(a, g.proposal()));
      boolean demo = Hands.demo(g.terms());
      all.stream()
          .map(s -> hands.stranger(s, demo))
          .filter(Objects::nonNull)
          .forEach(strangers::add);
    }
    beside.put("genuine", genuine).put("known", house == null ? null : strangers.isEmpty());
    ArrayNode who = beside.putArray("strangers");
    strangers.forEach(who::add);
    if (!strangers.isEmpty()) {
      unknown = true;
      out.append("\n  THE CERTIFICATE IS SIGNED BY OTHERS THAN THE PEOPLE OF THE RELEASE LOG: ");
      out.append(String.join("; ", strangers));
      out.append("\n  Maybe it is of another house; name that one's log with --releases");
    }
    return genuine && approved && strangers.isEmpty();
  }

  private static boolean approves(Signed approval, Signed proposal) {
    return Approval.of(approval.statement()).fits(proposal)
        && !approval.statement().by().equals(proposal.statement().by());
  }
}
