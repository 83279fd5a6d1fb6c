package io.pghealth.operator;

import io.pghealth.target.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A link to a real server that can be held: then what is under way waits, as on a slow network. */
final class HeldLink implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Endpoint server;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Object lock = new Object();
  private boolean held;

  HeldLink(Endpoint server) throws IOException {
    this.server = server;
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  void hold() {
    synchronized (lock) {
      held = true;
    }
  }

  void release() {
    synchronized (lock) {
      held = false;
      lock.notifyAll();
    }
  }

  /** How many answers of the server are held back by now. */
  int waiting() {
    return waiting.get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket peer = socket.accept();
        Socket real = new Socket(server.host(), server.port());
        Thread.ofPlatform().daemon().start(() -> pump(peer, real, false));
        Thread.ofPlatform().daemon().start(() -> pump(real, peer, true));
      } catch (IOException e) {
        // Either closed, or the server is down and the peer sees the end.
      }
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (answers) {
          awaitRelease();
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // One side is gone; closing both tells the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitRelease() throws InterruptedException {
    synchronized (lock) {
      if (held) {
        waiting.incrementAndGet();
        while (held) {
          lock.wait();
        }
        waiting.decrementAndGet();
      }
    }
  }

  @Override
  public void close() throws IOException {
    release();
    socket.close();
  }
}
