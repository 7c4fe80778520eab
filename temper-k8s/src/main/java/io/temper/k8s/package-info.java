/** Turns Kubernetes pods into workloads. */
@NullMarked
package io.temper.k8s;

import org.jspecify.annotations.NullMarked;
