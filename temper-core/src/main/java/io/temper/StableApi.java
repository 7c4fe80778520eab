package io.temper;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks API that is promised: what compiles and links against it goes on doing so until the next major
 * version (before 1.0: the next minor one). The build compares it with the last release and fails if a change
 * breaks it. What goes is deprecated first.
 *
 * <p>The public types of a package have the mark of their package, unless a type has a mark of its own that
 * promises less. What is promised in all: {@code docs/compatibility.md}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PACKAGE, ElementType.TYPE})
public @interface StableApi {}
