/** Boots real kernels with sched_ext and runs commands and kernel tests in them. */
@NullMarked
package io.temper.lab;

import org.jspecify.annotations.NullMarked;
