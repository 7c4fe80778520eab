package io.temper.nomad.watch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code /proc/PID/mountinfo}: numbers of the mount, of its parent and of the device, then which
 * directory of that device is mounted, where, and how.
 *
 * @param root the directory of the device
 */
record MountLine(String root) {
  private static final int ROOT = 3;
  private static final int PLACE = 4;
  private static final String LOCAL = "/local";

  private static final Pattern TASK_DIRECTORY =
      Pattern.compile("(?s).*/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/([^/]+)/local");

  /** Characters that separate fields are written by their numbers. */
  private static final Pattern ESCAPED = Pattern.compile("\\\\([0-3][0-7]{2})");

  /** Returns the line if something is mounted at {@code /local}. */
  static Optional<MountLine> atLocal(String line) {
    String[] fields = line.split(" ", PLACE + 2);
    return fields.length > PLACE && fields[PLACE].equals(LOCAL)
        ? Optional.of(new MountLine(plain(fields[ROOT])))
        : Optional.empty();
  }

  /** Returns the task whose directory it is. */
  Optional<TaskKey> task() {
    Matcher matcher = TASK_DIRECTORY.matcher(root);
    return matcher.matches()
        ? Optional.of(new TaskKey(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  private static String plain(String field) {
    return ESCAPED
        .matcher(field)
        .replaceAll(match ->
            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 8))));
  }
}
