package dev.warrant.governance.cli.common;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Turns what went wrong into a sentence; a stack trace only when `WARRANT_DEBUG` is set.
public final class Mishaps implements IExecutionExceptionHandler {
  /// Exit code: the answer is bad news.
  public static final int BAD_NEWS = 1;

  /// Exit code: wrong usage or unreadable input.
  public static final int UNUSABLE = 2;

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    err.println("warrant: " + sentence(e));
    if (System.getenv("WARRANT_DEBUG") != null) {
      e.printStackTrace(err);
    }
    err.flush();
    return UNUSABLE;
  }

  /// What happened, in words: the message, and the cause's where the message is only a frame.
  public static String sentence(Throwable e) {
    Throwable told = e;
    while (told instanceof UncheckedIOException && told.getCause() != null) {
      told = told.getCause();
    }
    if (told instanceof NoSuchFileException) {
      return "no such file: " + told.getMessage();
    }
    String message = told.getMessage();
    return message == null || message.isBlank() ? told.getClass().getSimpleName() : message;
  }
}
