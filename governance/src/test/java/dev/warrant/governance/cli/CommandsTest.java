package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class CommandsTest {
  @Test
  void everyCommandIsCalledAsItCallsItself() {
    for (String name : Commands.NAMES) {
      Command says = Commands.named(name).getAnnotation(Command.class);
      assertThat(says).as(name).isNotNull();
      assertThat(says.name()).isEqualTo(name);
    }
  }

  @Test
  void aCommandMadeAloneIsTheOneAmongAll() {
    CommandLine all = Main.commandLine();
    assertThat(all.getSubcommands().keySet()).containsExactlyElementsOf(Commands.NAMES);
    for (String name : Commands.NAMES) {
      CommandLine alone = Main.commandLine(name);
      assertThat(alone.getSubcommands().keySet()).containsExactly(name);
      assertThat(help(alone, name)).isEqualTo(help(all, name));
    }
  }

  @Test
  void whatIsNoCommandIsHeldAgainstAll() {
    CommandLine line = Main.commandLine("--help");
    assertThat(line.getSubcommands().keySet()).containsExactlyElementsOf(Commands.NAMES);
    assertThat(Main.commandLine("wy").getSubcommands()).hasSameSizeAs(line.getSubcommands());
  }

  private static String help(CommandLine line, String name) {
    CommandLine command = line.getSubcommands().get(name);
    return command == null ? "" : command.getUsageMessage();
  }
}
