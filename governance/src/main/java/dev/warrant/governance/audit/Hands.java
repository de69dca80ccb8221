package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.governance.people.PersonLine;
import dev.warrant.governance.release.DemoHouse;
import dev.warrant.governance.release.House;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Terms;
import org.jspecify.annotations.Nullable;

/// Who signed a statement: name, roles, key, and what that key is worth.
///
/// @param house whose log says who holds a key; null if none is known
record Hands(@Nullable House house) {
  /// Whether terms were signed by keys that a machine made for one start; such terms hold at the
  /// simulated venue only.
  static boolean demo(Terms terms) {
    return terms.reason().equals(DemoHouse.SAYS)
        && terms.bounds().venue().equals(Terms.Bounds.SIMULATED);
  }

  /// Why this signature is not that of the person it names, by the roster of the house; null if it
  /// is, if it is a demo's, or if there is no roster to ask.
  @Nullable String stranger(Signed s, boolean demo) {
    if (demo || house == null) {
      return null;
    }
    Roster.Holder holder = holder(s);
    if (holder == null) {
      return "nobody known here holds the key that signed for " + s.statement().by();
    }
    if (!holder.person().name().equals(s.statement().by())) {
      return s.statement().by() + " was signed for with a key of " + holder.person().name();
    }
    var revoked = holder.held().revoked();
    return revoked == null || s.statement().at().isBefore(revoked.at())
        ? null
        : s.statement().by() + " signed with a key that was revoked " + revoked.at();
  }

  /// `anna (risk; key SHA256:…)`, with what is wrong with the key in capitals.
  String who(Signed s, boolean demo) {
    String roles = demo && holder(s) == null ? "risk of a demo house" : roles(s);
    return s.statement().by() + " (" + roles + "; " + key(s, demo) + ")";
  }

  /// The signer's roles as the house has them now.
  String roles(Signed s) {
    Roster.Holder holder = holder(s);
    return holder == null ? "roles not known here" : PersonLine.text(holder.person().roles());
  }

  private String key(Signed s, boolean demo) {
    String key = "key " + s.signature().key().fingerprint();
    if (!s.genuine()) {
      return "SIGNATURE NOT GENUINE, " + key;
    }
    Roster.Holder holder = holder(s);
    if (demo || holder != null && holder.held().demo()) {
      return "DEMO " + key + ", made by a machine";
    }
    if (holder == null) {
      return key + " of nobody known here";
    }
    if (!holder.person().name().equals(s.statement().by())) {
      key += " of " + holder.person().name();
    }
    var revoked = holder.held().revoked();
    return revoked == null ? key : key + ", REVOKED " + revoked.at() + ": " + revoked.why();
  }

  private Roster.@Nullable Holder holder(Signed s) {
    return house == null ? null : house.roster().holder(s.signature().key());
  }

  /// The same as JSON.
  ObjectNode json(Signed s, boolean demo) {
    Roster.Holder holder = holder(s);
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("by", s.statement().by()).put("at", s.statement().at().toString());
    o.put("kind", s.statement().kind()).put("logEntry", s.statement().number());
    o.put("statement", s.digest().hex()).put("roles", holder == null ? null : roles(s));
    o.put("key", s.signature().key().fingerprint()).put("genuine", s.genuine());
    o.put("known", house == null || demo ? null : stranger(s, false) == null);
    o.put("demo", demo || holder != null && holder.held().demo());
    o.put("revoked", holder != null && !holder.held().inForce());
    return o;
  }
}
