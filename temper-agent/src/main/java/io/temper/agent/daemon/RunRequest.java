package io.temper.agent.daemon;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says about the agent to run.
 *
 * @param config its configuration file; null for the usual place, if there is one
 * @param source where workloads come from; null for what the configuration says
 * @param legacyMetrics whether to tell metrics under their old names, too; false for what the
 *     configuration says
 * @param intent what it shall do; null for what the configuration says
 */
public record RunRequest(
    @Nullable Path config,
    @Nullable String source,
    boolean legacyMetrics,
    @Nullable Intent intent) {

  /** What an agent shall do with its plans. */
  public enum Intent {
    /** Make one, show it and end. */
    DRY_RUN,
    /** Make them and tell, and attach nothing. */
    OBSERVE
  }
}
