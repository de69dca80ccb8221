package dev.warrant.knowledge.codec;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.unit.Digest;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/// The payload of any record: its components in declared order. Allowed are `int`, `long`,
/// `boolean`, `char`, text, enums (by ordinal, one byte), digests, price levels, records, and lists
/// of these; whatever else a record holds is refused when its payload is made, `double` above all.
final class RecordPayload implements Payload {
  private static final ClassValue<RecordPayload> KNOWN =
      new ClassValue<>() {
        @Override
        protected RecordPayload computeValue(Class<?> type) {
          return new RecordPayload(type);
        }
      };

  private static final Payload INT =
      Payload.of(Integer.class, (to, v) -> to.zigzag(v), ByteSource::zigzag32);
  private static final Payload LONG =
      Payload.of(Long.class, (to, v) -> to.zigzag(v), ByteSource::zigzag);
  private static final Payload BOOL =
      Payload.of(Boolean.class, (to, v) -> to.bool(v), ByteSource::bool);
  private static final Payload CHAR =
      Payload.of(Character.class, (to, v) -> to.varint(v), RecordPayload::readChar);
  private static final Payload TEXT = Payload.of(String.class, ByteSink::text, ByteSource::text);
  private static final Payload DIGEST =
      Payload.of(Digest.class, ByteSink::digest, ByteSource::digest);
  private static final Payload LEVELS =
      Payload.of(Levels.class, HotPayloads::levels, HotPayloads::levels);

  private final Class<?> type;
  private final MethodHandle[] accessors;
  private final Payload[] parts;
  private final MethodHandle maker;

  private RecordPayload(Class<?> type) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    int n = components.length;
    accessors = new MethodHandle[n];
    parts = new Payload[n];
    Class<?>[] types = new Class<?>[n];
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    try {
      for (int i = 0; i < n; i++) {
        types[i] = components[i].getType();
        accessors[i] =
            lookup
                .unreflect(components[i].getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class));
        parts[i] = part(components[i].getGenericType(), components[i]);
      }
      maker =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, n)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new CodecException(type.getName() + " is not a public record", e);
    }
  }

  /// The payload of a record class.
  ///
  /// @throws CodecException if it is no public record or holds something without canonical form
  static RecordPayload of(Class<?> type) {
    if (!type.isRecord()) {
      throw new CodecException(type.getName() + " is not a record");
    }
    return KNOWN.get(type);
  }

  @Override
  public void write(ByteSink to, Object value) {
    for (int i = 0; i < parts.length; i++) {
      parts[i].write(to, get(i, value));
    }
  }

  @Override
  public Object read(ByteSource from) {
    Object[] values = new Object[parts.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = parts[i].read(from);
    }
    try {
      return (Object) maker.invokeExact(values);
    } catch (RuntimeException e) {
      throw new CodecException("no such " + type.getSimpleName() + ": " + e.getMessage(), e);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new CodecException("cannot make a " + type.getSimpleName(), e);
    }
  }

  private Object get(int i, Object value) {
    try {
      return (Object) accessors[i].invokeExact(value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new CodecException("cannot read component " + i + " of " + type.getSimpleName(), e);
    }
  }

  private static Payload part(Type type, Object where) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(part(list.getActualTypeArguments()[0], where));
    }
    if (type instanceof Class<?> c) {
      if (c == int.class || c == Integer.class) {
        return INT;
      }
      if (c == long.class || c == Long.class) {
        return LONG;
      }
      if (c == boolean.class) {
        return BOOL;
      }
      if (c == char.class) {
        return CHAR;
      }
      if (c == String.class) {
        return TEXT;
      }
      if (c == Digest.class) {
        return DIGEST;
      }
      if (c == Levels.class) {
        return LEVELS;
      }
      if (c.isEnum()) {
        return ordinal(c.getEnumConstants());
      }
      if (c.isRecord() && c.getRecordComponents().length > 0) {
        return of(c);
      }
    }
    throw new CodecException("no canonical form for " + where);
  }

  private static Payload ordinal(Object[] constants) {
    return Payload.of(
        Enum.class,
        (to, v) -> to.u8(v.ordinal()),
        from -> {
          int n = from.u8();
          if (n >= constants.length) {
            throw new CodecException(
                "no constant " + n + " in " + constants[0].getClass().getSimpleName());
          }
          return (Enum<?>) constants[n];
        });
  }

  private static Payload list(Payload element) {
    return Payload.of(
        List.class,
        (to, v) -> {
          to.varint(v.size());
          for (Object o : v) {
            element.write(to, o);
          }
        },
        from -> {
          // Every element takes a byte or more: records without components are refused above.
          int n = from.count(1);
          List<Object> out = new ArrayList<>(Math.min(n, 1024));
          for (int i = 0; i < n; i++) {
            out.add(element.read(from));
          }
          return List.copyOf(out);
        });
  }

  private static Character readChar(ByteSource from) {
    long n = from.varint();
    if (n != (char) n) {
      throw new CodecException("expected a character, found " + n);
    }
    return (char) n;
  }
}
