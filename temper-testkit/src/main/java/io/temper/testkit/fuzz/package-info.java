/**
 * Feeds parsers with broken texts. {@link io.temper.testkit.fuzz.FuzzCorpus} is the entry point.
 */
@NullMarked
@EvolvingApi
package io.temper.testkit.fuzz;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
