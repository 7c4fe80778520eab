package io.temper.agent.operations;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of the page. A block of commands begins with {@code ```sh}; a comment on the line above
 * says where they can run. Elsewhere on the page a command is only named.
 *
 * @param commands those of all blocks, in order
 * @param named those between backquotes in the text
 */
record OperationsPage(List<Command> commands, List<String> named) {
  private static final String RESOURCE = "/docs/operations.md";
  private static final Pattern BLOCK =
      Pattern.compile("(?:<!-- runs: ([a-z]+) -->\n)?```sh\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern ANY_BLOCK = Pattern.compile("```.*?\n```\n", Pattern.DOTALL);
  private static final Pattern NAMED =
      Pattern.compile("`((?:temper|kill|touch|systemctl|journalctl) [^`]+)`");

  /** Where a command can run. */
  enum Place {
    /** Beside an agent that observes, on any host. */
    ANYWHERE,
    /** Beside an agent that enforces, on a kernel with sched_ext. */
    KERNEL,
    /** Where systemd is in charge, as root: {@link SystemdKernelTest} in the lab. */
    SYSTEMD
  }

  /**
   * One command.
   *
   * @param place where it can run
   * @param line its text
   */
  record Command(Place place, String line) {}

  /** Reads the page as this build has it. */
  static OperationsPage read() {
    try (InputStream page = OperationsPage.class.getResourceAsStream(RESOURCE)) {
      if (page == null) {
        throw new AssertionError("there is no " + RESOURCE + " on the class path");
      }
      return parse(new String(page.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static OperationsPage parse(String text) {
    List<Command> commands = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      Place place = block.group(1) == null
          ? Place.ANYWHERE
          : Place.valueOf(block.group(1).toUpperCase(Locale.ROOT));
      block
          .group(2)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> commands.add(new Command(place, line)));
    }
    List<String> named = new ArrayList<>();
    Matcher span = NAMED.matcher(ANY_BLOCK.matcher(text).replaceAll(""));
    while (span.find()) {
      named.add(span.group(1));
    }
    return new OperationsPage(commands, named);
  }

  /** Returns the commands that can run in a place, in order. */
  List<String> commandsFor(Place place) {
    return commands.stream()
        .filter(command -> command.place() == place)
        .map(Command::line)
        .toList();
  }
}
