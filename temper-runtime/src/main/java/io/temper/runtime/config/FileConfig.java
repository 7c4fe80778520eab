package io.temper.runtime.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/**
 * What the agent shares with others; absolute paths.
 *
 * @param safeMode while this file is there, the agent leaves the stock scheduler in charge
 * @param controlSocket where the agent listens to other commands; at most 106 bytes, the longest name
 *     that Java gives a socket
 * @param state the directory of what outlives the agent
 */
public record FileConfig(Path safeMode, Path controlSocket, Path state) {
  private static final int LONGEST_SOCKET = 106;

  /** The last names of paths that can only be directories. */
  private static final Set<String> DIRECTORIES = Set.of("", ".", "..");

  /** Where the file that asks for safe mode is looked for unless it is configured. */
  public static final String SAFE_MODE = "/run/temper/safe-mode";

  /** Where commands find the agent unless it is configured. */
  public static final String CONTROL_SOCKET = "/run/temper/control.sock";

  /** The places for a service of the host. */
  public static final FileConfig STANDARD =
      new FileConfig(Path.of(SAFE_MODE), Path.of(CONTROL_SOCKET), Path.of("/var/lib/temper"));

  /**
   * Checks the paths.
   *
   * @throws IllegalArgumentException if one is relative, that of the file or the socket can only be a
   *     directory, or the socket's is too long
   */
  public FileConfig {
    requireFile("safe_mode.file", safeMode);
    requireFile("control.socket", controlSocket);
    requireAbsolute("state.directory", state);
    int length = controlSocket.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_SOCKET) {
      throw new IllegalArgumentException("control.socket has " + length
          + " bytes, and the name of a socket at most " + LONGEST_SOCKET);
    }
  }

  /**
   * Checks the path of a file.
   *
   * @param what what it is of, for the message
   * @param path the path
   * @throws IllegalArgumentException if it is relative, or can only be a directory
   */
  public static void requireFile(String what, Path path) {
    file(what, path.toString());
  }

  /**
   * Returns the path of a file that somebody wrote.
   *
   * @param what what it is of, for the message
   * @param text the path
   * @return the path
   * @throws IllegalArgumentException if it is none, or is relative, or can only be a directory
   */
  public static Path file(String what, String text) {
    if (isFile(text)) {
      return Path.of(text);
    }
    throw new IllegalArgumentException(
        what + " must be an absolute path of a file, not '" + text + "'");
  }

  /** Goes by the text, since a {@link Path} has lost a slash at its end. */
  static boolean isFile(String text) {
    return isAbsolute(text) && namesFile(text);
  }

  private static boolean isAbsolute(String text) {
    try {
      return Path.of(text).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * Tells by its spelling alone whether a path can be that of a file: what ends in a slash, in a dot or in two as
   * a name of their own is a directory, and the empty one is the working directory.
   *
   * @param path as somebody wrote it
   * @return whether something other than a directory can be there
   */
  public static boolean namesFile(String path) {
    return !DIRECTORIES.contains(path.substring(path.lastIndexOf('/') + 1));
  }

  static void requireAbsolute(String what, Path path) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException(what + " must be an absolute path, not '" + path + "'");
    }
  }
}
