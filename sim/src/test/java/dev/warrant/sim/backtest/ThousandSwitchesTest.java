package dev.warrant.sim.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.DeferredDeliberation;
import dev.warrant.execution.desk.Desk;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskParts;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.Guards;
import dev.warrant.execution.desk.JournalRecorder;
import dev.warrant.execution.desk.Latencies;
import dev.warrant.execution.desk.Version;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.RootJournal;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.sim.wire.Instruments;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A desk that is switched a thousand times, each time to a policy it has never seen, is no larger
/// in the end: guards are dropped with their classes.
class ThousandSwitchesTest {
  private static final int WARM = 100;
  private static final int SWITCHES = 1_000;
  private static final int CLASSES_MARGIN = 60;
  private static final long BYTES_MARGIN = 8L << 20;

  @TempDir private Path folder = Path.of("");

  /// Classes loaded, bytes of heap, and bytes of class data and code, after collection.
  private record Size(int classes, long heap, long code) {
    static Size now() {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      long code = 0;
      for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
        if (pool.getType() == MemoryType.NON_HEAP && pool.getName().contains("pace")) {
          code += pool.getUsage().getUsed();
        }
      }
      return new Size(
          ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          code);
    }
  }

  private final TreeSet<Digest> seen = new TreeSet<>();
  private Digest inForce = House.RULES.policy().digest();
  private long seq = 1;

  @Test
  void aThousandPoliciesLeaveNoClassAndNoByteBehind() throws IOException {
    copy(House.PACKS.resolve("house-policy"), folder.resolve("policy"));
    Path limits = folder.resolve("policy/limits/1-position.yaml");
    String text = Files.readString(limits);
    Deliberator engines = House.deliberator(House.stages());
    RootJournal journal = new RootJournal();
    DeskRules[] next = {House.RULES};
    DeskParts parts =
        DeskParts.silent(
                DeskConfig.standard(),
                House.RULES,
                new DeferredDeliberation(engines, new Latencies(), _ -> {}),
                new JournalRecorder(journal, new TraceRoot(), _ -> {}))
            .with((DeskEvent.Switched _) -> Version.silent(next[0], () -> engines));
    try (Desk desk = new Desk(parts)) {
      DeskEvent.Started started =
          House.RULES.started(1, 0, 1, Instruments.standard(), DeskConfig.standard());
      journal.input(Lab.START, started);
      desk.on(seq, Lab.START, started);
      Size before = Size.now();
      for (int i = 0; i < WARM + SWITCHES; i++) {
        if (i == WARM) {
          before = Size.now();
        }
        Files.writeString(
            limits, text.replace("value: \"3000\"", "value: \"" + (2_000 + i) + "\""));
        next[0] = rules();
        take(desk, next[0]);
      }
      Size after = Size.now();
      System.out.println("SWITCHES " + SWITCHES + ": " + before + " -> " + after);
      assertThat(seen).hasSize(WARM + SWITCHES);
      assertThat(after.classes() - before.classes()).isLessThan(CLASSES_MARGIN);
      assertThat(after.heap() - before.heap()).isLessThan(BYTES_MARGIN);
      assertThat(after.code() - before.code()).isLessThan(BYTES_MARGIN);
    }
  }

  private DeskRules rules() {
    var policy = PolicyPacks.load(folder.resolve("policy"));
    DeskRules house = House.RULES;
    return new DeskRules(policy, house.strategy(), house.model(), Guards.of(policy));
  }

  private void take(Desk desk, DeskRules rules) {
    Digest policy = rules.policy().digest();
    seen.add(policy);
    seq++;
    desk.on(
        seq,
        Lab.START + seq,
        new DeskEvent.Switched(
            policy, rules.strategy().digest(), rules.modelDigest(), inForce, "a test"));
    inForce = policy;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path p : all.toList()) {
        Files.copy(p, to.resolve(from.relativize(p).toString()));
      }
    }
  }
}
