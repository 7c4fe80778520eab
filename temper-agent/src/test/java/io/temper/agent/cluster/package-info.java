/** The agent in a cluster: what the chart lets it do, and what it cannot do. */
@NullMarked
package io.temper.agent.cluster;

import org.jspecify.annotations.NullMarked;
