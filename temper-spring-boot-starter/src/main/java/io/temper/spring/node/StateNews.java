package io.temper.spring.node;

import io.temper.spring.TemperStateChanged;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes the changes of the state, in the order in which they are told of, by whatever threads. Only one
 * teller is heard at a time. Who tells while another publishes leaves that to the other: a listener that hangs
 * keeps nobody from stopping the node.
 */
final class StateNews {
  private static final Logger LOG = LoggerFactory.getLogger("io.temper.spring");

  private final ApplicationEventPublisher events;
  private final ReentrantLock publishing = new ReentrantLock();
  private final Queue<TemperStateChanged> waiting = new ConcurrentLinkedQueue<>();
  private Object heard;
  private String told;

  /** Begins with the state that nobody need be told of. */
  StateNews(ApplicationEventPublisher events, Object heard, String state) {
    this.events = events;
    this.heard = heard;
    this.told = state;
  }

  /** Hears this teller from now on, and nobody else. */
  synchronized void hear(Object teller) {
    this.heard = teller;
  }

  /** Tells of the state, which is news only if it is another and the teller is the one who is heard. */
  void tell(Object teller, String state, String reason) {
    note(teller, state, reason);
    // Looked at again once the lock is free: meanwhile another may have left something.
    while (!waiting.isEmpty() && !publishing.isHeldByCurrentThread() && publishing.tryLock()) {
      try {
        publishWaiting();
      } finally {
        publishing.unlock();
      }
    }
  }

  private synchronized void note(Object teller, String state, String reason) {
    if (teller == heard && !state.equals(told)) {
      waiting.add(new TemperStateChanged(told, state, reason));
      told = state;
    }
  }

  private void publishWaiting() {
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      publish(next);
    }
  }

  /**
   * What a listener throws, undeclared checked exceptions included, is no reason to keep the next change from the
   * others. For want of memory this thread cannot go on, but those who left it a change have gone already.
   */
  private void publish(TemperStateChanged change) {
    try {
      events.publishEvent(change);
    } catch (VirtualMachineError e) {
      publishWaiting();
      throw e;
    } catch (Throwable e) {
      LOG.warn("a listener of Temper's state failed", e);
    }
  }
}
