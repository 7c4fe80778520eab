/**
 * What commands and the agent cost a host: time to start, CPU time at rest, memory. Launchers are run as
 * a user runs them, one after the other, and compared within one run.
 */
@NullMarked
package io.temper.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
