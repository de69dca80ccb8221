package dev.warrant.knowledge.store;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/// Takes what Flyway has to say; whatever matters also comes as an exception. Made by Flyway from
/// its name.
public final class QuietLogs implements LogCreator {
  /// Makes the one log creator that Flyway is given.
  public QuietLogs() {}

  @Override
  public Log createLogger(Class<?> type) {
    return new Silence();
  }

  private static final class Silence implements Log {
    @Override
    public void debug(String message) {}

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}

    @Override
    public void error(String message) {}

    @Override
    public void error(String message, Exception e) {}

    @Override
    public void notice(String message) {}
  }
}
