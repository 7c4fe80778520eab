/** A Kubernetes cluster of one node: its control plane on the host, its node in a virtual machine. */
@NullMarked
package io.temper.lab.cluster;

import org.jspecify.annotations.NullMarked;
