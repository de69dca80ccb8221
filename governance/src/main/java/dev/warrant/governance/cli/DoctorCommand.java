package dev.warrant.governance.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.control.ControlClient;
import dev.warrant.execution.desk.control.ControlRequest;
import dev.warrant.execution.desk.control.ControlServer;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.reasoning.diagnose.Diagnostician;
import dev.warrant.reasoning.smt.Smt;
import dev.warrant.rules.pack.PolicyPacks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Looks whether everything a desk needs is there, and says what to do where it is not.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Check what a desk needs: Java, native engines, packs, disk, ports. Exit 1 if something fails.")
final class DoctorCommand implements Callable<Integer> {
  private static final long DISK_BYTES = 1L << 30;
  private static final int VENUE_PORT = 8790;
  private static final long FUEL = 100_000;
  private static final Duration ANSWER = Duration.ofSeconds(2);

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  private final List<Finding> findings = new ArrayList<>();

  /// One thing looked at.
  private record Finding(String what, boolean ok, String says) {}

  /// Something that can be looked at, and says what it found.
  @FunctionalInterface
  private interface Look {
    String look() throws IOException;
  }

  @Override
  public Integer call() {
    see("java", "install a JDK 25 or later, such as Eclipse Temurin", DoctorCommand::java);
    see("clips", "apt-get install libclips-dev gcc, then build again", DoctorCommand::clips);
    see(
        "z3",
        "the Z3 library does not fit this machine: it comes for Linux x64 and arm64",
        DoctorCommand::z3);
    see("packs", "restore rules/packs from the repository", DoctorCommand::packs);
    see("runs", "make the folder writable, or set WARRANT_RUNS", DoctorCommand::runs);
    see("disk", "free some space: a desk writes about ten gigabytes a day", DoctorCommand::disk);
    see(
        "port",
        "something uses it; ./warrant venue --port 0 takes any free one",
        () -> port(VENUE_PORT));
    see("starts", "remove .warrant/*.aot* and .warrant/*.jsa*", () -> starts(Runs.root()));
    see("socket", "Unix sockets must be possible in /tmp", DoctorCommand::socket);
    System.out.println(json ? json() : text());
    return findings.stream().allMatch(Finding::ok) ? 0 : Mishaps.BAD_NEWS;
  }

  private void see(String what, String remedy, Look look) {
    try {
      findings.add(new Finding(what, true, look.look()));
    } catch (IOException | RuntimeException | LinkageError e) {
      findings.add(new Finding(what, false, Mishaps.sentence(e) + "\n       Maybe " + remedy));
    }
  }

  private static String java() {
    int feature = Runtime.version().feature();
    if (feature < 25) {
      throw new IllegalStateException("Java " + Runtime.version() + ", expected 25 or later");
    }
    return Runtime.version() + " at " + System.getProperty("java.home");
  }

  private static String clips() {
    var rules = PolicyPacks.load(Packs.housePolicy()).diagnosis();
    try (Diagnostician _ = new Diagnostician(rules)) {
      return "bridge loads; " + rules.size() + " file of diagnosis rules accepted";
    }
  }

  private static String z3() {
    try (Smt _ = new Smt(FUEL)) {
      return "library loads";
    }
  }

  private static String packs() {
    DeskRules rules = Packs.load(Packs.housePolicy(), Packs.houseStrategy());
    return rules.policy().name()
        + " "
        + rules.policy().version()
        + " ("
        + rules.policy().limits().size()
        + " limits, "
        + rules.policy().digest().brief()
        + "), "
        + rules.strategy().name()
        + " "
        + rules.strategy().version()
        + " ("
        + rules.strategy().digest().brief()
        + "), model "
        + rules.modelDigest().brief();
  }

  private static String runs() throws IOException {
    Files.createDirectories(Runs.home());
    Path probe = Files.createTempFile(Runs.home(), "probe", ".tmp");
    Files.delete(probe);
    return Runs.home().toAbsolutePath().normalize() + " is writable";
  }

  private static String disk() throws IOException {
    Files.createDirectories(Runs.home());
    long free = Files.getFileStore(Runs.home()).getUsableSpace();
    if (free < DISK_BYTES) {
      throw new IOException((free >> 20) + " MiB free, expected at least " + (DISK_BYTES >> 20));
    }
    return (free >> 30) + " GiB free";
  }

  /// Whether the venue can have its port, or has it.
  static String port(int port) throws IOException {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return port + " is free for ./warrant venue";
    } catch (IOException e) {
      if (ourVenue(port)) {
        return port + ": the simulated venue is running there";
      }
      throw new IOException("port " + port + ": " + e.getMessage(), e);
    }
  }

  /// Whether what listens there answers as only the simulated venue does.
  private static boolean ourVenue(int port) {
    URI state = URI.create("http://127.0.0.1:" + port + "/sim/state");
    HttpRequest request = HttpRequest.newBuilder(state).timeout(ANSWER).build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          && new ObjectMapper().readTree(answer.body()).has("sockets");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// What makes processes start sooner; all works without.
  static String starts(Path root) throws IOException {
    Path state = root.resolve(".warrant");
    return quick(state.resolve("warrant.aot"), "desks", "demo")
        + "; "
        + quick(state.resolve("questions.jsa"), "questions", "question");
  }

  private static String quick(Path file, String whose, String maker) throws IOException {
    return Files.isReadable(file)
        ? whose + " start on " + (Files.size(file) >> 20) + " MiB of classes loaded ahead"
        : Files.exists(file.resolveSibling(file.getFileName() + ".for"))
            ? "no quick starts of " + whose + ": they could not be made here"
            : "no quick starts of " + whose + " yet: the next " + maker + " makes them";
  }

  private static String socket() throws IOException {
    Path folder = Files.createTempDirectory("warrant-doctor");
    Path socket = folder.resolve("control.sock");
    try (ControlServer _ = new ControlServer(socket, _ -> "{\"ok\":true}")) {
      ControlClient.ask(socket, new ControlRequest("status", "doctor", ""), 2_000);
      return "a control socket answers";
    } finally {
      Files.deleteIfExists(folder);
    }
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    for (Finding f : findings) {
      out.append(String.format("%-4s %-7s %s%n", f.ok() ? "OK" : "FAIL", f.what(), f.says()));
    }
    return out.toString().stripTrailing();
  }

  private ObjectNode json() {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("ok", findings.stream().allMatch(Finding::ok));
    ArrayNode all = o.putArray("findings");
    findings.forEach(
        f -> all.addObject().put("what", f.what()).put("ok", f.ok()).put("says", f.says()));
    return o;
  }
}
