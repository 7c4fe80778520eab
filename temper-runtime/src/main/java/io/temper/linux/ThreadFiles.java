package io.temper.linux;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code stat} and {@code schedstat} of one thread. */
final class ThreadFiles {
  /** proc(5) counts the fields from 1 and the third is the first behind the name. */
  private static final int FIRST_FIELD = 3;

  private static final int NICE = 19;
  private static final int START = 22;
  private static final int LAST_CPU = 39;
  private static final int POLICY = 41;

  private static final Pattern MIGRATIONS =
      Pattern.compile("(?m)^se\\.nr_migrations +: +(\\d{1,18})$");

  private static final Pattern TIMES = Pattern.compile("(\\d{1,18}) (\\d{1,18}) (\\d{1,18})");

  private ThreadFiles() {}

  /** Reads a thread from its directory below {@code /proc/PID/task}; empty if it has ended. */
  static Optional<HostThread> read(Path directory, int processId) {
    // In this order a missing schedstat is one that the kernel does not have: the thread is there
    // yet.
    Path schedstat = directory.resolve("schedstat");
    Optional<ThreadTimes> times =
        KernelFile.read(schedstat).map(text -> parseTimes(schedstat, text));
    Path stat = directory.resolve("stat");
    return KernelFile.read(stat).map(text -> parse(stat, text, processId, times));
  }

  /** The name may hold anything, parentheses and newlines too; no parenthesis comes after it. */
  static HostThread parse(Path file, String text, int processId, Optional<ThreadTimes> times) {
    try {
      int open = text.indexOf(" (");
      int close = text.lastIndexOf(") ");
      if (open < 0 || close < open + 2) {
        throw new IllegalArgumentException("no name in parentheses");
      }
      List<String> fields = Arrays.asList(text.substring(close + 2).split(" ", -1));
      return new HostThread(
          Integer.parseInt(text.substring(0, open)),
          processId,
          text.substring(open + 2, close),
          stateOf(field(fields, FIRST_FIELD)),
          SchedulingPolicy.of(Integer.parseInt(field(fields, POLICY))),
          Integer.parseInt(field(fields, NICE)),
          Integer.parseInt(field(fields, LAST_CPU)),
          Long.parseLong(field(fields, START)),
          times);
    } catch (IllegalArgumentException e) {
      throw KernelFile.unexpected(file, text, "the state of a thread", e);
    }
  }

  /** Understands {@code sched}, of whose many lines each kernel has others. */
  static OptionalLong parseMigrations(String text) {
    Matcher matcher = MIGRATIONS.matcher(text);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  static ThreadTimes parseTimes(Path file, String text) {
    Matcher matcher = TIMES.matcher(text);
    if (!matcher.matches()) {
      throw KernelFile.unexpected(file, text, "the times of a thread", null);
    }
    return new ThreadTimes(
        Long.parseLong(matcher.group(1)),
        Long.parseLong(matcher.group(2)),
        Long.parseLong(matcher.group(3)));
  }

  private static String field(List<String> fields, int number) {
    int index = number - FIRST_FIELD;
    if (index >= fields.size()) {
      throw new IllegalArgumentException("no field " + number);
    }
    return fields.get(index);
  }

  private static ThreadState stateOf(String letter) {
    if (letter.length() != 1) {
      throw new IllegalArgumentException("not a letter: " + letter);
    }
    return ThreadState.of(letter.charAt(0));
  }
}
