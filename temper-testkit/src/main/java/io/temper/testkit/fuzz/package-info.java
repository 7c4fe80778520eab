/**
 * Feeds parsers with broken texts. {@link io.temper.testkit.fuzz.FuzzCorpus} is the entry point.
 */
@NullMarked
package io.temper.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
