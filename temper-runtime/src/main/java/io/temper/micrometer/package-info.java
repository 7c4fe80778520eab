/**
 * Beside all stages. What the node and its scheduler do as Micrometer's meters, for any registry. In:
 * values of {@code runtime.observation}. The only package that sees Micrometer, which is an optional
 * dependency: whoever uses it brings it.
 */
@NullMarked
@EvolvingApi
package io.temper.micrometer;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
