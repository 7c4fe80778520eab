/**
 * What the demo measures and how it is counted: arms, the order of rounds, exact percentiles,
 * medians and ratios with a bootstrap interval. Read by {@code report}; pure, knows no clock, file
 * or process.
 */
@NullMarked
package io.temper.agent.demo.measure;

import org.jspecify.annotations.NullMarked;
