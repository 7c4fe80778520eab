package io.temper.agent.http;

import io.temper.agent.report.input.InputException;
import io.temper.agent.socket.Clients;
import io.temper.runtime.thread.Telling;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers over HTTP from one thread of its own, which never waits for a client. There are so many places;
 * if all are taken, whoever has been there for longest makes room. So nobody is kept out by those who are
 * slow, whatever their number, and who asks at once is answered at once.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int PLACES = 64;
  private static final int BACKLOG = 128;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(250);

  /** Those who wait already are served before more are let in. */
  private static final int MOST_AT_ONCE = 16;

  private final Selector selector;
  private final ServerSocketChannel server;
  private final SelectionKey door;
  private final Function<HttpRequest, HttpAnswer> pages;
  private final Duration patience;
  private final Thread thread;
  private long doorClosedUntil;
  private volatile boolean closed;

  private HttpServer(
      Selector selector,
      ServerSocketChannel server,
      Function<HttpRequest, HttpAnswer> pages,
      Duration patience)
      throws IOException {
    this.selector = selector;
    this.server = server;
    this.door = server.register(selector, SelectionKey.OP_ACCEPT);
    this.pages = pages;
    this.patience = patience;
    this.thread = new Thread(this::run, "temper-http");
    thread.setDaemon(true);
  }

  /**
   * Listens. Nobody is answered before {@link #start}.
   *
   * @param address where; port 0 for any that is free
   * @param pages what there is to see
   * @return the server, to be closed by the caller
   * @throws InputException if it cannot listen there
   */
  public static HttpServer open(InetSocketAddress address, AgentPages pages) {
    return open(address, pages::answer, PATIENCE);
  }

  static HttpServer open(
      InetSocketAddress address, Function<HttpRequest, HttpAnswer> pages, Duration patience) {
    try {
      return over(bound(address), pages, patience);
    } catch (IOException e) {
      throw new InputException(
          "cannot listen at " + text(address) + " ("
              + e.getMessage() + "): give another http.address, or leave it out; who listens there"
              + " already is shown by 'ss -ltnp', and ports below 1024 need CAP_NET_BIND_SERVICE",
          e);
    }
  }

  private static HttpServer over(
      ServerSocketChannel server, Function<HttpRequest, HttpAnswer> pages, Duration patience)
      throws IOException {
    try {
      return new HttpServer(Selector.open(), server, pages, patience);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private static ServerSocketChannel bound(InetSocketAddress address) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.bind(address, BACKLOG);
      server.configureBlocking(false);
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Begins to answer. */
  public void start() {
    thread.start();
    LOG.info("HTTP is served at {}", text(address()));
  }

  /**
   * Returns where it listens.
   *
   * @return the address, with the port that was chosen
   */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.socket().getLocalSocketAddress();
  }

  @Override
  public void close() {
    closed = true;
    if (thread.getState() == Thread.State.NEW) {
      end();
      return;
    }
    selector.wakeup();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        selector.select(sleepMillis());
        serveReady();
        dropLate();
        openDoor();
      } catch (IOException | RuntimeException | Error e) {
        // The agent does without it, and the next round may be better.
        Telling.quietly(() -> LOG.warn("serving HTTP failed", e));
        LockSupport.parkNanos(LOOK.toNanos());
      }
    }
    end();
  }

  /** For ever (0) while nobody is there who may be late: it does not wake to find nothing. */
  private long sleepMillis() {
    boolean isOpen = door.interestOps() != 0;
    return isOpen && clients().isEmpty() ? 0 : LOOK.toMillis();
  }

  private void end() {
    try (selector;
        server) {
      new ArrayList<>(selector.keys()).forEach(Clients::drop);
    } catch (IOException e) {
      LOG.debug("closing the HTTP server failed", e);
    }
  }

  private void serveReady() throws IOException {
    var ready = Clients.takeReady(selector);
    for (SelectionKey key : ready) {
      if (key != door && key.isValid()) {
        serve(key, connectionOf(key));
      }
    }
    if (ready.contains(door)) {
      letIn();
    }
  }

  private void letIn() {
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      try {
        SocketChannel client = server.accept();
        if (client == null) {
          return;
        }
        welcome(client);
      } catch (IOException e) {
        // Such as too many open files: that passes, and one who leaves helps.
        LOG.warn("a client of HTTP could not be served: {}", e.toString());
        dropOldest();
        closeDoor();
        return;
      }
    }
  }

  private void welcome(SocketChannel client) throws IOException {
    if (clients().size() >= PLACES) {
      dropOldest();
    }
    client.configureBlocking(false);
    var connection = new HttpConnection(client, pages, patience, System.nanoTime());
    serve(client.register(selector, SelectionKey.OP_READ, connection), connection);
  }

  private static void serve(SelectionKey key, HttpConnection connection) {
    Clients.serve(key, () -> connection.work(System.nanoTime()));
  }

  private void dropLate() {
    long now = System.nanoTime();
    clients().stream().filter(key -> connectionOf(key).isLate(now)).forEach(Clients::drop);
  }

  private void dropOldest() {
    long now = System.nanoTime();
    clients().stream()
        .max(Comparator.comparingLong(key -> connectionOf(key).age(now)))
        .ifPresent(Clients::drop);
  }

  /** Those who were dropped stay among the selector's keys until it selects again. */
  private List<SelectionKey> clients() {
    return selector.keys().stream().filter(key -> key != door && key.isValid()).toList();
  }

  private static HttpConnection connectionOf(SelectionKey client) {
    return (HttpConnection) client.attachment();
  }

  /** For a moment, so that what fails each time does not fail all the time. */
  private void closeDoor() {
    doorClosedUntil = System.nanoTime() + LOOK.toNanos();
    if (door.isValid()) {
      door.interestOps(0);
    }
  }

  private void openDoor() {
    if (door.interestOps() == 0 && System.nanoTime() - doorClosedUntil >= 0) {
      door.interestOps(SelectionKey.OP_ACCEPT);
    }
  }
}
