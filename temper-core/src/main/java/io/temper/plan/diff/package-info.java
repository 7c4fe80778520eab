/** What differs between two plans of a node, and what it takes to go from one to the other. */
@NullMarked
package io.temper.plan.diff;

import org.jspecify.annotations.NullMarked;
