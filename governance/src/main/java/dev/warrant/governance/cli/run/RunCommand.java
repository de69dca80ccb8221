package dev.warrant.governance.cli.run;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.Licence;
import dev.warrant.execution.desk.LiveConfig;
import dev.warrant.execution.desk.RestrictedLists;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.Successor;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.governance.cli.common.Spans;
import dev.warrant.governance.cli.common.Summary;
import dev.warrant.governance.release.Certificates;
import dev.warrant.governance.release.DemoLists;
import dev.warrant.governance.release.RestrictedFile;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.seam.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A desk on a venue in another process.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Run a desk on the simulated venue of ./warrant venue, or as a configuration says.",
      "Started again on the same --run folder it recovers: same packs, next epoch, and no order"
          + " raises risk before ledger and venue agree.",
      "At the simulator its guards are let in by demo signatures; with --releases, and at any other"
          + " venue, by the certificate of what is live there.",
      "The keys of a configuration are explained in docs/examples/desk.yaml."
    })
public final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration (default: simulated venue on port 8790)")
  private @Nullable Path file;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "run folder, new or to be recovered (default: runs/<id>)")
  private @Nullable Path into;

  @Option(
      names = "--seconds",
      description = "how long; 0 until interrupted (default: ${DEFAULT-VALUE})",
      defaultValue = "0")
  private long seconds;

  @Option(
      names = "--restricted",
      paramLabel = "FILE",
      description =
          "restricted list of the day (default: restricted.txt in the release folder; at the"
              + " simulator without one, a demo list that names nothing)")
  private @Nullable Path restricted;

  @Mixin private HouseOptions house = new HouseOptions();

  @Option(names = "--no-watchdog", description = "leave the watchdog process out")
  private boolean noWatchdog;

  @Override
  public Integer call() throws IOException {
    Spans.seconds(seconds);
    RunConfig config = file == null ? RunConfig.standard() : RunConfig.read(file);
    AccountKeys keys = AccountKeys.of(config);
    boolean simulated = config.local() && keys.demo();
    if (!simulated) {
      needHouse(config);
    }
    RunFolder folder =
        into == null
            ? Runs.create("run", Clock.system().nanos())
            : RunFolder.make(into.toAbsolutePath().normalize());
    DeskRules rules = Packs.adopt(folder, config.policy(), config.strategy());
    if (!simulated || house.named()) {
      new LiveSuccessor(house::open, folder).settle();
      rules = Packs.of(folder);
    }
    Packs.keep(folder, rules);
    boolean json = house.json();
    LiveConfig live =
        new LiveConfig(
            config.desk(),
            config.rest(),
            config.streams(),
            keys.key(),
            keys.secret(),
            Packs.policy(folder),
            folder.strategy(),
            Packs.cache(),
            config.seed());
    String what = "run at " + config.rest() + (config.local() ? "" : ", WITH REAL MONEY");
    Summary summary =
        new Session(
                folder,
                live,
                rules,
                licence(folder, rules, simulated),
                restricted(folder, simulated),
                successor(folder, simulated),
                new Session.Plan(what, seconds, json, !noWatchdog))
            .run();
    if (json) {
      System.out.println(summary.json());
    }
    return 0;
  }

  /// Before anything is opened: who has no release folder, or nothing live in it, is told so.
  private void needHouse(RunConfig config) throws IOException {
    try {
      Certificates.live(house.open(), HouseOptions.now());
    } catch (ReleaseException e) {
      throw new IllegalArgumentException(
          "no desk starts at "
              + config.rest()
              + " without the certificate of a live release, and demo signatures count at the"
              + " simulator only: "
              + e.getMessage(),
          e);
    }
  }

  /// At the simulator a demo person signs a list, unless a house or a list is named.
  private RestrictedLists restricted(RunFolder folder, boolean simulated) throws IOException {
    Path named = restricted;
    if (simulated && !house.named() && named == null) {
      return new DemoLists(folder.restricted(), Clock.system());
    }
    return new RestrictedFile(
        named == null ? house.folder().resolve(RestrictedFile.NAME) : named,
        () -> house.open().roster(),
        simulated,
        folder.restricted());
  }

  private Successor successor(RunFolder folder, boolean simulated) {
    return simulated && !house.named() ? Successor.NONE : new LiveSuccessor(house::open, folder);
  }

  /// At the simulator demo signatures will do, unless a house is named; anywhere else a desk starts
  /// under the certificate of what is live in a house, and under nothing else.
  private Licence licence(RunFolder folder, DeskRules rules, boolean simulated) {
    if (simulated && !house.named()) {
      return StartLicence.demo(rules, Packs.proofs(), folder.certificate());
    }
    return StartLicence.house(
        house::open,
        simulated ? Terms.Bounds.SIMULATED : StartLicence.VENUE,
        rules,
        simulated ? Packs.proofs() : null,
        folder.certificate());
  }
}
