package dev.warrant.execution.desk.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.guard.Guard;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.prove.Counterexample;
import dev.warrant.reasoning.prove.GuardClaim;
import dev.warrant.reasoning.prove.GuardProof;
import dev.warrant.reasoning.prove.Layout;
import dev.warrant.reasoning.prove.Obligation;
import dev.warrant.reasoning.prove.PolicyProof;
import dev.warrant.reasoning.prove.ProofCache;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The guards the house ships, proved; and what happens when they are touched.
class HouseProofTest {
  private static final PolicyPack PACK =
      PolicyPacks.load(
          Path.of(System.getProperty("warrant.root", ".")).resolve("rules/packs/house-policy"));

  @Test
  void bothGuardsOfTheHouseAreProvedAndEveryClaimHasACase() {
    for (int warm = 0; warm < 2; warm++) {
      long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      GuardProof entry = PolicyProof.entry(PACK, GuardCompiler.compile(PACK).classBytes());
      GuardProof exit = PolicyProof.exit(PACK, GuardCompiler.compileExit(PACK).classBytes());
      cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
      for (GuardProof proof : List.of(entry, exit)) {
        assertThat(proof.open()).isEmpty();
        assertThat(proof.empty()).isEmpty();
        assertThat(proof.proved()).isTrue();
      }
      System.out.printf(
          "PROOF %d + %d obligations, fuel %d, %d ms, of which this thread worked %d ms%n",
          entry.answers().size(),
          exit.answers().size(),
          entry.fuel() + exit.fuel(),
          (entry.nanos() + exit.nanos()) / 1_000_000,
          cpu / 1_000_000);
    }
  }

  @Test
  void theProofNamesTheBytesTheJvmWasGivenAndItsDigestLeavesTimeOut() {
    CompiledGuard guard = GuardCompiler.compile(PACK);
    GuardProof proof = PolicyProof.entry(PACK, guard.classBytes());
    assertThat(proof.guardDigest()).isEqualTo(guard.digest());
    assertThat(proof.packDigest()).isEqualTo(PACK.digest());
    GuardProof again = PolicyProof.entry(PACK, guard.classBytes());
    assertThat(again.digest()).isEqualTo(proof.digest()).isNotEqualTo(Digest.ZERO);
  }

  @Test
  void whatIsClaimedIsWhatTheGuardAsksAndWhereItLooks() {
    List<Limit> entry = GuardClaim.entry(PACK).limits();
    List<Limit> exit = GuardClaim.exit(PACK).limits();
    assertThat(entry)
        .usingElementComparator(HouseProofTest::meaning)
        .containsExactlyElementsOf(GuardCompiler.compile(PACK).limits());
    assertThat(exit)
        .usingElementComparator(HouseProofTest::meaning)
        .containsExactlyElementsOf(GuardCompiler.compileExit(PACK).limits());
    for (MeasureId id : MeasureId.values()) {
      assertThat(Layout.index(id)).isEqualTo(MeasureBoard.slot(id));
    }
    assertThat(Layout.HEADER).isEqualTo(MeasureBoard.HEADER);
  }

  private static int meaning(Limit a, Limit b) {
    boolean same =
        a.number() == b.number()
            && a.id().equals(b.id())
            && a.binds() == b.binds()
            && a.when().equals(b.when())
            && a.require().equals(b.require());
    return same ? 0 : 1;
  }

  @Test
  void afterOneLimitIsEditedOnlyItsPartIsProvedAgain() {
    PolicyProof prover = new PolicyProof(new ProofCache());
    GuardProof first = prover.prove(GuardClaim.entry(PACK), bytes(PACK));
    PolicyPack edited = edited("max-volume", 5_000);
    GuardProof second = prover.prove(GuardClaim.entry(edited), bytes(edited));
    System.out.println(
        "EDITED " + second.cached() + " of " + second.answers().size() + " answers known");
    assertThat(first.cached()).isZero();
    assertThat(second.proved()).isTrue();
    assertThat(second.cached()).isGreaterThan(second.answers().size() * 3 / 4);
    GuardProof fresh = PolicyProof.entry(edited, bytes(edited));
    assertThat(second.digest()).isEqualTo(fresh.digest());
  }

  @Test
  void aGuardOfAnotherPolicyIsRefuted() {
    GuardProof proof = PolicyProof.entry(edited("max-volume", 5_000), bytes(PACK));
    assertThat(proof.proved()).isFalse();
    Counterexample c = proof.counterexample().orElseThrow();
    assertThat(c.slots().get(Layout.index(MeasureId.ORDER_LOTS))).isBetween(5_001L, 6_000L);
    assertThat(GuardCompiler.compile(PACK).guard().check(c.vector())).isEqualTo(c.found());
  }

  @Test
  void obligationsAreExportedAsTheyAreProved() {
    List<Obligation> all = PolicyProof.obligations(GuardClaim.entry(PACK), bytes(PACK));
    GuardProof proof = PolicyProof.entry(PACK, bytes(PACK));
    assertThat(all.stream().map(Obligation::digest).toList())
        .isEqualTo(proof.answers().stream().map(GuardProof.Answered::digest).toList());
    assertThat(all.stream().map(Obligation::id).toList()).doesNotHaveDuplicates();
    Obligation max =
        all.stream().filter(o -> o.id().endsWith("max-value")).findFirst().orElseThrow();
    assertThat(max.text())
        .contains("; refuses: max-value: order.notional <= max; max = 150000000; binds all")
        .contains("(set-info :status unsat)", ":named limit.max-value", "(check-sat)");
    assertThat(max.twin()).contains("(set-info :status sat)");
  }

  /// Every second one down, the others up; with `-Dwarrant.constants=both` each both ways.
  @Test
  void everyLongConstantMovedByOneIsRefuted() {
    List<String> harmless = new ArrayList<>();
    int refuted = moved(GuardClaim.entry(PACK), bytes(PACK), harmless);
    byte[] exit = GuardCompiler.compileExit(PACK).classBytes();
    refuted += moved(GuardClaim.exit(PACK), exit, harmless);
    System.out.println("MOVED " + refuted + " constants refuted; harmless " + harmless);
    // The lowest bit stands for a measure no limit reads. A mask that asks for it too only sends
    // orders the careful way, or stands where something is known to be absent anyway.
    assertThat(harmless).hasSizeLessThan(10).allMatch(name -> name.endsWith(" moved by 1"));
    assertThat(refuted).isGreaterThan(90);
  }

  private static int moved(GuardClaim claim, byte[] bytes, List<String> harmless) {
    PolicyProof prover = new PolicyProof(new ProofCache());
    assertThat(prover.prove(claim, bytes).proved()).isTrue();
    boolean both = System.getProperty("warrant.constants", "").equals("both");
    int refuted = 0;
    int n = 0;
    for (int at : longs(bytes)) {
      int direction = n++ % 2 == 0 ? -1 : 1;
      for (int by : both ? new int[] {-1, 1} : new int[] {direction}) {
        refuted += moved(prover, claim, bytes, at, by, harmless);
      }
    }
    return refuted;
  }

  private static int moved(
      PolicyProof prover, GuardClaim claim, byte[] bytes, int at, int by, List<String> harmless) {
    byte[] other = bytes.clone();
    ByteBuffer in = ByteBuffer.wrap(other);
    String where = claim.guard() + " " + in.getLong(at) + " moved by " + by;
    in.putLong(at, in.getLong(at) + by);
    GuardProof proof = prover.prove(claim, other);
    if (proof.proved()) {
      harmless.add(where);
      return 0;
    }
    Counterexample c = proof.counterexample().orElseThrow(() -> new AssertionError(where));
    int found = Compiled.running(other, Guard.class).check(c.vector());
    assertThat(found).as(where).isEqualTo(c.found()).isNotEqualTo(c.expected());
    assertThat(Readings.code(claim, c.vector())).as(where).isEqualTo(c.expected());
    return 1;
  }

  /// Where the constant pool holds the values of longs.
  private static List<Integer> longs(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    List<Integer> out = new ArrayList<>();
    int count = in.getShort(8);
    int at = 10;
    for (int n = 1; n < count; n++) {
      int tag = in.get(at);
      switch (tag) {
        case 1 -> at += 3 + (in.getShort(at + 1) & 0xFFFF);
        case 5 -> {
          out.add(at + 1);
          at += 9;
          n++;
        }
        case 7, 8 -> at += 3;
        case 3, 4, 9, 10, 11, 12 -> at += 5;
        default -> throw new IllegalStateException("constant of kind " + tag);
      }
    }
    return out;
  }

  private static byte[] bytes(PolicyPack pack) {
    return GuardCompiler.compile(pack).classBytes();
  }

  /// The house policy with another number on the right of one limit.
  private static PolicyPack edited(String id, long bound) {
    List<Limit> limits = new ArrayList<>();
    for (Limit l : PACK.limits()) {
      Cond.Compare r = l.require();
      Cond.Compare require =
          l.id().equals(id) ? new Cond.Compare(r.op(), r.left(), new Expr.Num(bound, 1)) : r;
      limits.add(
          new Limit(
              l.number(),
              l.id(),
              l.layer(),
              l.binds(),
              l.says(),
              l.shown(),
              l.text(),
              l.when(),
              require,
              l.parameters(),
              l.tables(),
              l.owner(),
              l.file()));
    }
    return new PolicyPack(PACK.name(), PACK.version(), PACK.digest(), PACK.measures(), limits);
  }
}
