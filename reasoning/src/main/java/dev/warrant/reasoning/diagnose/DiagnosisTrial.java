package dev.warrant.reasoning.diagnose;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Has CLIPS load diagnosis rules as the start of a desk does, in a process of its own: CLIPS is
/// native code, and what it does to that process is told and hurts nobody. The process is small and
/// works beside its parent until it is awaited.
public final class DiagnosisTrial {
  private static final long PATIENCE_SECONDS = 30;
  private static final String CODE = "clips-refused";
  private static final String EXPECTED = "rules that CLIPS loads";
  private static final String ADVICE =
      "a desk would not start with these: compare with the constructs of the house's desk.clp.";

  private final Process process;
  private final String first;

  private DiagnosisTrial(Process process, String first) {
    this.process = process;
    this.first = first;
  }

  /// Begins to load `files`, texts by name, which the fence let through.
  public static DiagnosisTrial begin(SortedMap<String, String> files) {
    return begin(files, words());
  }

  /// The same with other words for the process, for tests.
  static DiagnosisTrial begin(SortedMap<String, String> files, List<String> words) {
    try {
      Process process =
          new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      hand(files, process);
      return new DiagnosisTrial(process, files.isEmpty() ? "diagnosis" : files.firstKey());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a process that tries diagnosis rules", e);
    }
  }

  private static List<String> words() {
    return List.of(
        ProcessHandle.current()
            .info()
            .command()
            .orElse(Path.of(System.getProperty("java.home"), "bin/java").toString()),
        "-Xmx64m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        DiagnosisTrial.class.getName());
  }

  private static void hand(SortedMap<String, String> files, Process process) {
    try (DataOutputStream out = new DataOutputStream(process.getOutputStream())) {
      out.writeInt(files.size());
      for (Map.Entry<String, String> file : files.entrySet()) {
        out.writeUTF(file.getKey());
        byte[] text = file.getValue().getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
    } catch (IOException e) {
      // It ended before it had read everything: its exit code tells.
      return;
    }
  }

  /// What CLIPS does not load; empty if it loads everything.
  public Optional<RuleError> await() {
    try {
      byte[] said = process.getInputStream().readAllBytes();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return refused(Place.of(first), "rules that CLIPS had not loaded after half a minute");
      }
      return process.exitValue() == 0
          ? told(new String(said, StandardCharsets.UTF_8))
          : refused(Place.of(first), "rules at which CLIPS ended, code " + process.exitValue());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot hear the process that tries diagnosis rules", e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while CLIPS loads diagnosis rules", e);
    }
  }

  private static Optional<RuleError> told(String said) {
    if (said.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = said.split("\n", 4);
    Place place = new Place(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    return refused(place, "what CLIPS refuses: " + parts[3].replaceAll("\\s+", " ").strip());
  }

  private static Optional<RuleError> refused(Place place, String found) {
    return Optional.of(new RuleError(CODE, place, found, EXPECTED, ADVICE));
  }

  /// The process: takes rules from standard input, and says on standard output what CLIPS refuses.
  public static void main(String[] none) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (DataInputStream in = new DataInputStream(System.in)) {
      for (int left = in.readInt(); left > 0; left--) {
        String name = in.readUTF();
        files.put(name, new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
      }
    }
    try (Diagnostician _ = new Diagnostician(files)) {
      System.out.flush();
    } catch (DiagnosisError e) {
      Place p = e.place();
      System.out.print(p.file() + "\n" + p.line() + "\n" + p.column() + "\n" + e.what());
      System.out.flush();
    }
  }
}
