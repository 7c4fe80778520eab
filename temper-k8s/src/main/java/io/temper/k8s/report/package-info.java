/**
 * What an agent writes to the API server: annotations of its node, a lease that says that it lives, events
 * for people. A failing write holds nothing up; it is tried again, and it is said.
 */
@NullMarked
@EvolvingApi
package io.temper.k8s.report;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
