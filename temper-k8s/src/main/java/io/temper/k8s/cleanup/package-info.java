/** Takes back what agents have left at the API server, once they are gone. */
@NullMarked
package io.temper.k8s.cleanup;

import org.jspecify.annotations.NullMarked;
