package io.pghealth.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Fills lists up to a number of items and a number of bytes: etcd refuses what is too large. */
final class Room {
  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  /**
   * What found room.
   *
   * @param items null instead of empty, since the API server stores no empty list
   * @param leftOut how many did not
   */
  record Filled<T>(List<T> items, int leftOut) {}

  private Room() {}

  /**
   * Takes the first items: whole where there is room, lean where there is less.
   *
   * @param items at most this many are taken
   * @param bytes of JSON that all of them may take; one takes at most an eighth of it
   */
  static <S, T> Filled<T> fill(
      List<S> source, int items, int bytes, Function<S, T> whole, Function<S, T> lean) {
    List<T> taken = new ArrayList<>();
    int left = bytes;
    int count = Math.min(items, source.size());
    for (S item : source.subList(0, count)) {
      T candidate = whole.apply(item);
      int size = size(candidate);
      // Half of the room is for the lean forms of those that follow.
      int reserved = (count - taken.size() - 1) * (bytes / items / 2);
      if (size > bytes / 8 || size > left - reserved) {
        candidate = lean.apply(item);
        size = size(candidate);
      }
      if (size > left) {
        break;
      }
      left -= size;
      taken.add(candidate);
    }
    return new Filled<>(taken.isEmpty() ? null : List.copyOf(taken), source.size() - taken.size());
  }

  private static int size(Object value) {
    try {
      return JSON.writeValueAsBytes(value).length + 1;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
