/**
 * Text in JSON or YAML as a stream of events, whatever its size: what {@code kubectl} prints, and what an
 * API server sends. Knows nothing of pods. Not meant for users of the library.
 */
@NullMarked
@InternalApi
package io.temper.k8s.text;

import io.temper.InternalApi;
import org.jspecify.annotations.NullMarked;
