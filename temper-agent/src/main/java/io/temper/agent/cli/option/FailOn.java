package io.temper.agent.cli.option;

import io.temper.agent.cli.console.ExitCode;
import io.temper.lint.rule.Severity;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From which severity on a violation makes {@code temper lint} end with 1. */
public enum FailOn {
  /** Errors. */
  ERROR(Severity.ERROR),
  /** Errors and warnings. */
  WARNING(Severity.WARNING),
  /** Every violation. */
  INFO(Severity.INFO),
  /** None. */
  NEVER(null);

  private final @Nullable Severity least;

  FailOn(@Nullable Severity least) {
    this.least = least;
  }

  /** Returns what to end with if this is the worst violation; empty for none. */
  public ExitCode exitCode(Optional<Severity> worst) {
    return least != null && worst.filter(one -> one.isAtLeast(least)).isPresent()
        ? ExitCode.FAILURE
        : ExitCode.OK;
  }

  /** Returns the word that selects this on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
