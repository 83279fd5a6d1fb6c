package io.pghealth.postgres;

import io.pghealth.target.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that speaks just enough of the protocol to do what no real one would: ask for a password
 * in clear, fall silent, say that it is old, or say things that nobody should repeat.
 */
public final class FakeServer implements AutoCloseable {
  /** What it does after the start-up packet; {@code in} stands behind it. */
  interface Manners {
    void meet(String startUp, DataInputStream in, DataOutputStream out) throws IOException;
  }

  private final ServerSocket socket;
  private final Manners manners;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger met = new AtomicInteger();

  private FakeServer(Manners manners) {
    try {
      this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.manners = manners;
    Thread.ofVirtual().start(this::serve);
  }

  /**
   * Asks for a password, by AuthenticationCleartextPassword (3) or AuthenticationMD5Password (5).
   */
  public static FakeServer askingForPassword(int how) {
    return new FakeServer((startUp, in, out) -> {
      var request = new ByteArrayOutputStream();
      request.writeBytes(new byte[] {0, 0, 0, (byte) how});
      if (how == 5) {
        request.writeBytes(new byte[] {1, 2, 3, 4});
      }
      message(out, 'R', request.toByteArray());
      out.flush();
      in.readByte();
      in.readNBytes(in.readInt() - 4);
    });
  }

  /** Accepts, and never says a word. */
  public static FakeServer mute() {
    return new FakeServer((startUp, in, out) -> in.readAllBytes());
  }

  /**
   * Lets everybody in and says that it is this version; before 14 it does not know
   * client_connection_check_interval, as no real one did.
   */
  public static FakeServer ofVersion(String version) {
    return new FakeServer((startUp, in, out) -> {
      boolean old = Integer.parseInt(version.replaceAll("\\D.*", "")) < 14;
      if (old && startUp.contains("client_connection_check_interval")) {
        error(out, "42704", "unrecognized configuration parameter");
        return;
      }
      message(out, 'R', new byte[4]);
      message(out, 'S', ("server_version\0" + version + "\0").getBytes(StandardCharsets.UTF_8));
      message(out, 'S', "client_encoding\0UTF8\0".getBytes(StandardCharsets.UTF_8));
      message(out, 'K', new byte[8]);
      message(out, 'Z', new byte[] {'I'});
      out.flush();
      in.readAllBytes();
    });
  }

  /** Refuses with an error of its own wording. */
  public static FakeServer refusing(String sqlState, String text) {
    return new FakeServer((startUp, in, out) -> error(out, sqlState, text));
  }

  private static void error(DataOutputStream out, String sqlState, String text) throws IOException {
    String fields = "SFATAL\0C" + sqlState + "\0M" + text + "\0\0";
    message(out, 'E', fields.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void message(DataOutputStream out, char type, byte[] content) throws IOException {
    out.writeByte(type);
    out.writeInt(content.length + 4);
    out.write(content);
  }

  public Endpoint endpoint() {
    return new Endpoint("127.0.0.1", socket.getLocalPort());
  }

  /** Everything that clients sent, as LATIN1. */
  List<String> heard() {
    return heard;
  }

  /** How many clients came. */
  int met() {
    return met.get();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        var in = new DataInputStream(new Listening(client.getInputStream()));
        var out = new DataOutputStream(client.getOutputStream());
        byte[] startUp = in.readNBytes(in.readInt() - 4);
        met.incrementAndGet();
        manners.meet(new String(startUp, StandardCharsets.UTF_8), in, out);
      } catch (IOException gone) {
        // The next one.
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Listening extends java.io.FilterInputStream {
    Listening(java.io.InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        heard.add(Character.toString(b));
      }
      return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int n = super.read(bytes, from, length);
      if (n > 0) {
        heard.add(new String(bytes, from, n, StandardCharsets.ISO_8859_1));
      }
      return n;
    }
  }
}
