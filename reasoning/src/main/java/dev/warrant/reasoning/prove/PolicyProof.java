package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Proves that a guard's class bytes do what the limits of a policy say: for every slot vector and
/// every presence bit they return the first limit's number, or the first measure that cannot be
/// read, exactly as the limits' first reading has it, and no arithmetic overflows.
///
/// A slot vector is an array of at least [Layout#LENGTH] words; that it is none shorter is up to
/// whoever asks the guard.
///
/// The bytes must be the ones the JVM was given. They are read by code that shares nothing with
/// what wrote them; what it does not know it refuses ([Refusal]).
public final class PolicyProof {
  /// Fuel of one script; the house's dearest takes a hundredth.
  public static final long FUEL = 200_000_000;

  private final ProofCache cache;
  private final Scripts solver;

  /// A prover that remembers what it proved.
  public PolicyProof(ProofCache cache) {
    this(cache, FUEL);
  }

  /// @param fuel what one script may cost; running out is no proof
  public PolicyProof(ProofCache cache, long fuel) {
    this.cache = cache;
    this.solver = new Scripts(fuel);
  }

  /// Proves the guard of orders under warrants.
  ///
  /// @throws Refusal if the bytes hold anything that is not taken for a guard's code
  public static GuardProof entry(PolicyPack pack, byte[] guardBytes) {
    return new PolicyProof(new ProofCache()).prove(GuardClaim.entry(pack), guardBytes);
  }

  /// Proves the guard of exits.
  ///
  /// @throws Refusal if the bytes hold anything that is not taken for a guard's code
  public static GuardProof exit(PolicyPack pack, byte[] guardBytes) {
    return new PolicyProof(new ProofCache()).prove(GuardClaim.exit(pack), guardBytes);
  }

  /// The obligations of a guard, as they are proved and exported.
  ///
  /// @throws Refusal if the bytes hold anything that is not taken for a guard's code
  public static List<Obligation> obligations(GuardClaim claim, byte[] guardBytes) {
    Terms t = new Terms();
    GuardClass guard = GuardClass.read(guardBytes);
    return GuardObligations.of(t, claim, GuardParts.of(t, guard, claim.limits().size()));
  }

  /// Proves what `claim` says of the bytes. If it fails part by part, the guard is tried as a
  /// whole, which either proves it or gives slots on which code and limits differ.
  ///
  /// @throws Refusal if the bytes hold anything that is not taken for a guard's code
  public GuardProof prove(GuardClaim claim, byte[] guardBytes) {
    long start = Stopwatch.ticks();
    GuardClass guard = GuardClass.read(guardBytes);
    Terms t = new Terms();
    int limits = claim.limits().size();
    Attempt last = new Attempt(claim, t, GuardParts.of(t, guard, limits));
    if (!last.all("") && !last.aboutStated()) {
      String hint = last.subject();
      Terms u = new Terms();
      Attempt whole = new Attempt(claim, u, GuardParts.whole(u, guard, limits));
      if (!whole.all(hint)) {
        whole.overflown(guard);
      }
      last = whole;
    }
    return new GuardProof(
        claim.guard(),
        Digest.sha256(guardBytes),
        claim.pack(),
        last.answers,
        last.counterexample,
        last.cached,
        Stopwatch.ticks() - start);
  }

  /// One try to prove all obligations.
  private final class Attempt {
    private final GuardClaim claim;
    private final GuardParts code;
    private final List<Obligation> obligations;
    private final List<GuardProof.Answered> answers = new ArrayList<>();
    private Optional<Counterexample> counterexample = Optional.empty();
    private int cached;

    Attempt(GuardClaim claim, Terms t, GuardParts code) {
      this.claim = claim;
      this.code = code;
      this.obligations = GuardObligations.of(t, claim, code);
    }

    /// Asks until something does not hold, and first what is about `hint`.
    ///
    /// @return whether everything holds
    boolean all(String hint) {
      List<Obligation> order = new ArrayList<>(obligations);
      order.sort(Comparator.comparing(o -> !subject(o.id()).equals(hint)));
      for (Obligation obligation : order) {
        GuardProof.Answered answer = one(obligation);
        answers.add(answer);
        if (!answer.holds()) {
          return false;
        }
      }
      answers.sort(Comparator.comparingInt(a -> place(a.id())));
      return true;
    }

    private int place(String id) {
      for (int i = 0; i < obligations.size(); i++) {
        if (obligations.get(i).id().equals(id)) {
          return i;
        }
      }
      return -1;
    }

    /// What the last question was about: a limit, or something all limits share.
    String subject() {
      return answers.isEmpty() ? "" : subject(answers.getLast().id());
    }

    /// Whether the last question was not about the code, but about what the journal will state.
    boolean aboutStated() {
      String id = answers.getLast().id();
      return obligations.stream().anyMatch(o -> o.id().equals(id) && StatedObligations.is(o));
    }

    private String subject(String id) {
      String[] parts = id.split("\\.", 4);
      return parts[parts.length - 1];
    }

    /// Looks for slots on which an overflow has consequences.
    void overflown(GuardClass guard) {
      if (counterexample.isPresent() || !subject().equals("overflow")) {
        return;
      }
      Terms t = new Terms();
      Obligation wrapping = GuardObligations.wrapping(t, claim, guard);
      found(wrapping.id(), solver.ask(wrapping.text()));
    }

    private void found(String id, Scripts.Answer answer) {
      if (answer.verdict() == Verdict.SAT) {
        Term result = code.parts().getFirst().result();
        counterexample =
            Optional.of(Counterexample.of(id, claim, result, answer)).filter(Counterexample::real);
      }
    }

    private GuardProof.Answered one(Obligation obligation) {
      String text = obligation.text();
      String other = obligation.twin();
      Digest digest = Digest.sha256(text + other);
      Optional<GuardProof.Answered> before = cache.find(obligation, digest);
      if (before.isPresent()) {
        cached++;
        return before.get();
      }
      Scripts.Answer main = solver.ask(text);
      if (code.whole() && !StatedObligations.is(obligation)) {
        found(obligation.id(), main);
      }
      Verdict twin = Verdict.UNKNOWN;
      long fuel = main.fuel();
      if (main.verdict() == Verdict.UNSAT) {
        Scripts.Answer witness = solver.ask(other);
        twin = witness.verdict();
        fuel += witness.fuel();
      }
      GuardProof.Answered out =
          new GuardProof.Answered(
              obligation.id(), obligation.says(), digest, main.verdict(), twin, fuel);
      cache.keep(out);
      return out;
    }
  }
}
