/** Takes back what agents have left at the API server, once they are gone. */
@NullMarked
@EvolvingApi
package io.temper.k8s.cleanup;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
