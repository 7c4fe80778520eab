package io.temper.agent.daemon;

import io.temper.json.JsonFormatException;
import io.temper.json.PlanCheckpoint;
import io.temper.plan.EnforcementPlan;
import io.temper.runtime.PlanMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the plan in force in a file, which another thread writes, so that the loop never waits for a disk.
 *
 * @param path where it is
 * @param disk writes it
 */
record PlanFile(Path path, DiskThread disk) implements PlanMemory {
  private static final Logger LOG = LoggerFactory.getLogger(PlanFile.class);

  @Override
  public Optional<EnforcementPlan> load() {
    try {
      return Optional.of(PlanCheckpoint.read(path.toString(), Files.readString(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonFormatException e) {
      LOG.warn("the plan of the agent before is not used: {}", e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn(
          "the plan of the agent before is not used: {} cannot be read: {}", path, e.toString());
      return Optional.empty();
    }
  }

  @Override
  public void save(EnforcementPlan plan) {
    disk.write("plan", () -> write(plan));
  }

  private void write(EnforcementPlan plan) {
    try {
      SafeFiles.replace(path, PlanCheckpoint.write(plan));
    } catch (IOException e) {
      LOG.warn(
          "{} cannot be written; the next agent will plan from scratch: {}", path, e.toString());
    }
  }
}
