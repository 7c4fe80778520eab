package io.temper.agent.report.observe;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.agent.report.input.InputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostGroupsTest {

  /** Of questions, such an exception means that it could not be found out: exit code 2. */
  @Test
  void ofThisHost_noTreeOfControlGroups_couldNotFindOutAndSaysHow(@TempDir Path empty) {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> HostGroups.ofThisHost(empty))
        .withMessageStartingWith(
            empty.resolve("cgroup.controllers") + ": there is no cgroup v2 tree; ")
        .withMessageContaining("TEMPER_JAVA_OPTS=-Dtemper.cgroup.root=");
  }
}
