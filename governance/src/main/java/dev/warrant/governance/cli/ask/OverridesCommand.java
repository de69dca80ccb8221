package dev.warrant.governance.cli.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Overrides;
import dev.warrant.governance.audit.Told;
import dev.warrant.governance.release.House;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// Who let a desk do more.
@Command(
    name = "overrides",
    mixinStandardHelpOptions = true,
    description = {
      "Every override, resume, release, thaw and switch: who, why, who was the second person, what",
      "for, until when, and what followed. From the run's inputs and from the release log."
    })
public final class OverridesCommand extends HouseQuestion {
  @Override
  Told about(RunFolder run, @Nullable House house) {
    return Overrides.of(run, house, whole());
  }
}
