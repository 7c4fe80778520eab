package io.temper.spring.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.spring.TemperStateChanged;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ApplicationEventPublisher;

@Timeout(30)
class StateNewsTest {
  private final List<String> changes = new CopyOnWriteArrayList<>();
  private final Object first = new Object();
  private final Object second = new Object();

  private StateNews news(ApplicationEventPublisher listener) {
    return new StateNews(
        event -> {
          var change = (TemperStateChanged) event;
          changes.add(change.before() + " > " + change.after());
          listener.publishEvent(event);
        },
        first,
        "stopped");
  }

  @Test
  void tell_bySomebodyWhoIsNotHeardAnyMore_isNoNews() {
    var news = news(event -> {});
    news.tell(first, "enforcing", "");
    news.hear(second);
    news.tell(first, "failed", "");
    news.tell(second, "enforcing", "");
    news.tell(second, "idle", "");
    assertThat(changes).containsExactly("stopped > enforcing", "enforcing > idle");
  }

  @Test
  void tell_whileAListenerHangs_returnsAndIsPublishedAfterwards() throws InterruptedException {
    var hangs = new CountDownLatch(1);
    var goesOn = new CountDownLatch(1);
    var news = news(event -> {
      hangs.countDown();
      EmbeddedNodeTest.awaitThat(goesOn);
    });
    var other = new Thread(() -> news.tell(first, "enforcing", ""));
    other.start();
    hangs.await();
    news.tell(first, "idle", "");
    assertThat(changes).containsExactly("stopped > enforcing");
    goesOn.countDown();
    other.join();
    assertThat(changes).containsExactly("stopped > enforcing", "enforcing > idle");
  }

  @Test
  void tell_byAListener_isPublishedOnceAllHaveHeardOfWhatLedToIt() {
    Queue<Runnable> todo = new ArrayDeque<>();
    List<String> heard = new CopyOnWriteArrayList<>();
    var news = news(event -> {
      Runnable next = todo.poll();
      if (next != null) {
        next.run();
      }
      heard.add(((TemperStateChanged) event).after());
    });
    todo.add(() -> news.tell(first, "stopped", ""));
    news.tell(first, "enforcing", "");
    assertThat(heard).containsExactly("enforcing", "stopped");
  }

  @Test
  void tell_whereAListenerThrows_goesOnWithTheNextChange() {
    var news = news(event -> {
      throw new IllegalStateException("of the application");
    });
    news.tell(first, "enforcing", "");
    news.tell(first, "idle", "");
    assertThat(changes).containsExactly("stopped > enforcing", "enforcing > idle");
  }

  @Test
  void tell_whereAListenerThrowsACheckedException_goesOnWithTheNextChange() {
    var news = news(event -> undeclared(new IOException("of a listener in Kotlin")));
    news.tell(first, "enforcing", "");
    news.tell(first, "idle", "");
    assertThat(changes).containsExactly("stopped > enforcing", "enforcing > idle");
  }

  @Test
  void tell_whereAListenerLacksMemory_endsOnceWhatOthersLeftIsPublished() {
    Queue<Runnable> todo = new ArrayDeque<>();
    var news = news(event -> {
      Runnable next = todo.poll();
      if (next != null) {
        next.run();
        throw new OutOfMemoryError("of a listener");
      }
    });
    todo.add(() -> news.tell(first, "idle", ""));
    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(() -> news.tell(first, "enforcing", ""));
    assertThat(changes).containsExactly("stopped > enforcing", "enforcing > idle");
  }

  /** Throws it as languages do that know no checked exceptions. */
  @SuppressWarnings({"unchecked", "DoNotCallSuggester"})
  static <E extends Throwable> void undeclared(Throwable failure) throws E {
    throw (E) failure;
  }
}
