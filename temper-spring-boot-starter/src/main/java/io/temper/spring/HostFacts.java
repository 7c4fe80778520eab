package io.temper.spring;

import io.temper.bpf.Check;
import java.util.List;
import java.util.Optional;

/**
 * What the starter asks of the host before it does anything. An application may have a bean of its own, for
 * example to take part as if on another host in a test.
 */
public interface HostFacts {

  /**
   * Returns the name of the operating system.
   *
   * @return as the JVM tells it, for example {@code Linux}
   */
  String operatingSystem();

  /**
   * Asks Temper's preflight.
   *
   * @return its answers to the questions that concern the host; none on another system than Linux
   */
  List<Check> checks();

  /**
   * Tells which scheduler is in charge of the host now.
   *
   * @return its name as the kernel has it; empty if it is the stock scheduler, or cannot be told
   */
  Optional<String> schedulerInCharge();

  /**
   * Returns the facts of the machine that this JVM runs on.
   *
   * @return facts that are read anew each time
   */
  static HostFacts ofThisHost() {
    return new ThisHost();
  }
}
