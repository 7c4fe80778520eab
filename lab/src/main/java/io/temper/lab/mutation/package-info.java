/** Mutation testing: faults planted into the core, one at a time, and whether a test notices. */
@NullMarked
package io.temper.lab.mutation;

import org.jspecify.annotations.NullMarked;
