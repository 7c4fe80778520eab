package io.temper.agent.cli.console;

import io.temper.agent.text.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the process was started with, as far as it decides how output looks.
 *
 * @param variables the environment variables
 * @param terminal whether standard output is a terminal
 */
public record Environment(Map<String, String> variables, boolean terminal) {

  /**
   * The system property by which the launcher tells that standard output is a terminal. Java itself
   * could only tell from release 22 on.
   */
  static final String TERMINAL_PROPERTY = "temper.stdout.terminal";

  /** Copies the variables. */
  public Environment {
    variables = Map.copyOf(variables);
  }

  /** Returns the environment of this process. */
  public static Environment ofProcess() {
    return new Environment(System.getenv(), Boolean.getBoolean(TERMINAL_PROPERTY));
  }

  /** Returns the style that {@code mode} asks for here. */
  public TextStyle style(ColorMode mode) {
    boolean color =
        switch (mode) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> terminal && wantsColor();
        };
    return new TextStyle(isUnicode(), color);
  }

  /** Any value of NO_COLOR but the empty one asks for none: https://no-color.org. */
  private boolean wantsColor() {
    return nonEmpty("NO_COLOR") == null && !"dumb".equals(variables.get("TERM"));
  }

  /** The first of the three that is set decides, as POSIX says of every locale category. */
  private boolean isUnicode() {
    for (var name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
      var value = nonEmpty(name);
      if (value != null) {
        var locale = value.toUpperCase(Locale.ROOT);
        return locale.contains("UTF-8") || locale.contains("UTF8");
      }
    }
    return false;
  }

  private @Nullable String nonEmpty(String name) {
    var value = variables.get(name);
    return value == null || value.isEmpty() ? null : value;
  }
}
