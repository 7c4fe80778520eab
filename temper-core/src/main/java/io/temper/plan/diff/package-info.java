/** What differs between two plans of a node, and what it takes to go from one to the other. */
@NullMarked
@EvolvingApi
package io.temper.plan.diff;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
