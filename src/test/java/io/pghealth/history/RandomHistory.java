package io.pghealth.history;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;

/** Fills every component of every record that a history is made of, whatever they are by now. */
final class RandomHistory {
  private final Random random;
  private final int elements;
  private int depth;

  RandomHistory(long seed, int elements) {
    this.random = new Random(seed);
    this.elements = elements;
  }

  History next() {
    return (History) value(History.class);
  }

  private Object value(Type type) {
    return switch (type) {
      case ParameterizedType generic -> collection(generic);
      case Class<?> c when c.isRecord() -> record(c);
      case Class<?> c when c.isEnum() ->
          c.getEnumConstants()[random.nextInt(c.getEnumConstants().length)];
      case Class<?> c when c.isSealed() ->
          value(c.getPermittedSubclasses()[random.nextInt(c.getPermittedSubclasses().length)]);
      case Class<?> c -> simple(c);
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  private Object simple(Class<?> c) {
    if (c == String.class) {
      return "té\"x\n" + Long.toString(random.nextLong(), 36);
    } else if (c == long.class || c == Long.class) {
      return random.nextLong();
    } else if (c == int.class || c == Integer.class) {
      return random.nextInt();
    } else if (c == double.class || c == Double.class) {
      return random.nextDouble();
    } else if (c == boolean.class || c == Boolean.class) {
      return random.nextBoolean();
    } else if (c == Instant.class) {
      return Instant.ofEpochSecond(random.nextInt(2_000_000_000), random.nextInt(1_000_000_000));
    } else if (c == Duration.class) {
      return Duration.ofMillis(random.nextInt());
    }
    throw new IllegalArgumentException(
        "the history holds a type that this test does not know: " + c);
  }

  private Object collection(ParameterizedType type) {
    depth++;
    try {
      return collection(type, depth > 3 ? 1 : elements);
    } finally {
      depth--;
    }
  }

  private Object collection(ParameterizedType type, int size) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (Map.class.isAssignableFrom(raw)) {
      SequencedMap<Object, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        map.put(value(arguments[0]), value(arguments[1]));
      }
      return map;
    }
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(value(arguments[0]));
    }
    return Set.class.isAssignableFrom(raw) ? new LinkedHashSet<>(list) : list;
  }

  private Object record(Class<?> c) {
    RecordComponent[] components = c.getRecordComponents();
    try {
      Constructor<?> constructor =
          c.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(
          Arrays.stream(components).map(p -> value(p.getGenericType())).toArray());
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(c + " refuses random values", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
