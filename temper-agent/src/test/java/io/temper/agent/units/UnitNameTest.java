package io.temper.agent.units;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitNameTest {
  private static UnitName unit(String name) {
    return UnitName.ofGroup(name).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"web.service", "session-3.scope", "a-b.slice", "x@y.service", "a\\x2db.scope"})
  void ofGroup_serviceScopeOrSlice_isAUnit(String name) {
    assertThat(unit(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker",
        "web",
        ".service",
        ".slice",
        "dev-hugepages.mount",
        "a.socket",
        "web.service.d",
        "web.Service",
        ""
      })
  void ofGroup_anythingElse_isNone(String name) {
    assertThat(UnitName.ofGroup(name)).isEmpty();
  }

  @Test
  void dropInFolders_plain_isItsOwn() {
    assertThat(unit("web.service").dropInFolders()).containsExactly("web.service.d");
  }

  @Test
  void dropInFolders_dashes_areOneEach() {
    assertThat(unit("foo-bar-baz.service").dropInFolders())
        .containsExactly("foo-bar-baz.service.d", "foo-bar-.service.d", "foo-.service.d");
    assertThat(unit("user-1000.slice").dropInFolders())
        .containsExactly("user-1000.slice.d", "user-.slice.d");
  }

  @Test
  void dropInFolders_ofAnInstance_haveThoseOfTheTemplate() {
    assertThat(unit("foo-bar@one.service").dropInFolders())
        .containsExactly(
            "foo-bar@one.service.d",
            "foo-bar@.service.d",
            "foo-.service.d",
            "foo-@one.service.d",
            "foo-@.service.d");
  }

  /** A dash of the instance is no dash of the name. */
  @Test
  void dropInFolders_dashInTheInstance_isNone() {
    assertThat(unit("foo@a-b.service").dropInFolders())
        .containsExactly("foo@a-b.service.d", "foo@.service.d");
  }

  @Test
  void dropInFolders_escapedDash_isNone() {
    assertThat(unit("srv-a\\x2db.service").dropInFolders())
        .containsExactly("srv-a\\x2db.service.d", "srv-.service.d");
  }

  @Test
  void files_ofAnInstance_areItsOwnAndItsTemplate() {
    assertThat(unit("foo@one.service").files()).containsExactly("foo@one.service", "foo@.service");
    assertThat(unit("foo.service").files()).containsExactly("foo.service");
  }
}
