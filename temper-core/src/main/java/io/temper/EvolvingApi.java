package io.temper;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks API that is meant to be used and may still change: in a minor version, never in a patch, and with a
 * line in the changelog that says what to write instead.
 *
 * @see StableApi
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PACKAGE, ElementType.TYPE})
public @interface EvolvingApi {}
