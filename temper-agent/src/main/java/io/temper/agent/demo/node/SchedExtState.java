package io.temper.agent.demo.node;

import io.temper.TemperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel itself says about sched_ext.
 *
 * @param folder usually {@code /sys/kernel/sched_ext}
 */
public record SchedExtState(Path folder) {

  /** Returns {@code enabled} while a scheduler is attached, otherwise {@code disabled}. */
  public String state() {
    return read("state");
  }

  /** Returns how many times a scheduler was enabled since boot. */
  public long enableSeq() {
    return Long.parseLong(read("enable_seq"));
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file)).strip();
    } catch (IOException e) {
      throw new TemperException(
          "cannot read " + folder.resolve(file) + " (does this kernel have sched_ext?)", e);
    }
  }
}
