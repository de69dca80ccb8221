package dev.warrant.governance.cli;

import dev.warrant.knowledge.testing.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/// What a command line answered.
///
/// @param err what it complained of, without progress
public record Said(int code, String out, String err) {
  /// Runs the command line in this process, from the project's root.
  public static Said by(String... args) {
    System.setProperty("warrant.root", SharedData.root().toString());
    PrintStream out = System.out;
    ByteArrayOutputStream caught = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    System.setOut(new PrintStream(caught, true, StandardCharsets.UTF_8));
    try {
      CommandLine line = Main.commandLine();
      line.setErr(new PrintWriter(err));
      int code = line.execute(args);
      return new Said(code, caught.toString(StandardCharsets.UTF_8), err.toString());
    } finally {
      System.setOut(out);
    }
  }
}
