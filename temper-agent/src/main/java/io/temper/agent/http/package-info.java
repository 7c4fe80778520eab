/**
 * The agent's HTTP, off unless an address is configured: what the agent does, for programs that watch it.
 * It answers with what was published last and asks nobody; nothing can be changed by it. What it says is
 * documented in {@code docs/http.md}, why it is built so in decision 0025.
 */
@NullMarked
package io.temper.agent.http;

import org.jspecify.annotations.NullMarked;
