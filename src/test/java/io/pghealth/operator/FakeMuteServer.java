package io.pghealth.operator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts connections and never answers. */
final class FakeMuteServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Held> held = new CopyOnWriteArrayList<>();

  /** A connection; {@code closed} is set when the peer has given up. */
  private static final class Held {
    private final Instant opened = Instant.now();
    private volatile Instant closed;
  }

  FakeMuteServer() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Whether some connection had been waiting for an answer at that time, and still did later. */
  boolean heldAt(Instant time) {
    return held.stream()
        .anyMatch(h -> h.opened.isBefore(time) && (h.closed == null || h.closed.isAfter(time)));
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket peer = socket.accept();
        Held connection = new Held();
        held.add(connection);
        Thread.ofVirtual().start(() -> swallow(peer, connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void swallow(Socket peer, Held connection) {
    try (peer) {
      peer.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The peer is gone, which is all there is to know.
    } finally {
      connection.closed = Instant.now();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
