package dev.warrant.governance.cli.run;

import dev.warrant.execution.venue.binance.Secret;
import dev.warrant.sim.backtest.SimVenue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose account a desk trades: from a key file, else from the environment, else the simulator's.
///
/// @param demo whether these are the simulator's keys, which everybody knows
record AccountKeys(String key, Secret secret, boolean demo) {
  private static final List<PosixFilePermission> OTHERS =
      List.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /// The keys of a configuration.
  ///
  /// @throws IllegalArgumentException if the key file is open to others or lacks a line, or if the
  ///   simulator's keys would go to another venue
  static AccountKeys of(RunConfig config) throws IOException {
    Path file = config.keyFile();
    AccountKeys keys = file == null ? environment() : read(file);
    if (keys.demo && !config.local()) {
      throw new IllegalArgumentException(
          "the keys of the simulated venue would go to "
              + config.rest()
              + "\nMaybe give account.keyFile, or WARRANT_KEY and WARRANT_SECRET");
    }
    return keys;
  }

  private static AccountKeys environment() {
    String key = System.getenv("WARRANT_KEY");
    String secret = System.getenv("WARRANT_SECRET");
    if (key == null && secret == null) {
      return new AccountKeys(SimVenue.API_KEY, new Secret(SimVenue.SECRET), true);
    }
    if (key == null || secret == null) {
      throw new IllegalArgumentException(
          "expected both WARRANT_KEY and WARRANT_SECRET in the environment, found one");
    }
    return new AccountKeys(key, new Secret(secret), key.equals(SimVenue.API_KEY));
  }

  private static AccountKeys read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("no key file " + file);
    }
    for (PosixFilePermission p : OTHERS) {
      if (Files.getPosixFilePermissions(file).contains(p)) {
        throw new IllegalArgumentException(
            "the key file " + file + " is open to others\nMaybe chmod 600 " + file);
      }
    }
    List<String> lines = Files.readAllLines(file);
    String key = line(file, lines, "key");
    String secret = line(file, lines, "secret");
    return new AccountKeys(key, new Secret(secret), key.equals(SimVenue.API_KEY));
  }

  private static String line(Path file, List<String> lines, String name) {
    @Nullable String found = null;
    for (String line : lines) {
      if (line.startsWith(name + "=") && line.length() > name.length() + 1) {
        found = line.substring(name.length() + 1).strip();
      }
    }
    if (found == null) {
      throw new IllegalArgumentException(
          "the key file " + file + " has no line that starts with " + name + "=");
    }
    return found;
  }
}
