package dev.warrant.governance.cli.run;

import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.Yaml;
import dev.warrant.rules.text.YamlReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The configuration of `run`, as in `docs/examples/desk.yaml`. What is left out has its default; a
/// key nobody knows is an error. Every message names file and line.
///
/// @param keyFile where the account's keys lie; null for environment or simulator
record RunConfig(
    String rest,
    String streams,
    @Nullable Path keyFile,
    DeskConfig desk,
    Path policy,
    Path strategy,
    long seed) {
  /// What one must write to trade on a venue that is not on this machine.
  static final String CONSENT = "yes, with my own money";

  private static final String REST = "http://127.0.0.1:8790";
  private static final String STREAMS = "ws://127.0.0.1:8790";
  private static final List<String> KEYS =
      List.of(
          "venue",
          "account",
          "instruments",
          "capital",
          "leverage",
          "packs",
          "deliberateEveryMillis",
          "deadmanMillis",
          "rearmMillis",
          "staleMillis",
          "seed");

  /// Least time between two armings for each instrument: each costs 10 of the 2 400 a minute that
  /// the venue allows an address, and half of these are for other things. Source: Binance USD-M,
  /// `countdownCancelAll` and IP limits.
  private static final long ARMING_MILLIS = 500;

  /// The house's desk on the simulated venue.
  static RunConfig standard() {
    return new RunConfig(
        REST, STREAMS, null, DeskConfig.standard(), Packs.housePolicy(), Packs.houseStrategy(), 1);
  }

  /// Whether the venue is on this machine.
  boolean local() {
    return local(rest) && local(streams);
  }

  /// Reads a file.
  ///
  /// @throws dev.warrant.rules.text.RuleException naming file and line of what is wrong
  static RunConfig read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "no configuration " + file + "\nMaybe start from docs/examples/desk.yaml");
    }
    return new Reader(file).config(YamlReader.read(file.toString(), text(file)));
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "the configuration "
              + file
              + " is not text in UTF-8\nMaybe another file was meant, or start from"
              + " docs/examples/desk.yaml",
          e);
    }
  }

  private static boolean local(String url) {
    String host = URI.create(url).getHost();
    return host != null
        && (host.equals("localhost")
            || host.equals("[::1]")
            || host.matches("127(\\.\\d{1,3}){3}"));
  }

  private record Reader(Path file) {
    RunConfig config(Yaml root) {
      Fields all = Fields.of(root, "the configuration", KEYS);
      Fields venue = section(all, "venue", List.of("rest", "streams", "real"));
      Fields account = section(all, "account", List.of("keyFile"));
      Fields packs = section(all, "packs", List.of("policy", "strategy"));
      String rest = url(venue, "rest", REST, "http");
      String streams = url(venue, "streams", STREAMS, "ws");
      consent(venue, rest, streams);
      String keys = account.text("keyFile", "");
      return new RunConfig(
          rest,
          streams,
          keys.isEmpty() ? null : path(keys),
          desk(all),
          packs.find("policy") == null ? Packs.housePolicy() : path(packs.text("policy")),
          packs.find("strategy") == null ? Packs.houseStrategy() : path(packs.text("strategy")),
          number(all, "seed", 1, 0, Long.MAX_VALUE));
    }

    private DeskConfig desk(Fields all) {
      DeskConfig d = DeskConfig.standard();
      List<String> symbols = symbols(all, d.symbols());
      long arming = ARMING_MILLIS * symbols.size();
      long deadman =
          number(
              all,
              "deadmanMillis",
              Math.max(d.deadmanMillis(), 3 * arming),
              Math.max(2_000, 2 * arming),
              600_000);
      long rearm = Math.min(Math.max(d.rearmMillis(), arming), deadman / 2);
      return new DeskConfig(
          symbols,
          capital(all, d.capitalE8()),
          (int) number(all, "leverage", d.leverage(), 1, 125),
          number(all, "deliberateEveryMillis", d.deliberateEveryMillis(), 10, 60_000),
          d.publishAfterMicros(),
          d.durableAfterMicros(),
          deadman,
          number(all, "rearmMillis", rearm, arming, deadman / 2),
          number(all, "staleMillis", d.staleMillis(), 50, 60_000),
          d.warmupBars());
    }

    private static Fields section(Fields all, String key, List<String> known) {
      Yaml node = all.find(key);
      return Fields.of(
          node == null ? new Yaml.Table(all.place(), new LinkedHashMap<>(), new TreeMap<>()) : node,
          key,
          known);
    }

    private static String url(Fields venue, String key, String otherwise, String scheme) {
      if (venue.find(key) == null) {
        return otherwise;
      }
      Yaml.Scalar found = venue.scalar(key);
      if (!found.text().matches(scheme + "s?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._/-]*)?")) {
        throw wrong(found.place(), "\"" + found.text() + "\" as " + key, scheme + "://host:port");
      }
      return found.text();
    }

    private static void consent(Fields venue, String rest, String streams) {
      if (!(local(rest) && local(streams)) && !venue.text("real", "no").equals(CONSENT)) {
        String key = local(rest) ? "streams" : "rest";
        throw new RuleError(
                "config-real-venue",
                venue.placeOf(key),
                "a venue that is not on this machine",
                "`real: \"" + CONSENT + "\"` under venue beside it",
                "you meant the simulated venue: " + REST)
            .thrown();
      }
    }

    private static List<String> symbols(Fields all, List<String> otherwise) {
      List<Yaml.Scalar> found = all.texts("instruments");
      for (Yaml.Scalar s : found) {
        if (!s.text().matches("[A-Z0-9]{5,20}")) {
          throw wrong(s.place(), "\"" + s.text() + "\" as an instrument", "a name like BTCUSDT");
        }
      }
      return found.isEmpty() ? otherwise : found.stream().map(Yaml.Scalar::text).toList();
    }

    private static long capital(Fields all, long otherwise) {
      if (all.find("capital") == null) {
        return otherwise;
      }
      Yaml.Scalar found = all.scalar("capital");
      if (!found.text().matches("[0-9]{1,9}(\\.[0-9]{1,8})?")
          || new BigDecimal(found.text()).signum() == 0) {
        throw wrong(found.place(), "\"" + found.text() + "\" as capital", "USDT, such as 10000");
      }
      return new BigDecimal(found.text()).movePointRight(8).longValueExact();
    }

    private static long number(Fields all, String key, long otherwise, long least, long most) {
      if (all.find(key) == null) {
        return otherwise;
      }
      Yaml.Scalar found = all.scalar(key);
      if (found.text().matches("[0-9]{1,18}")) {
        long n = Long.parseLong(found.text());
        if (n >= least && n <= most) {
          return n;
        }
      }
      throw wrong(
          found.place(),
          "\"" + found.text() + "\" as " + key,
          "a whole number from " + least + " to " + most);
    }

    private static RuntimeException wrong(Place place, String found, String expected) {
      return RuleError.of("config-value", place, found, expected).thrown();
    }

    private Path path(String text) {
      Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      return folder.resolve(text).normalize();
    }
  }
}
