package dev.warrant.knowledge.codec;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;

/// Inputs and conclusions to canonical bytes and back. What decodes also encodes to the same bytes
/// again, so a digest over bytes is a digest over values.
public final class Codec {
  private Codec() {}

  /// Appends the payload of an input.
  ///
  /// @return the tag of its kind
  public static int encode(Event event, ByteSink to) {
    // Nearly all inputs, spared the way through the table.
    if (event instanceof MarketEvent.BookTicker t) {
      HotPayloads.bookTicker(to, t);
      return Kind.BOOK_TICKER.tag();
    }
    if (event instanceof MarketEvent.DepthUpdate u) {
      HotPayloads.depthUpdate(to, u);
      return Kind.DEPTH_UPDATE.tag();
    }
    return write(event, to);
  }

  /// Appends the payload of a conclusion.
  ///
  /// @return the tag of its kind
  public static int encode(Derived derived, ByteSink to) {
    if (derived instanceof Derived.Ordered o) {
      HotPayloads.ordered(to, o);
      return Kind.ORDERED.tag();
    }
    return write(derived, to);
  }

  /// The input of kind `tag` whose payload is all of `from`.
  ///
  /// @throws CodecException if the bytes are not the canonical form of one
  public static Event event(int tag, ByteSource from) {
    Object value = read(tag, from);
    if (value instanceof Event event) {
      return event;
    }
    throw new CodecException("expected an input, found kind " + Kind.of(tag));
  }

  /// The conclusion of kind `tag` whose payload is all of `from`.
  ///
  /// @throws CodecException if the bytes are not the canonical form of one
  public static Derived derived(int tag, ByteSource from) {
    Object value = read(tag, from);
    if (value instanceof Derived derived) {
      return derived;
    }
    throw new CodecException("expected a conclusion, found kind " + Kind.of(tag));
  }

  private static int write(Object value, ByteSink to) {
    Kind kind = Kind.of(value);
    kind.payload().write(to, value);
    return kind.tag();
  }

  private static Object read(int tag, ByteSource from) {
    Kind kind = Kind.of(tag);
    try {
      Object value = kind.payload().read(from);
      from.finish();
      return value;
    } catch (CodecException e) {
      throw new CodecException(kind + ": " + e.getMessage(), e);
    }
  }
}
