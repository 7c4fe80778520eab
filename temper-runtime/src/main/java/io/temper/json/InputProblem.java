package io.temper.json;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What is wrong with an input, as the part of a message between its name and what to do. */
public final class InputProblem {
  /** Where the parser of JSON has hidden the source, it says so at length, and names no place. */
  private static final Pattern HIDDEN_SOURCE =
      Pattern.compile(" \\(for \\w+ starting at \\[Source: [^\\]]*]\\)");

  private InputProblem() {}

  /**
   * Returns why a file could not be read.
   *
   * @param file which
   * @param e how reading ended
   * @return the problem
   */
  public static String of(Path file, IOException e) {
    // The system tells a folder from a broken disk by its words alone, which are not for programs.
    return Files.isDirectory(file) ? "it is a folder" : of(e);
  }

  /**
   * Returns why something could not be read that may have no name.
   *
   * @param e how reading ended
   * @return the problem
   */
  public static String of(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "this user may not read it";
    }
    return e instanceof CharacterCodingException ? "it is not UTF-8 text" : "reading failed: " + e;
  }

  /**
   * Returns what a parser found.
   *
   * @param message its own words
   * @return the first line, without what says nothing
   */
  public static String ofParser(String message) {
    return HIDDEN_SOURCE.matcher(message.lines().findFirst().orElse("")).replaceAll("");
  }
}
