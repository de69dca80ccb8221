package dev.warrant.reasoning.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Rules as class files: the generated model classes by path, and the names of those that are
/// models.
record CompiledRules(List<String> models, SortedMap<String, byte[]> classes) {
  private static final int MAGIC = 0x57524C31;

  CompiledRules {
    models = List.copyOf(models);
    classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(models.size());
      for (String model : models) {
        out.writeUTF(model);
      }
      out.writeInt(classes.size());
      for (var entry : classes.entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeInt(entry.getValue().length);
        out.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /// Reads what [#toBytes] wrote.
  ///
  /// @throws IOException if the bytes are not that
  static CompiledRules fromBytes(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != MAGIC) {
        throw new IOException("not a file of compiled rules");
      }
      List<String> models = new ArrayList<>();
      for (int n = in.readInt(); n > 0; n--) {
        models.add(in.readUTF());
      }
      SortedMap<String, byte[]> classes = new TreeMap<>();
      for (int n = in.readInt(); n > 0; n--) {
        String path = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > bytes.length) {
          throw new IOException("class " + path + " claims " + length + " bytes");
        }
        classes.put(path, in.readNBytes(length));
      }
      return new CompiledRules(models, classes);
    }
  }
}
