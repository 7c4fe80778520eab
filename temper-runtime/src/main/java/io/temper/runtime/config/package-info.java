/**
 * Beside all stages. What an administrator may decide about the agent, as values that check themselves,
 * and the one table of keys that drives both the reading of {@code temper.toml} and its page {@code
 * docs/configuration.md}. In: plain values of a document. Out: {@link
 * io.temper.runtime.config.AgentConfig}. Sees neither files nor formats.
 */
@NullMarked
@EvolvingApi
package io.temper.runtime.config;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
