package io.temper.agent.report.plan;

import io.temper.agent.report.input.Machine;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what a list of pods is planned for, and by. */
public interface PlanInputs {

  /**
   * Reads a machine.
   *
   * @param argument {@code host}, a file, or a short form such as {@code 4c8t}
   * @return the machine
   * @throws io.temper.agent.report.input.InputException if it is none of them; it does not name the option
   */
  Machine machine(String argument);

  /**
   * Reads the rules that an agent would plan by.
   *
   * @param config its configuration; null for the standard rules and the built-in profiles
   * @return the rules
   * @throws io.temper.agent.report.input.InputException if the configuration, or a thread profile that it
   *     names, is wrong; it does not name the option
   */
  PlanRules rules(@Nullable Path config);
}
