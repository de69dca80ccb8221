package dev.warrant.knowledge.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Fills one table in batches. Straight through JDBC: a trace has hundreds of thousands of rows.
final class Table implements AutoCloseable {
  private static final int BATCH = 2_000;

  private final String name;
  private final PreparedStatement insert;
  private int rows;

  Table(Handle handle, String name, int columns) {
    this.name = name;
    String marks = String.join(",", Collections.nCopies(columns, "?"));
    try {
      insert =
          handle
              .getConnection()
              .prepareStatement("insert into " + name + " values (" + marks + ")");
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  void add(@Nullable Object... row) {
    try {
      for (int i = 0; i < row.length; i++) {
        insert.setObject(i + 1, row[i]);
      }
      insert.addBatch();
      if (++rows == BATCH) {
        flush();
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /// Sends the rows that wait.
  void flush() {
    try {
      if (rows > 0) {
        insert.executeBatch();
        rows = 0;
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private IllegalStateException failed(SQLException e) {
    return new IllegalStateException(
        "cannot fill table " + name + ": " + e.getMessage() + "\nMaybe the disk is full.", e);
  }

  @Override
  public void close() {
    flush();
    try {
      insert.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
