package dev.warrant.knowledge.store;

import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.unit.Digest;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// A digest of what the tables hold, whatever the file that holds them looks like.
final class ContentDigest {
  /// Every table, and the columns of its key.
  private static final List<String> TABLES_BY_KEY =
      List.of(
          "belief order by seq, ordinal",
          "cancel order by seq, ordinal",
          "command order by seq",
          "deliberation order by seq, ordinal",
          "fill order by instrument, trade_id",
          "intent order by seq, ordinal, idx",
          "mode_change order by seq, ordinal",
          "objection order by seq, ordinal, idx",
          "ord order by seq, ordinal",
          "pattern order by seq, ordinal",
          "refusal order by seq, ordinal",
          "run order by epoch",
          "source order by last_seq",
          "trace_edge order by parent, idx",
          "trace_node order by n",
          "warrant order by epoch, id, seq");

  private ContentDigest() {}

  static Digest of(Handle handle) {
    MessageDigest sha = Digest.newSha256();
    for (String table : TABLES_BY_KEY) {
      ByteSink sink = new ByteSink(1 << 10);
      handle
          .createQuery("select * from " + table)
          .map((row, _) -> write(row, sink))
          .forEach(_ -> {
            sha.update(sink.array(), 0, sink.size());
            sink.restart(0);
          });
      sink.restart(0);
      sink.text(table);
      sha.update(sink.array(), 0, sink.size());
    }
    return Digest.read(sha.digest(), 0);
  }

  private static int write(ResultSet row, ByteSink sink) throws SQLException {
    int columns = row.getMetaData().getColumnCount();
    for (int i = 1; i <= columns; i++) {
      Object value = row.getObject(i);
      sink.bool(value != null);
      if (value != null) {
        sink.text(value instanceof byte[] b ? HexFormat.of().formatHex(b) : value.toString());
      }
    }
    return columns;
  }
}
