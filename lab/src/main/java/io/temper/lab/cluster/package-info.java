/** What a Kubernetes cluster of the lab is made of. */
@NullMarked
package io.temper.lab.cluster;

import org.jspecify.annotations.NullMarked;
