package io.pghealth.history;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pghealth.finding.LedgerState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntFunction;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** Histories as bytes: {@code {"format": 1, "history": {…}}}, compressed. Safe for any thread. */
public final class HistoryCodec {
  /** The format that this version writes, and the newest that it reads. */
  public static final int FORMAT = 1;

  /**
   * Two of the four Kubernetes objects of 520,000 characters of base64: the other two hold the
   * version before.
   */
  public static final int MAX_BYTES = 2 * 520_000 / 4 * 3;

  /** Where decompression stops. */
  public static final int MAX_EXPANDED = 16 * 1024 * 1024;

  /** Findings that a report can show; the texts of the others are the first to go. */
  private static final int REPORTED = 500;

  private final ObjectMapper mapper = HistoryMapper.create();
  private final int maxBytes;

  /** With the bound of {@link #MAX_BYTES}. */
  public HistoryCodec() {
    this(MAX_BYTES);
  }

  HistoryCodec(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Encodes, leaving out what is worth least until it fits: texts of findings that no report shows,
   * then the least loaded statements, then the texts of all findings.
   */
  public Encoded encode(History history) {
    byte[] whole = compress(history);
    if (fits(whole)) {
      return new Encoded.Fits(whole, 0);
    }
    LedgerState ledger = history.ledger();
    History reported = history.withLedger(ledger.shrunk(REPORTED));
    byte[] shortened = compress(reported);
    if (fits(shortened)) {
      return new Encoded.Fits(shortened, 0);
    }
    int statements = statements(history);
    int kept = largest(statements, n -> keeping(reported, n));
    if (kept >= 0) {
      return new Encoded.Fits(compress(keeping(reported, kept)), statements - kept);
    }
    History least = keeping(history, 0);
    int full =
        largest(
            Math.min(REPORTED, ledger.entries().size()), n -> least.withLedger(ledger.shrunk(n)));
    if (full >= 0) {
      return new Encoded.Fits(compress(least.withLedger(ledger.shrunk(full))), statements);
    }
    byte[] remainder = compress(least.withLedger(ledger.shrunk(0)));
    return new Encoded.TooLarge(remainder.length);
  }

  /** Decodes; never throws for what the bytes say. */
  public Decoded decode(byte[] bytes) {
    byte[] json;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      json = in.readNBytes(MAX_EXPANDED + 1);
    } catch (EOFException e) {
      return new Decoded.Corrupt("it ends too early");
    } catch (ZipException e) {
      return new Decoded.Corrupt("it is not a valid gzip stream");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (json.length > MAX_EXPANDED) {
      return new Decoded.Corrupt("it expands to more than 16 MiB");
    }
    try (JsonParser parser = mapper.createParser(json)) {
      return read(parser);
    } catch (JacksonException e) {
      return new Decoded.Corrupt("its JSON is damaged" + place(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Decoded read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT
        || !"format".equals(parser.nextFieldName())
        || parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
      return new Decoded.Corrupt("it does not begin with its format");
    }
    int format = parser.getIntValue();
    if (format > FORMAT) {
      return new Decoded.TooNew(format);
    }
    if (format < 1 || !"history".equals(parser.nextFieldName())) {
      return new Decoded.Corrupt("its format is not known");
    }
    parser.nextToken();
    History history = mapper.readValue(parser, History.class);
    if (history == null
        || parser.nextToken() != JsonToken.END_OBJECT
        || parser.nextToken() != null) {
      return new Decoded.Corrupt("it does not end where it should");
    }
    return new Decoded.Loaded(history);
  }

  private byte[] compress(History history) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      try (JsonGenerator out = mapper.createGenerator(json)) {
        out.writeStartObject();
        out.writeNumberField("format", FORMAT);
        out.writeObjectField("history", history);
        out.writeEndObject();
      }
      if (json.size() > MAX_EXPANDED) {
        return new byte[maxBytes + 1];
      }
      try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
        json.writeTo(zip);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private boolean fits(byte[] bytes) {
    return bytes.length <= maxBytes;
  }

  /** The largest number up to {@code limit} that fits; -1 where not even 0 does. */
  private int largest(int limit, IntFunction<History> candidate) {
    int fitting = -1;
    int low = 0;
    int high = limit;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (fits(compress(candidate.apply(middle)))) {
        fitting = middle;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return fitting;
  }

  private static int statements(History history) {
    return history.plans().databases().values().stream().mapToInt(d -> d.statements().size()).sum();
  }

  private static History keeping(History history, int statements) {
    return history.withPlans(history.plans().bounded(statements));
  }

  private static String place(JacksonException e) {
    return e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
  }
}
