package io.temper.testkit.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which rows of the conformance matrix (docs/lab.md) a kernel test proves. A method's own
 * annotation replaces the one of its class. What the test publishes with JUnit's {@code
 * TestReporter.publishEntry(key, value)} becomes the row's figures.
 *
 * <pre>{@code
 * @Test
 * @ConformanceRow("9")
 * void publish_twentyPerSecond_neverDetaches(TestReporter reporter) {
 *   ...
 *   reporter.publishEntry("adopted p99 ms", "12.5");
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ConformanceRow {
  /**
   * Names the rows.
   *
   * @return identifiers of rows, "1" to "17" and "a" to "k"; at least one
   */
  String[] value();
}
