package dev.warrant.knowledge.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What came out of a question in SQL, as text.
public record SqlTable(List<String> columns, List<List<String>> rows) {
  private static final int ROWS_MOST = 100_000;

  /// Keeps copies.
  public SqlTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /// Asks the tables of the run in `folder`. They are a projection: nothing that is done to them
  /// changes the record.
  ///
  /// @throws IllegalArgumentException if the database does not understand the question
  public static SqlTable ask(Path folder, String sql) {
    try (Projection projection = Projection.open(folder)) {
      return projection.jdbi().withHandle(handle -> select(handle.getConnection(), sql));
    }
  }

  private static SqlTable select(Connection connection, String sql) {
    try {
      connection.setReadOnly(true);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setMaxRows(ROWS_MOST);
        try (ResultSet result = statement.executeQuery()) {
          return read(result);
        }
      }
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          e.getMessage() + "\nMaybe ask: select table_name from information_schema.tables", e);
    }
  }

  private static SqlTable read(ResultSet result) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(meta.getColumnLabel(i));
    }
    List<List<String>> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        Object value = result.getObject(i);
        row.add(value instanceof byte[] b ? HexFormat.of().formatHex(b) : String.valueOf(value));
      }
      rows.add(row);
    }
    return new SqlTable(columns, rows);
  }
}
