package dev.warrant.knowledge.testing;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.MarginBracket;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Random values of any record of the vocabulary: small numbers, boundary values, odd text.
public final class RandomRecords {
  private static final long[] BOUNDS = {
    0, 1, -1, 63, 64, -64, -65, 127, 128, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE
  };
  private static final String[] TEXTS = {"", "BTCUSDT", "Grün", "漢字", "\u0000", "😀", "\ud800x"};

  private final SeededRandom random;

  /// Values that follow from `seed`.
  public RandomRecords(long seed) {
    random = new SeededRandom(seed);
  }

  /// The leaves of a sealed interface: every record class it permits, in declared order.
  public static List<Class<?>> leaves(Class<?> sealed) {
    Class<?>[] permitted = sealed.getPermittedSubclasses();
    if (permitted == null) {
      return List.of(sealed);
    }
    return Arrays.stream(permitted).flatMap(c -> leaves(c).stream()).toList();
  }

  /// A value of `type`.
  public Object next(Type type) {
    if (type instanceof ParameterizedType list) {
      List<Object> out = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        out.add(next(list.getActualTypeArguments()[0]));
      }
      return out;
    }
    Class<?> c = (Class<?>) type;
    if (c == int.class || c == Integer.class) {
      return (int) number();
    }
    if (c == long.class || c == Long.class) {
      return number();
    }
    if (c == boolean.class) {
      return random.nextInt(2) == 1;
    }
    if (c == char.class) {
      return (char) random.nextInt(0x10000);
    }
    if (c == String.class) {
      return TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
    }
    if (c == Digest.class) {
      return new Digest(random.nextLong(), number(), random.nextLong(), number());
    }
    if (c == Levels.class) {
      return levels();
    }
    if (c == Instrument.class) {
      return instrument();
    }
    if (c.isEnum()) {
      return c.getEnumConstants()[random.nextInt(c.getEnumConstants().length)];
    }
    return record(c);
  }

  private Object record(Class<?> type) {
    RecordComponent[] parts = type.getRecordComponents();
    Object[] values = new Object[parts.length];
    Class<?>[] types = new Class<?>[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = next(parts[i].getGenericType());
      types[i] = parts[i].getType();
    }
    try {
      Constructor<?> maker = type.getConstructor(types);
      return maker.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }

  private Instrument instrument() {
    return new Instrument(
        (int) number(),
        "ETHUSDT",
        1_000_000L * (1 + random.nextInt(9)),
        100_000L * (1 + random.nextInt(9)),
        number(),
        number(),
        number(),
        number(),
        number(),
        List.of((MarginBracket) record(MarginBracket.class)));
  }

  private Levels levels() {
    long[] pairs = new long[2 * random.nextInt(8)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = number();
    }
    return Levels.of(pairs);
  }

  private long number() {
    return switch (random.nextInt(4)) {
      case 0 -> BOUNDS[random.nextInt(BOUNDS.length)];
      case 1 -> random.nextLong();
      case 2 -> random.nextLong() >>> random.nextInt(64);
      default -> random.nextInt(100_000);
    };
  }
}
