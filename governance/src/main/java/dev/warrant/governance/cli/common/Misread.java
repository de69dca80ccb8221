package dev.warrant.governance.cli.common;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// A command line that cannot be read gets a sentence, and what might have been meant or else the
/// page of help. Without colours, for the sentence may name what others wrote.
public final class Misread implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException e, String[] words) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    err.println(e.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(e, err)) {
      line.usage(err, Ansi.OFF);
    }
    return Mishaps.UNUSABLE;
  }
}
