package io.temper.agent.bundle;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says about the agent whose node is to be understood.
 *
 * @param config its configuration; null for the usual place
 * @param socket where it answers
 */
public record BundleRequest(@Nullable Path config, Path socket) {}
