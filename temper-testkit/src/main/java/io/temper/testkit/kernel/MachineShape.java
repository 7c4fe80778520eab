package io.temper.testkit.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which CPUs a kernel test needs. The lab runs the tests of each shape in a machine of their
 * own; tests that say nothing get two CPUs. A method's own annotation replaces the one of its class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface MachineShape {
  /**
   * Describes the CPUs.
   *
   * @return what the lab's {@code --cpus} takes, as in "1" or "16,smt=2,sockets=2"
   */
  String value();
}
