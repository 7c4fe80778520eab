/** Mode planner: pure functions as beans. */
@NullMarked
package io.temper.spring.planner;

import org.jspecify.annotations.NullMarked;
