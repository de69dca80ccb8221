package dev.warrant.knowledge.store;

import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.unit.Digest;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jdbi.v3.core.Handle;

/// A digest of what the tables hold, whatever the file that holds them looks like.
final class ContentDigest {
  private ContentDigest() {}

  static Digest of(Handle handle) {
    MessageDigest sha = Digest.newSha256();
    for (String table : Projection.tables()) {
      ByteSink sink = new ByteSink(1 << 10);
      handle
          .createQuery("select * from " + table + " order by 1, 2, 3")
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
