package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;

/// Something to be proved: that `claim` follows from `assumptions`. [#text] asserts the assumptions
/// and the opposite of the claim and is expected to be `unsat`; [#twin] asserts the assumptions and
/// `witness` and is expected to be `sat`, which shows that nothing is proved from nonsense. Both
/// are SMT-LIB 2.6 without anything of one solver's own, and the solver gets exactly these texts.
///
/// @param id names it and its files: letters, digits, `.`, `-`, `_`
/// @param says what is claimed, as a sentence
/// @param witness what the twin asserts beside the assumptions; may be empty
public record Obligation(
    String id, String says, List<Assertion> assumptions, Term claim, List<Assertion> witness) {
  /// A named assertion.
  ///
  /// @param name such as `limit.` and the limit's id; unique within its obligation, and not the
  ///   name of an unknown or a definition
  /// @param comment for a limit what its author wrote, in FEEL; may be empty
  public record Assertion(String name, String comment, Term what) {}

  public Obligation {
    assumptions = List.copyOf(assumptions);
    witness = List.copyOf(witness);
    if (!id.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException(
          "an obligation's id has letters, digits, dots, dashes: " + id);
    }
  }

  /// An obligation whose twin is its assumptions alone.
  public Obligation(String id, String says, List<Assertion> assumptions, Term claim) {
    this(id, says, assumptions, claim, List.of());
  }

  /// The script that is expected to be `unsat`.
  public String text() {
    StringBuilder out = new StringBuilder();
    List<Term> roots = new ArrayList<>(assumptions.stream().map(Assertion::what).toList());
    roots.add(claim);
    SmtText text = start(out, id, says, "unsat", roots);
    assertions(out, text, assumptions);
    out.append("; the opposite of the claim\n(assert (! (not ");
    text.write(claim);
    return out.append(") :named claim))\n(check-sat)\n").toString();
  }

  /// The script that is expected to be `sat`.
  public String twin() {
    StringBuilder out = new StringBuilder();
    List<Assertion> all = new ArrayList<>(assumptions);
    all.addAll(witness);
    List<Term> roots = all.stream().map(Assertion::what).toList();
    String what = "There is a case of: " + says;
    assertions(out, start(out, id + ".twin", what, "sat", roots), all);
    return out.append("(check-sat)\n").toString();
  }

  /// SHA-256 of [#text] and [#twin], one after the other.
  public Digest digest() {
    return Digest.sha256(text() + twin());
  }

  private static SmtText start(
      StringBuilder out, String id, String says, String expected, List<Term> roots) {
    comment(out, id);
    comment(out, says);
    comment(out, "expected: " + expected);
    out.append("(set-info :smt-lib-version 2.6)\n");
    out.append("(set-logic ").append(SmtText.logic(roots)).append(")\n");
    out.append("(set-info :status ").append(expected).append(")\n");
    return SmtText.declared(out, roots);
  }

  private static void assertions(StringBuilder out, SmtText text, List<Assertion> all) {
    for (Assertion one : all) {
      comment(out, one.comment());
      out.append("(assert (! ");
      text.write(one.what());
      out.append(" :named ").append(SmtText.symbol(one.name())).append("))\n");
    }
  }

  private static void comment(StringBuilder out, String text) {
    text.lines().forEach(line -> out.append("; ").append(line).append('\n'));
  }
}
