package dev.warrant.knowledge.store;

import org.flywaydb.core.api.logging.Log;

/// Takes what Flyway has to say; whatever matters also comes as an exception.
final class QuietLog implements Log {
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
