package io.temper.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.spi.WorkloadSource;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every {@link WorkloadSource} keeps. Extend it and say how to get one. */
public abstract class WorkloadSourceContract {

  /** For subclasses. */
  protected WorkloadSourceContract() {}

  /**
   * Returns a source of exactly these pods or the like, in namespace {@code test}.
   *
   * @param names their names, in the order in which the source shall come across them
   * @return a source
   */
  protected abstract WorkloadSource sourceOf(Set<String> names);

  /**
   * Returns the name that a workload has in the source, which may be more than its own.
   *
   * @param name one of those that {@link #sourceOf} was given
   * @return the same, unless overridden; sorted alike
   */
  protected String nameOf(String name) {
    return name;
  }

  /**
   * Returns a source that cannot be read.
   *
   * @return a source
   */
  protected abstract WorkloadSource unreadable();

  @Test
  void workloads_ofSeveral_haveThemAll() {
    Set<String> names = new TreeSet<>(Set.of("web", "db", "batch"));
    assertThat(
            sourceOf(names).workloads().stream().map(workload -> workload.id().name()))
        .containsExactlyElementsOf(names.stream().map(this::nameOf).toList());
  }

  @Test
  void workloads_ofNone_isEmpty() {
    assertThat(sourceOf(Set.of()).workloads().size()).isZero();
  }

  @Test
  void workloads_readTwice_areEqual() {
    WorkloadSource source = sourceOf(Set.of("web", "db"));
    assertThat(source.workloads()).isEqualTo(source.workloads());
  }

  @Test
  void workloads_unreadable_throwsWithReason() {
    WorkloadSource source = unreadable();
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(source::workloads)
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
  }
}
