/** JMH benchmarks: what planning costs. */
@NullMarked
package io.temper.benchmarks;

import org.jspecify.annotations.NullMarked;
