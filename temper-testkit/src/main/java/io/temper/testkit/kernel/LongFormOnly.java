package io.temper.testkit.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Says that a kernel test takes too long for every change: the short form skips it and says so, the
 * long one ({@code temper lab nightly}, {@code temper lab test --long}) runs it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@EnabledIfSystemProperty(
    named = TestForm.PROPERTY,
    matches = "long",
    disabledReason = "runs in the long form only: temper lab nightly, or temper lab test --long")
public @interface LongFormOnly {}
