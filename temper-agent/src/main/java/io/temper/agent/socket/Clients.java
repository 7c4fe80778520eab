package io.temper.agent.socket;

import io.temper.runtime.thread.Telling;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clients of one selector: whatever one of them does, it costs nobody but himself. */
public final class Clients {
  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);

  /** Talks to one client. */
  public interface Work {
    /**
     * Does what can be done without waiting.
     *
     * @return the operations to wait for; 0 if the client is done with
     * @throws IOException if he is gone
     */
    int go() throws IOException;
  }

  private Clients() {}

  /** Returns who is ready, and takes note of that: what fails is not ready again by itself. */
  public static List<SelectionKey> takeReady(Selector selector) {
    var ready = new ArrayList<>(selector.selectedKeys());
    selector.selectedKeys().clear();
    return ready;
  }

  /** Lets a client go on, or go. */
  public static void serve(SelectionKey client, Work work) {
    try {
      int wanted = work.go();
      if (wanted == 0) {
        drop(client);
      } else {
        client.interestOps(wanted);
      }
    } catch (IOException | RuntimeException | Error e) {
      drop(client);
      Telling.quietly(() -> LOG.debug("a client was dropped", e));
    }
  }

  /** Ends a connection. */
  public static void drop(SelectionKey client) {
    client.cancel();
    try {
      client.channel().close();
    } catch (IOException e) {
      LOG.debug("closing a client failed", e);
    }
  }
}
