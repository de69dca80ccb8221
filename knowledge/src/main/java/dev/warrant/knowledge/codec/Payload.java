package dev.warrant.knowledge.codec;

import java.util.function.Function;

/// How values of one kind become bytes and back.
interface Payload {
  /// Writes a value of this kind.
  void write(ByteSink to, Object value);

  /// Reads one.
  ///
  /// @throws CodecException if the bytes are not the canonical form of one
  Object read(ByteSource from);

  /// Writes one value.
  @FunctionalInterface
  interface Write<T> {
    void write(ByteSink to, T value);
  }

  /// A hand-written payload.
  static <T> Payload of(Class<T> type, Write<T> write, Function<ByteSource, T> read) {
    return new Payload() {
      @Override
      public void write(ByteSink to, Object value) {
        write.write(to, type.cast(value));
      }

      @Override
      public Object read(ByteSource from) {
        return read.apply(from);
      }
    };
  }
}
