/** The commands of {@code docs/kubernetes.md}, read for a cluster of the lab to which they are typed as they are written. */
@NullMarked
package io.temper.lab.cluster.page;

import org.jspecify.annotations.NullMarked;
