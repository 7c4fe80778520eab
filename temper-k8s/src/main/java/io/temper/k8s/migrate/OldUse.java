package io.temper.k8s.migrate;

import java.util.List;

/**
 * Something that still uses old names.
 *
 * @param step when it is changed
 * @param object what it is, as in {@code deployment shop/web}
 * @param names what is old in it
 * @param commands what changes it, ready to be pasted into a POSIX shell; may be empty
 * @param note what else to know, or why there is no command; may be empty
 */
public record OldUse(
    MigrationStep step, String object, List<Rename> names, List<String> commands, String note) {
  /** Copies the lists. */
  public OldUse {
    names = List.copyOf(names);
    commands = List.copyOf(commands);
  }
}
