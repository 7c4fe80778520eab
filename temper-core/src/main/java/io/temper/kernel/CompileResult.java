package io.temper.kernel;

import io.temper.TemperException;
import java.util.List;
import java.util.stream.Collectors;

/** What came of compiling a plan: a whole configuration, or every reason why there is none. */
public sealed interface CompileResult {

  /**
   * Returns the configuration of a success.
   *
   * @return the configuration
   * @throws TemperException if the plan exceeds the scheduler's limits; the message names each
   */
  KernelConfig config();

  /**
   * The plan fits.
   *
   * @param config the configuration
   * @param unresolved the members whose control group could not be found
   */
  record Compiled(KernelConfig config, List<UnresolvedCgroup> unresolved) implements CompileResult {
    /** Copies the list. */
    public Compiled {
      unresolved = List.copyOf(unresolved);
    }
  }

  /**
   * The plan does not fit; nothing was left out to make it fit.
   *
   * @param breaches each limit that is exceeded; never empty
   */
  record OverLimit(List<LimitBreach> breaches) implements CompileResult {
    /** Copies the list. */
    public OverLimit {
      breaches = List.copyOf(breaches);
    }

    @Override
    public KernelConfig config() {
      throw new TemperException("the plan exceeds the scheduler's limits: "
          + breaches.stream().map(LimitBreach::sentence).collect(Collectors.joining(" ")));
    }
  }
}
