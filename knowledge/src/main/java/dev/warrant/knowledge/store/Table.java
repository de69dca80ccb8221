package dev.warrant.knowledge.store;

import java.util.Collections;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Fills one table in batches.
final class Table implements AutoCloseable {
  private static final int BATCH = 2_000;

  private final PreparedBatch batch;
  private int rows;

  Table(Handle handle, String name, int columns) {
    String marks = String.join(",", Collections.nCopies(columns, "?"));
    batch = handle.prepareBatch("insert into " + name + " values (" + marks + ")");
  }

  void add(@Nullable Object... row) {
    batch.add(row);
    if (++rows == BATCH) {
      flush();
    }
  }

  /// Sends the rows that wait.
  void flush() {
    if (rows > 0) {
      batch.execute();
      rows = 0;
    }
  }

  @Override
  public void close() {
    flush();
    batch.close();
  }
}
