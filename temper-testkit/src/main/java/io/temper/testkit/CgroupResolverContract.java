package io.temper.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import io.temper.spi.CgroupResolver;
import io.temper.workload.CgroupPath;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CgroupResolver} keeps. Extend it and say how to make and remove a group; an instance is
 * used for one test.
 */
public abstract class CgroupResolverContract {
  private static final CgroupPath WEB = new CgroupPath("/test.slice/web.service");
  private static final CgroupPath DB = new CgroupPath("/test.slice/db.service");
  private static final CgroupPath AROUND = new CgroupPath("/test.slice");

  /** For subclasses. */
  protected CgroupResolverContract() {}

  /**
   * Returns the resolver, the same one each time.
   *
   * @return the resolver of a tree that has its root and nothing below {@code /test.slice} yet
   */
  protected abstract CgroupResolver resolver();

  /**
   * Makes a group, and those around it that are not there.
   *
   * @param path where
   */
  protected abstract void make(CgroupPath path);

  /**
   * Removes a group that is there and has none below.
   *
   * @param path where
   */
  protected abstract void remove(CgroupPath path);

  private OptionalLong idOf(CgroupPath path) {
    return resolver().apply(path);
  }

  @Test
  void apply_groupThatIsThere_hasAnId() {
    make(WEB);
    assertThat(idOf(WEB)).isPresent();
  }

  @Test
  void apply_again_isTheSameId() {
    make(WEB);
    assertThat(idOf(WEB)).isEqualTo(idOf(WEB));
  }

  @Test
  void apply_severalGroups_haveAnIdEach() {
    make(WEB);
    make(DB);
    assertThat(List.of(idOf(WEB), idOf(DB), idOf(AROUND)))
        .doesNotContain(OptionalLong.empty())
        .doesNotHaveDuplicates();
  }

  @Test
  void apply_root_hasAnId() {
    assertThat(idOf(new CgroupPath("/"))).isPresent();
  }

  @Test
  void apply_groupThatNeverWas_isEmpty() {
    make(WEB);
    assertThat(idOf(DB)).isEmpty();
  }

  @Test
  void apply_nothingAroundIt_isEmpty() {
    assertThat(idOf(WEB)).isEmpty();
  }

  @Test
  void apply_longestNameThatLinuxAllows_isNoTrouble() {
    assertThat(idOf(new CgroupPath("/test.slice/" + "x".repeat(255)))).isEmpty();
  }

  @Test
  void apply_groupThatCame_hasAnId() {
    assertThat(idOf(WEB)).isEmpty();
    make(WEB);
    assertThat(idOf(WEB)).isPresent();
  }

  @Test
  void apply_groupThatWent_isEmptyAndTheOthersStay() {
    make(WEB);
    make(DB);
    OptionalLong before = idOf(DB);
    remove(WEB);
    assertThat(idOf(WEB)).isEmpty();
    assertThat(idOf(DB)).isEqualTo(before);
  }

  @Test
  void apply_onAnInterruptedThread_leavesItInterrupted() {
    make(WEB);
    Thread.currentThread().interrupt();
    try {
      idOf(WEB);
    } catch (TemperException e) {
      // Giving up is as good as an answer.
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
