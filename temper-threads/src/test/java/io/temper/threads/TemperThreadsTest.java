package io.temper.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.temper.profile.DeclaredGroups;
import io.temper.profile.PlacedGroup;
import io.temper.profile.ThreadTreatment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel shows of threads in a group. */
@EnabledOnOs(OS.LINUX)
class TemperThreadsTest {
  private static final DeclaredGroup CHECKOUT = TemperThreads.group("checkout", Treatment.LATENCY);
  private static final DeclaredGroup REPORTS = TemperThreads.group("reports", Treatment.YIELD);

  /** The name of the current thread, as everybody else reads it. */
  private static String nameInKernel() {
    try {
      return Files.readString(Path.of("/proc/thread-self/comm")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T inThread(String name, Callable<T> work) throws Exception {
    var task = new FutureTask<>(work);
    var thread = new Thread(task, name);
    thread.start();
    return task.get();
  }

  @Test
  void run_inside_theKernelShowsTheGroupAndAfterwardsTheNameBefore() throws Exception {
    String names = inThread("before", () -> {
      var inside = new AtomicReference<String>();
      CHECKOUT.run(() -> inside.set(nameInKernel()));
      return inside.get() + ", " + nameInKernel() + ", "
          + Thread.currentThread().getName();
    });
    assertThat(names).isEqualTo("@L:checkout, before, before");
  }

  @Test
  void run_workThatFails_givesTheNameBack() throws Exception {
    String name = inThread("before", () -> {
      Throwable thrown = catchThrowable(() -> CHECKOUT.run(() -> {
        throw new IllegalStateException("as wanted");
      }));
      return thrown.getMessage() + ", " + nameInKernel();
    });
    assertThat(name).isEqualTo("as wanted, before");
  }

  @Test
  void enter_nested_theInnermostCounts() throws Exception {
    String names = inThread("before", () -> {
      try (var outer = CHECKOUT.enter()) {
        assertThat(outer).isNotNull();
        REPORTS.run(() -> assertThat(nameInKernel()).isEqualTo("@Y:reports"));
        return nameInKernel();
      }
    });
    assertThat(names).isEqualTo("@L:checkout");
  }

  @Test
  void close_threadRenamedMeanwhile_leavesTheNewName() throws Exception {
    String name = inThread("before", () -> {
      var scope = CHECKOUT.enter();
      Thread.currentThread().setName("other");
      scope.close();
      scope.close();
      return nameInKernel();
    });
    assertThat(name).isEqualTo("other");
  }

  @Test
  void close_byAnotherThread_saysSo() throws Exception {
    GroupScope scope = inThread("first", CHECKOUT::enter);
    assertThatIllegalStateException()
        .isThrownBy(scope::close)
        .withMessageContaining("entered the group @L:checkout");
  }

  @Test
  void threads_ofAFactory_areInTheGroupWhileTheyWork() throws Exception {
    var pool = Executors.newFixedThreadPool(2, CHECKOUT.threads(Executors.defaultThreadFactory()));
    try {
      assertThat(pool.submit(TemperThreadsTest::nameInKernel).get()).isEqualTo("@L:checkout");
      assertThat(pool.submit(TemperThreadsTest::nameInKernel).get()).isEqualTo("@L:checkout");
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1234567890123", "a b", "café", "a:b"})
  void group_nameThatDoesNotFit_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemperThreads.group(name, Treatment.LATENCY))
        .withMessage("not a name of a group of threads: '" + name
            + "': it must be 1 to 12 ASCII letters, digits, dots, dashes and underscores");
  }

  @ParameterizedTest
  @EnumSource(Treatment.class)
  void everyTreatment_isWhatTheAgentReads(Treatment treatment) throws Exception {
    var group = TemperThreads.group("123456789012", treatment);
    String name = inThread("before", () -> {
      var inside = new AtomicReference<String>();
      group.run(() -> inside.set(nameInKernel()));
      return inside.get();
    });
    assertThat(name).hasSize(15);
    assertThat(DeclaredGroups.parse(name))
        .contains(new PlacedGroup("123456789012", ThreadTreatment.valueOf(treatment.name())));
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void virtualThread_anything_doesNothing() throws Exception {
    var seen = new AtomicReference<String>();
    Runnable work = () -> CHECKOUT.run(() ->
        seen.set("'" + Thread.currentThread().getName() + "' " + nameInKernel().startsWith("@")));
    var start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    ((Thread) start.invoke(null, work)).join();
    assertThat(seen.get()).isEqualTo("'' false");
  }

  @Test
  void nameGivenByAnotherThread_neverReachesTheKernel() throws Exception {
    var started = new CountDownLatch(1);
    var renamed = new FutureTask<>(() -> {
      started.countDown();
      while (Thread.currentThread().getName().equals("before")) {
        Thread.onSpinWait();
      }
      return nameInKernel();
    });
    var thread = new Thread(renamed, "before");
    thread.start();
    started.await();
    thread.setName("after");
    assertThat(renamed.get()).isEqualTo("before");
  }
}
