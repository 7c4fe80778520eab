package io.temper.lab.suite;

import io.temper.testkit.kernel.TestForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one boot of a machine is to run.
 *
 * @param choice which tests
 * @param machine its CPUs, as {@code --cpus} takes them; empty for those that the user gave
 * @param form "short" or "long"
 * @param settings system properties for the tests' JVM
 */
public record SuiteRequest(
    TestChoice choice, Optional<String> machine, String form, Map<String, String> settings) {
  /** Copies. */
  public SuiteRequest {
    settings = Map.copyOf(settings);
  }

  /**
   * Requests the chosen tests of one shape of machine.
   *
   * @param choice which tests, of whatever machine
   * @param machine the shape
   * @param form "short" or "long"
   * @return the request
   */
  public static SuiteRequest on(TestChoice choice, String machine, String form) {
    return new SuiteRequest(choice.onMachine(machine), Optional.of(machine), form, Map.of());
  }

  /**
   * Names a form.
   *
   * @param isLong whether it is the long one
   * @return "long" or "short"
   */
  public static String form(boolean isLong) {
    return isLong ? "long" : "short";
  }

  List<String> properties() {
    // The name is a constant, so the class that has it need not be there.
    return Stream.concat(
            Stream.of("-D" + TestForm.PROPERTY + "=" + form),
            settings.entrySet().stream()
                .map(e -> "-D" + e.getKey() + "=" + e.getValue())
                .sorted())
        .toList();
  }

  String machineName() {
    return machine.orElse("as given");
  }

  /** Reports of the usual machine lie where they always lay. */
  String folder() {
    return machine
        .filter(m -> !m.equals(KernelTest.USUAL_MACHINE))
        .map(m -> "cpus-" + m.replaceAll("[^A-Za-z0-9]+", "-"))
        .orElse("");
  }
}
