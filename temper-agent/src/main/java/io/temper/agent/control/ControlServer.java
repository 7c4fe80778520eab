package io.temper.agent.control;

import io.temper.TemperException;
import io.temper.agent.report.InputException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the control socket from one thread of its own. A client that is slow, silent or talks nonsense
 * costs one of a few places for a few seconds, and nothing of the loop.
 */
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final int MOST_CLIENTS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 500;

  private final Path path;
  private final ControlHandler handler;
  private final Duration patience;
  private final Selector selector;
  private final ServerSocketChannel server;
  private final Thread thread;
  private volatile boolean closed;

  private ControlServer(
      Path path,
      ControlHandler handler,
      Duration patience,
      Selector selector,
      ServerSocketChannel server) {
    this.path = path;
    this.handler = handler;
    this.patience = patience;
    this.selector = selector;
    this.server = server;
    this.thread = new Thread(this::run, "temper-control");
    thread.setDaemon(true);
  }

  /**
   * Opens the socket and begins to serve it.
   *
   * @param path where; its folder is made if it is not there
   * @param handler does what is asked for
   * @return the server, to be closed by the caller
   * @throws InputException if another agent serves it
   * @throws TemperException if it cannot be opened
   */
  public static ControlServer start(Path path, ControlHandler handler) {
    return start(path, handler, PATIENCE);
  }

  static ControlServer start(Path path, ControlHandler handler, Duration patience) {
    try {
      removeLeftOver(path);
      var server = bound(path);
      server.configureBlocking(false);
      var selector = Selector.open();
      server.register(selector, SelectionKey.OP_ACCEPT);
      var started = new ControlServer(path, handler, patience, selector, server);
      started.thread.start();
      return started;
    } catch (IOException | UnsupportedOperationException e) {
      throw new TemperException(
          "cannot open the control socket " + path + ": " + e
              + "; choose a place that this user may write to",
          e);
    }
  }

  /** Bound in a folder that is nobody else's, so that at no moment anybody else may connect. */
  private static ServerSocketChannel bound(Path path) throws IOException {
    Path folder = Files.createTempDirectory(path.toAbsolutePath().getParent(), ".t");
    Path made = folder.resolve("s");
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(made));
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    } finally {
      Files.deleteIfExists(made);
      Files.delete(folder);
    }
  }

  /** A socket that nobody serves is what a killed agent left; anything else is somebody's. */
  private static void removeLeftOver(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    var attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isOther()) {
      throw new InputException(path + " is there and is no socket: remove it, or give the agent"
          + " another control socket");
    }
    try (var other = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      throw new InputException("another agent serves " + path + " (" + other.getRemoteAddress()
          + "): stop it first, or give this one a control socket of its own");
    } catch (IOException nobodyServesIt) {
      Files.delete(path);
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector;
        server) {
      while (!closed) {
        selector.select(LOOK_MILLIS);
        serveReady();
        dropLate();
      }
      Files.deleteIfExists(path);
      new ArrayList<>(selector.keys()).forEach(ControlServer::drop);
    } catch (IOException | RuntimeException e) {
      LOG.error("the control socket {} is not served any more", path, e);
    }
  }

  private void serveReady() throws IOException {
    for (var key : selector.selectedKeys()) {
      if (key.channel() == server) {
        accept();
      } else if (key.isValid()) {
        serve(key);
      }
    }
    selector.selectedKeys().clear();
  }

  private void accept() throws IOException {
    SocketChannel client;
    try {
      client = server.accept();
    } catch (IOException e) {
      // Such as too many open files: that passes.
      LOG.warn("a client of the control socket could not be served: {}", e.toString());
      return;
    }
    if (client == null) {
      return;
    }
    if (selector.keys().size() > MOST_CLIENTS) {
      client.close();
      return;
    }
    client.configureBlocking(false);
    long deadline = System.nanoTime() + patience.toNanos();
    client.register(
        selector, SelectionKey.OP_READ, new ControlConnection(client, handler, deadline));
  }

  private void serve(SelectionKey key) {
    var connection = (ControlConnection) key.attachment();
    try {
      int wanted = connection.work();
      if (wanted == 0) {
        drop(key);
      } else {
        key.interestOps(wanted);
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("a client of the control socket was dropped", e);
      drop(key);
    }
  }

  private void dropLate() {
    long now = System.nanoTime();
    for (var key : new ArrayList<>(selector.keys())) {
      if (key.attachment() instanceof ControlConnection connection && connection.isLate(now)) {
        drop(key);
      }
    }
  }

  private static void drop(SelectionKey key) {
    key.cancel();
    try {
      key.channel().close();
    } catch (IOException e) {
      LOG.debug("closing a client failed", e);
    }
  }
}
