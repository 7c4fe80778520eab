package io.temper.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.spi.WorkloadSource;
import io.temper.workload.WorkloadSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What every {@link WorkloadSource} keeps. Extend it, make the source in front of another side that the test
 * can change, and say how to change it; an instance is used for one test.
 */
public abstract class WorkloadSourceContract {

  /** For subclasses. */
  protected WorkloadSourceContract() {}

  /**
   * Returns the source, the same one each time. Until {@link #runs} or {@link #breaks} is called it is not
   * asked.
   *
   * @return the source
   */
  protected abstract WorkloadSource source();

  /**
   * Makes the other side have exactly these workloads from now on, also after it was broken; returns once the
   * source can know.
   *
   * @param names their names, in the order in which the source shall come across them
   */
  protected abstract void runs(List<String> names);

  /** Makes it impossible to read the other side from now on; returns once the source can know. */
  protected abstract void breaks();

  /**
   * Returns the name that a workload has in the source, which may be more than its own.
   *
   * @param name one of those that {@link #runs} was given
   * @return the same, unless overridden; sorted alike
   */
  protected String nameOf(String name) {
    return name;
  }

  private WorkloadSet read() {
    return source().workloads();
  }

  private void assertRunning(String... names) {
    assertThat(read().stream().map(workload -> workload.id().name()))
        .containsExactlyElementsOf(
            new TreeSet<>(List.of(names)).stream().map(this::nameOf).toList());
  }

  @Test
  void workloads_ofSeveral_haveThemAll() {
    runs(List.of("batch", "db", "web"));
    assertRunning("batch", "db", "web");
  }

  @Test
  void workloads_ofNone_areEmpty() {
    runs(List.of());
    assertRunning();
  }

  @Test
  void workloads_readTwice_areEqual() {
    runs(List.of("db", "web"));
    assertThat(read()).isEqualTo(read());
  }

  @Test
  void workloads_comeAcrossInAnyOrder_areSorted() {
    runs(List.of("web", "batch", "db"));
    assertRunning("batch", "db", "web");
  }

  @Test
  void workloads_oneCameAndOneWent_areTheNewOnes() {
    runs(List.of("db", "web"));
    read();
    runs(List.of("batch", "web"));
    assertRunning("batch", "web");
  }

  @Test
  void workloads_theLastOneWent_areEmpty() {
    runs(List.of("web"));
    read();
    runs(List.of());
    assertRunning();
  }

  @Test
  void workloads_neverReadable_throwWithReasonEachTime() {
    breaks();
    for (int time = 0; time < 2; time++) {
      assertThatExceptionOfType(TemperException.class)
          .isThrownBy(this::read)
          .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }
  }

  /** Nothing that runs may look as if it had ended. */
  @Test
  void workloads_readableNoMore_throwOrAreThoseOfBefore() {
    runs(List.of("db", "web"));
    WorkloadSet before = read();
    breaks();
    try {
      assertThat(read()).isEqualTo(before);
    } catch (TemperException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Test
  void workloads_readableAgain_areTheNewOnes() {
    runs(List.of("db", "web"));
    read();
    breaks();
    runs(List.of("web"));
    assertRunning("web");
  }

  /** The thread is that of an agent that ends: it must hear of it. */
  @Test
  void workloads_onAnInterruptedThread_leaveItInterrupted() {
    runs(List.of("web"));
    Thread.currentThread().interrupt();
    try {
      read();
    } catch (TemperException e) {
      // Giving up is as good as an answer.
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
