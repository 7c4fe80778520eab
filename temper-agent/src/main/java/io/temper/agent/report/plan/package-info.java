/**
 * What pods lead to on the nodes that they name: the plans, the pods that are on none, and how both
 * differ if something supposed came true.
 */
@NullMarked
package io.temper.agent.report.plan;

import org.jspecify.annotations.NullMarked;
