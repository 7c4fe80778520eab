/**
 * Why a pod or a control group is where it is: from a list of pods, or from what the agent of this
 * host has published and its kernel tells.
 */
@NullMarked
package io.temper.agent.report.explain;

import org.jspecify.annotations.NullMarked;
