package dev.warrant.reasoning.check;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.prove.Example;
import dev.warrant.reasoning.prove.KeptAnswers;
import dev.warrant.reasoning.prove.Obligation;
import dev.warrant.reasoning.prove.PolicyProof;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.reasoning.smt.Verdict;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Asks the solver each script once, and not at all if its answer was kept. What is undecided is
/// never kept. For one thread.
public final class Asker {
  private static final int LINE_MAX = 3500;

  private final Scripts solver;
  private final Optional<KeptAnswers> kept;
  private final TreeMap<Digest, Verdict> here = new TreeMap<>();
  private int asked;
  private int remembered;

  /// @param kept answers of other runs; empty to ask everything anew
  public Asker(Optional<KeptAnswers> kept) {
    this(kept, PolicyProof.FUEL);
  }

  /// @param fuel what one script may cost
  public Asker(Optional<KeptAnswers> kept, long fuel) {
    this.kept = kept;
    this.solver = new Scripts(fuel);
  }

  /// Whether the assertions of `script` can hold together.
  public Verdict verdict(String script) {
    Digest digest = Digest.sha256(script);
    Verdict known = here.get(digest);
    if (known == null) {
      known = read(digest);
      if (known == null) {
        asked++;
        known = solver.ask(script).verdict();
        if (known != Verdict.UNKNOWN) {
          Verdict found = known;
          kept.ifPresent(k -> k.keep(digest, "answer " + found));
        }
      } else {
        remembered++;
      }
      here.put(digest, known);
    }
    return known;
  }

  private @Nullable Verdict read(Digest digest) {
    return kept.flatMap(k -> k.find(digest))
        .filter(line -> line.matches("answer (SAT|UNSAT)"))
        .map(line -> Verdict.valueOf(line.substring(line.indexOf(' ') + 1)))
        .orElse(null);
  }

  /// The same with values for what is unknown; always asked.
  public Scripts.Answer answer(String script) {
    asked++;
    return solver.ask(script);
  }

  /// The same with values for what is unknown, where the assertions can hold together; asked unless
  /// it is known that they cannot.
  public Scripts.Answer example(String script) {
    Digest digest = Digest.sha256(script);
    Verdict known = here.get(digest);
    if (known == null) {
      known = read(digest);
      remembered += known == Verdict.UNSAT ? 1 : 0;
    }
    if (known == Verdict.UNSAT) {
      here.put(digest, known);
      return new Scripts.Answer(known, new TreeMap<>(), new TreeMap<>(), 0, "");
    }
    Scripts.Answer found = answer(script);
    here.put(digest, found.verdict());
    if (found.verdict() == Verdict.UNSAT) {
      kept.ifPresent(k -> k.keep(digest, "answer UNSAT"));
    }
    return found;
  }

  /// Whether the claim of `obligation` fails somewhere. An example kept from another run, for the
  /// same `about`, that still refutes it is read exactly and spares the question.
  ///
  /// @return SAT where it fails
  public Verdict refuted(String about, Obligation obligation) {
    String question = "example " + about;
    boolean before =
        hint(question).flatMap(Example::parse).filter(e -> e.refutes(obligation)).isPresent();
    if (before) {
      remembered++;
      return Verdict.SAT;
    }
    Scripts.Answer answer = example(obligation.text());
    if (answer.verdict() == Verdict.SAT) {
      Example found = Example.of(answer);
      String line = found.line();
      if (line.length() < LINE_MAX && found.refutes(obligation)) {
        hint(question, line);
      }
    }
    return answer.verdict();
  }

  /// A word kept for a question that is no script, such as which limits a theorem cited last.
  /// Whoever uses it checks it, or put all it depends on into the question.
  public Optional<String> hint(String question) {
    return kept.flatMap(k -> k.find(Digest.sha256(question)));
  }

  /// Keeps such a word, one line of Latin text.
  public void hint(String question, String answer) {
    kept.ifPresent(k -> k.keep(Digest.sha256(question), answer));
  }

  /// How many scripts the solver was given.
  public int asked() {
    return asked;
  }

  /// How many answers were found in the folder.
  public int remembered() {
    return remembered;
  }
}
