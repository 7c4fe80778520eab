/** Mode participant: puts the pools of an application into groups of threads, by their names. */
@NullMarked
package io.temper.spring.threads;

import org.jspecify.annotations.NullMarked;
