package dev.warrant.governance.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Independence;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.governance.cli.common.Summary;
import java.util.List;
import java.util.Locale;

/// What is said at the end of a run: what it came to, and what to look at next.
final class Endings {
  private Endings() {}

  static String of(RunFolder folder, Summary summary) {
    ObjectNode s = summary.json();
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%n%s: %d orders, %d fills, %d objections, %d refusals; P&L %s USDT, fees %s; mode %s%n",
            folder.id(),
            s.path("orders").asLong(),
            s.path("fills").asLong(),
            s.path("objections").asLong(),
            s.path("refusals").asLong(),
            s.path("pnl").asText(),
            s.path("fees").asText(),
            s.path("mode").asText()));
    out.append(
        String.format(
            Locale.ROOT,
            "journal %,d bytes, which is %,d MiB a day; trace root %s%n",
            s.path("journalBytes").asLong(),
            s.path("journalBytesPerDay").asLong() >> 20,
            s.path("traceRoot").asText().substring(0, 16)));
    if (s.has("shadow")) {
      out.append(
          String.format(
              Locale.ROOT,
              "policy %s listened: %d orders judged, %d it alone would have refused, %d it alone"
                  + " would have admitted%n",
              s.path("shadow").path("policy").asText().substring(0, 12),
              s.path("shadow").path("judged").asLong(),
              s.path("shadow").path("aloneRefused").asLong(),
              s.path("shadow").path("aloneAdmitted").asLong()));
    }
    if (s.has("fault")) {
      out.append("broken at the end: ").append(s.path("fault").asText()).append('\n');
    }
    out.append(s.path("signatures").asText()).append(", in certificate.txt\n");
    out.append("log ").append(Independence.of(folder).says()).append('\n');
    out.append("\nTry next:\n");
    tryNext(folder).forEach(line -> out.append("  ").append(line).append('\n'));
    return out.toString();
  }

  /// Three commands that show what a run left.
  static List<String> tryNext(RunFolder folder) {
    boolean home = Runs.home().toAbsolutePath().normalize().equals(folder.path().getParent());
    String name = home ? folder.id() : folder.path().toString();
    return List.of(
        "./warrant why --run " + name + "      # why the last order?",
        "./warrant replay " + name + "         # rebuild every conclusion and compare",
        "./warrant log show " + name + "       # its signed log, and how to check it",
        "xdg-open " + folder.report());
  }
}
