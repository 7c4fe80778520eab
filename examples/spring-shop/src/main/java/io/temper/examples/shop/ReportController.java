package io.temper.examples.shop;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The report of the day: as many threads as its executor has, for as long as nobody ends it. */
@RestController
class ReportController {
  private static final int ROUNDS_PER_LINE = 100_000;

  private final ThreadPoolTaskExecutor executor;
  private final AtomicLong lines = new AtomicLong();
  private volatile boolean running;

  ReportController(@Qualifier("reportExecutor") ThreadPoolTaskExecutor executor) {
    this.executor = executor;
  }

  @PostMapping("/report")
  synchronized long start() {
    if (!running) {
      running = true;
      for (int i = 0; i < executor.getCorePoolSize(); i++) {
        executor.execute(this::write);
      }
    }
    return lines.get();
  }

  @GetMapping("/report")
  long lines() {
    return lines.get();
  }

  @DeleteMapping("/report")
  @PreDestroy
  void stop() {
    running = false;
  }

  private void write() {
    while (running) {
      long number = Arithmetic.mix(lines.get() + 1, ROUNDS_PER_LINE);
      // A number of this generator is never 0, which the compiler does not know.
      lines.addAndGet(number == 0 ? 0 : 1);
    }
  }
}
