package dev.warrant.governance.cli.run;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.Licence;
import dev.warrant.execution.desk.LiveConfig;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.LiveParts;
import dev.warrant.execution.desk.RestrictedLists;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.Successor;
import dev.warrant.governance.audit.reconcile.AskedVenue;
import dev.warrant.governance.audit.reconcile.Keeping;
import dev.warrant.governance.cli.common.RunLogs;
import dev.warrant.governance.cli.common.Summary;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.reasoning.diagnose.Diagnostician;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One live desk from start to end, with its screen and its watchdog; `demo` and `run` differ only
/// in what they hand in. Ends after its time or when asked to by a signal, and in order either way.
final class Session {
  private static final long SECOND = 1_000_000_000L;
  private static final long ENGINES_SECONDS = 120;
  private static final long END_SECONDS = 30;

  /// How long the venue may take to tell its lists when a desk has ended.
  private static final long LISTS_SECONDS = 10;

  /// How long at the end of a day.
  private static final long NIGHT_SECONDS = 900;

  /// How to run.
  ///
  /// @param what one line about the run, for screen and report
  /// @param seconds how long; 0 until a signal ends it
  /// @param plain no redrawn screen
  /// @param watchdog whether a watchdog process watches
  record Plan(String what, long seconds, boolean plain, boolean watchdog) {}

  private final RunFolder folder;
  private final LiveConfig config;
  private final DeskRules rules;
  private final Licence licence;
  private final RestrictedLists restricted;
  private final Successor successor;
  private final Plan plan;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean stop;

  /// @param rules the packs that `config` names
  Session(
      RunFolder folder,
      LiveConfig config,
      DeskRules rules,
      Licence licence,
      RestrictedLists restricted,
      Successor successor,
      Plan plan) {
    this.folder = folder;
    this.config = config;
    this.rules = rules;
    this.licence = licence;
    this.restricted = restricted;
    this.successor = successor;
    this.plan = plan;
  }

  /// Runs, and leaves `summary.json`, `timings.json`, the page and the tables in the run's folder.
  Summary run() throws IOException {
    diagnosable();
    Thread hook = new Thread(this::asked, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Summary summary = trade();
      summary.save(folder);
      Timings.of(summary.latencies()).save(folder);
      RunReport.after(folder);
      Closing.days(folder, new AskedVenue(config, LISTS_SECONDS), Keeping.MACHINE);
      System.err.print(Endings.of(folder, summary));
      return summary;
    } finally {
      over.countDown();
      if (!stop) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  /// Diagnosis rules that the watchdog could not use stop the start, with or without a watchdog: a
  /// desk nobody can watch is not to trade first. Loaded here once and thrown away.
  private void diagnosable() {
    new Diagnostician(rules.policy().diagnosis()).close();
  }

  /// A signal came: have the session end, and wait for it.
  private void asked() {
    stop = true;
    try {
      over.await(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// How a desk stood when its time was over.
  private record Stood(Mode mode, double seconds, String fault) {}

  private Summary trade() throws IOException {
    LiveDesk desk =
        LiveDesk.start(
            config,
            folder,
            rules,
            LiveParts.of(rules, config, licence)
                .restricted(restricted)
                .successor(successor)
                .evidence(RunLogs::keep)
                .told(System.err::println));
    Stood stood;
    try (desk) {
      stood = watch(desk);
    }
    return summary(desk, stood);
  }

  private Stood watch(LiveDesk desk) throws IOException {
    // Before the engines open, which takes seconds: a recovered desk may have orders resting.
    KillSignal.arm(desk.killPath());
    if (!desk.awaitReasoning(ENGINES_SECONDS)) {
      throw new IllegalStateException("the engines did not open: " + desk.fault());
    }
    Recovered.tell(desk);
    long began = Clock.system().nanos();
    try (Nightly nightly = Closing.nightly(folder, new AskedVenue(config, NIGHT_SECONDS), began);
        Guardian guardian = plan.watchdog() ? Guardian.over(folder, desk::command) : null) {
      show(desk, guardian, nightly, began);
    }
    DeskView last = desk.view();
    double ran = (Clock.system().nanos() - began) / 1e9;
    return new Stood(last == null ? Mode.NORMAL : last.mode(), ran, desk.fault());
  }

  private void show(LiveDesk desk, @Nullable Guardian guardian, Nightly nightly, long began)
      throws IOException {
    LiveScreen screen = new LiveScreen(plan.what(), plan.plain());
    long end = plan.seconds() == 0 ? Long.MAX_VALUE : began + plan.seconds() * SECOND;
    for (long now = began; now < end && !stop; now = Clock.system().nanos()) {
      screen.show(desk, (now - began) / SECOND);
      if (guardian != null) {
        guardian.check();
      }
      nightly.look(now);
      LockSupport.parkNanos(SECOND / 4);
    }
    screen.end();
  }

  private Summary summary(LiveDesk desk, Stood stood) {
    DeskView view = Objects.requireNonNull(desk.view(), "the desk never started");
    return new Summary(
        folder.id(),
        plan.what(),
        config.seed(),
        desk.counters(),
        view,
        stood.mode(),
        desk.latencies(),
        desk.roots(),
        new Summary.Written(desk.journalBytes(), desk.sessionBytes(), desk.sessionNanos() / 1e9),
        stood.seconds(),
        desk.admissions().certified(),
        stood.fault());
  }
}
