/**
 * What an agent tells of itself: its version, its configuration, what it does, and whether it is as
 * it should be.
 */
@NullMarked
package io.temper.agent.report.agent;

import org.jspecify.annotations.NullMarked;
