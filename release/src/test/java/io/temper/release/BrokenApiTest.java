package io.temper.release;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import japicmp.exception.JApiCmpException;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison with the last release, seen to fail where an API is broken on purpose. */
class BrokenApiTest {
  private final ApiRules rules = ApiRules.ofTheBuild();

  @TempDir
  private Path before;

  @TempDir
  private Path now;

  private TinyApi next;

  @BeforeEach
  void anUnchangedApi() throws IOException {
    next = new TinyApi(now);
  }

  private ThrowingCallable comparison() throws IOException {
    Path old = new TinyApi(before).jar();
    Path changed = next.jar();
    return () -> rules.compare(old, changed);
  }

  @Test
  void nothingChanged_passes() throws IOException {
    assertThatCode(comparison()).doesNotThrowAnyException();
  }

  @Test
  void removedMethod_ofStableApi_fails() throws IOException {
    next.withType("stable", "", "int size();");
    assertThatExceptionOfType(JApiCmpException.class)
        .isThrownBy(comparison())
        .withMessageContaining("tiny.stable.Counter.count():METHOD_REMOVED");
  }

  @Test
  void otherReturnType_ofStableApi_fails() throws IOException {
    next.withType("stable", "", "long count();");
    assertThatExceptionOfType(JApiCmpException.class)
        .isThrownBy(comparison())
        .withMessageContaining("METHOD_RETURN_TYPE_CHANGED");
  }

  /** It links, but who implements the type does not compile, and fails when called. */
  @Test
  void newAbstractMethod_ofStableApi_fails() throws IOException {
    next.withType("stable", "", "int count(); void reset();");
    assertThatExceptionOfType(JApiCmpException.class)
        .isThrownBy(comparison())
        .withMessageContaining("METHOD_ADDED_TO_INTERFACE");
  }

  @Test
  void newDefaultMethod_ofStableApi_passes() throws IOException {
    next.withType("stable", "", "int count(); default void reset() {}");
    assertThatCode(comparison()).doesNotThrowAnyException();
  }

  @Test
  void deprecatedMethod_ofStableApi_passes() throws IOException {
    next.withType("stable", "", "@Deprecated int count();");
    assertThatCode(comparison()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evolving", "internal"})
  void removedMethod_ofWhatIsNotPromised_passes(String room) throws IOException {
    next.withType(room, "", "int size();");
    assertThatCode(comparison()).doesNotThrowAnyException();
  }

  /** Taking a promise back is no way around it. */
  @ParameterizedTest
  @ValueSource(strings = {"EvolvingApi", "InternalApi"})
  void stablePackage_thatPromisesLess_fails(String mark) throws IOException {
    next.withMark("stable", mark);
    assertThatExceptionOfType(JApiCmpException.class)
        .isThrownBy(comparison())
        .withMessageContaining("tiny.stable.Counter");
  }

  @Test
  void evolvingPackage_thatBecomesStable_passes() throws IOException {
    next.withMark("evolving", "StableApi").withType("evolving", "", "int size();");
    assertThatCode(comparison()).doesNotThrowAnyException();
  }

  @Test
  void internalType_ofAStablePackage_isNotPromised() throws IOException {
    Path old = new TinyApi(before)
        .withType("stable", "@io.temper.InternalApi", "int count();")
        .jar();
    Path changed =
        next.withType("stable", "@io.temper.InternalApi", "int size();").jar();
    assertThatCode(() -> rules.compare(old, changed)).doesNotThrowAnyException();
  }
}
