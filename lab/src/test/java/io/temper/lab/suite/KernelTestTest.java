package io.temper.lab.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.MachineShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.support.descriptor.MethodSource;

class KernelTestTest {
  /** Not tests of the suite: what annotations mean is read from these. */
  @ConformanceRow("10")
  @MachineShape("16,smt=2,sockets=2")
  static class Annotated {
    void plain() {}

    @ConformanceRow({"11", "d"})
    @MachineShape("1")
    void own() {}

    @ConformanceRow("99")
    void unknown() {}

    static class Nested {
      void inner() {}
    }
  }

  private static MethodSource method(Class<?> type, String name) {
    return MethodSource.from(type.getName(), name);
  }

  @Test
  void method_hasTheRowsAndMachineOfItsClass_unlessItHasItsOwn() {
    var plain = method(Annotated.class, "plain");
    assertThat(KernelTest.rowsOf(plain)).containsExactly("10");
    assertThat(KernelTest.machineOf(plain)).isEqualTo("16,smt=2,sockets=2");
    var own = method(Annotated.class, "own");
    assertThat(KernelTest.rowsOf(own)).containsExactly("11", "d");
    assertThat(KernelTest.machineOf(own)).isEqualTo("1");
    assertThat(KernelTest.rowsOf(method(Annotated.Nested.class, "inner"))).containsExactly("10");
  }

  @Test
  void methodWithoutAnything_runsOnTwoCpusForNoRow() {
    var plain = method(KernelTestTest.class, "lines_areReadBack");
    assertThat(KernelTest.rowsOf(plain)).isEmpty();
    assertThat(KernelTest.machineOf(plain)).isEqualTo("2");
  }

  @Test
  void rowThatTheMatrixLacks_isRefused() {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> KernelTest.rowsOf(method(Annotated.class, "unknown")))
        .withMessageContaining("claims row '99'");
  }

  @Test
  void lines_areReadBack() {
    var test = new KernelTest("io.x.A", "b()", "4,smt=2", List.of("9", "a"));
    var none = new KernelTest("io.x.A", "c()", "2", List.of());
    assertThat(KernelTest.parse("tests=2 classes=1\n" + test + "\n" + none))
        .containsExactly(test, none);
  }

  @Test
  void choice_isByClassMachineAndRow_andSurvivesItsArguments() {
    var test = new KernelTest("io.x.A", "b()", "4,smt=2", List.of("9", "a"));
    assertThat(TestChoice.ALL.includes(test)).isTrue();
    assertThat(TestChoice.ofClasses(List.of("A")).includes(test)).isTrue();
    assertThat(TestChoice.ofClasses(List.of("B", "io.x.A")).includes(test)).isTrue();
    assertThat(TestChoice.ofClasses(List.of("B")).includes(test)).isFalse();
    assertThat(TestChoice.ofClasses(List.of("io.x")).includes(test)).isTrue();
    assertThat(TestChoice.ofClasses(List.of("io")).includes(test)).isTrue();
    assertThat(TestChoice.ofClasses(List.of("x", "io.", "io.x.y", "i")).includes(test))
        .isFalse();
    assertThat(TestChoice.ofRows(List.of("1", "a")).includes(test)).isTrue();
    assertThat(TestChoice.ofRows(List.of("1")).includes(test)).isFalse();
    var all = new TestChoice(List.of("A"), List.of("2"), List.of("9"));
    assertThat(TestChoice.parse(all.arguments())).isEqualTo(all);
    assertThat(all.includes(test)).isFalse();
    assertThat(all.onMachine("4,smt=2").includes(test)).isTrue();
  }
}
