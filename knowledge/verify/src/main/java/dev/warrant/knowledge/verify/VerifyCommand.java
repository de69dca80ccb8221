package dev.warrant.knowledge.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The verifier's own command line, for who wants no other program of ours.
public final class VerifyCommand {
  private static final String USAGE =
      "usage: RUN|FILE.tlog-proof --origin NAME --key VKEY [--witness VKEY]... [--quorum K]"
          + " [--checkpoint FILE]... [--limits SHA256]... [--json]";

  private VerifyCommand() {}

  /// Verifies and exits with 0 clean, 1 tampered or wrong, 2 unreadable or wrong usage.
  public static void main(String[] args) {
    Visible.install();
    System.exit(run(List.of(args)));
  }

  static int run(List<String> args) {
    List<String> rest = new ArrayList<>(args);
    boolean json = rest.remove("--json");
    List<String> witnesses = all(rest, "--witness");
    List<String> checkpoints = all(rest, "--checkpoint");
    List<String> limits = all(rest, "--limits");
    List<String> origin = all(rest, "--origin");
    List<String> key = all(rest, "--key");
    List<String> quorum = all(rest, "--quorum");
    boolean counts =
        quorum.isEmpty() || quorum.size() == 1 && quorum.getFirst().matches("\\d{1,4}");
    if (rest.size() != 1 || origin.size() != 1 || key.size() != 1 || !counts) {
      System.out.println(USAGE);
      return 2;
    }
    Witnesses trusted =
        Witnesses.of(witnesses, quorum.isEmpty() ? null : Integer.valueOf(quorum.getFirst()));
    Path what = Path.of(rest.getFirst());
    if (Files.isRegularFile(what) && !(checkpoints.isEmpty() && limits.isEmpty())) {
      System.out.println(
          what + " is a proof, which --checkpoint and --limits say nothing about\n" + USAGE);
      return 2;
    }
    LogVerdict verdict =
        Files.isRegularFile(what)
            ? ProofVerifier.verify(what, origin.getFirst(), key.getFirst(), trusted)
            : LogVerifier.verify(
                new LogVerifier.Query(
                    what,
                    origin.getFirst(),
                    key.getFirst(),
                    trusted,
                    checkpoints.stream().map(Path::of).toList(),
                    limits));
    System.out.println(json ? verdict.json() : verdict);
    return verdict.exitStatus();
  }

  /// Takes all values of an option out of the arguments.
  private static List<String> all(List<String> args, String option) {
    List<String> out = new ArrayList<>();
    for (int i = args.indexOf(option); i >= 0 && i + 1 < args.size(); i = args.indexOf(option)) {
      args.remove(i);
      out.add(args.remove(i));
    }
    return out;
  }
}
