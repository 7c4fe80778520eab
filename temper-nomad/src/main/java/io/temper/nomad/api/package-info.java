/**
 * Asks the HTTP API of Nomad: where it is and who asks ({@link io.temper.nomad.api.NomadSettings}), the
 * questions themselves ({@link io.temper.nomad.api.NomadServer}), and what goes wrong with them.
 */
@NullMarked
@EvolvingApi
package io.temper.nomad.api;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
