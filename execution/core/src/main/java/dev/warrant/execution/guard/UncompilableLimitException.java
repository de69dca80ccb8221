package dev.warrant.execution.guard;

import dev.warrant.rules.limit.Limit;

/// A limit cannot be turned into machine arithmetic that is exact for every value in range.
public final class UncompilableLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UncompilableLimitException(Limit limit, String found, String advice) {
    super(
        limit.file()
            + ": limit "
            + limit.id()
            + " (\""
            + limit.text()
            + "\"): "
            + found
            + "\nMaybe "
            + advice);
  }
}
