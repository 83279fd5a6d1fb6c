package io.pghealth.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Text of a server whose bytes are not always what its encoding promises: a SQL_ASCII database
 * stores any, and shared catalogs hold names made under another database's encoding. Bytes that are
 * no UTF-8 read as {@code \xE9}, so that two names stay two.
 */
final class ServerText {
  /** Characters of one answer; above it the server means us no good. */
  private static final long CAP = 128L << 20;

  private final boolean bytes;

  /**
   * @param bytes whether the connection carries bytes as LATIN1, because the database is SQL_ASCII
   */
  ServerText(boolean bytes) {
    this.bytes = bytes;
  }

  /** The same rows, whose texts never fail to decode. */
  ResultSet rows(ResultSet rows) {
    long[] left = {CAP};
    return proxy(
        ResultSet.class,
        (self, method, args) -> {
          if (method.getName().equals("getString")) {
            String text = string(rows, args[0]);
            left[0] -= text == null ? 0 : text.length();
            if (left[0] < 0) {
              throw new SQLException("answer too large", "54000");
            }
            return text;
          }
          Object value = call(rows, method, args);
          return bytes && value instanceof Array array ? lenient(array) : value;
        });
  }

  private String string(ResultSet rows, Object column) throws SQLException {
    if (bytes) {
      String latin1 =
          column instanceof Integer i ? rows.getString(i) : rows.getString((String) column);
      return latin1 == null ? null : decode(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }
    try {
      return column instanceof Integer i ? rows.getString(i) : rows.getString((String) column);
    } catch (SQLException broken) {
      return decode(
          column instanceof Integer i ? rows.getBytes(i) : rows.getBytes((String) column));
    }
  }

  private static Array lenient(Array array) {
    return proxy(
        Array.class,
        (self, method, args) -> {
          Object value = call(array, method, args);
          if (value instanceof String[] strings) {
            String[] decoded = strings.clone();
            for (int i = 0; i < decoded.length; i++) {
              decoded[i] =
                  decoded[i] == null
                      ? null
                      : decode(decoded[i].getBytes(StandardCharsets.ISO_8859_1));
            }
            return decoded;
          }
          return value;
        });
  }

  /** UTF-8 where it is that, {@code \xE9} where it is not. */
  static String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length * 4 + 1);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isError()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put(String.format("\\x%02X", in.get()));
      }
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(ServerText.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, java.lang.reflect.Method method, Object[] args)
      throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
