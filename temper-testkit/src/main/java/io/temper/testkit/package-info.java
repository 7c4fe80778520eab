/**
 * The test kit. For each port and for the planner an abstract contract test that every implementation
 * extends; fakes that pass them; generators of workloads and machines for property tests.
 *
 * <p>{@link io.temper.testkit.Arbitrary} and {@link io.temper.testkit.Property} are the only types that
 * know the library behind the properties.
 */
@NullMarked
@EvolvingApi
package io.temper.testkit;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
