package io.temper.runtime.input;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Why an input could not be read, and what to do, as the parts of a message after its name.
 *
 * @param text what is wrong with it
 * @param remedy what to do about it
 */
public record ReadProblem(String text, String remedy) {
  private static final String PERMISSIONS = "run as a user who may, or change its permissions";

  /** Checks that both are there. */
  public ReadProblem {
    requireNonNull(text, "text");
    requireNonNull(remedy, "remedy");
  }

  /**
   * Returns why a file could not be read.
   *
   * @param file which
   * @param e how reading ended
   * @param remedy what to do unless the problem is that this user may not
   * @return the problem
   */
  public static ReadProblem of(Path file, IOException e, String remedy) {
    if (file.toString().isEmpty()) {
      // As of a variable that is not set. To the system it is the name of this folder.
      return new ReadProblem("the name is empty", remedy);
    }
    // The system tells a folder from a broken disk by its words alone, which are not for programs.
    boolean isFolder = !(e instanceof AccessDeniedException) && Files.isDirectory(file);
    return isFolder ? new ReadProblem("it is a folder", remedy) : of(e, remedy);
  }

  /**
   * Returns why something could not be read that may have no name.
   *
   * @param e how reading ended
   * @param remedy what to do unless the problem is that this user may not
   * @return the problem
   */
  public static ReadProblem of(IOException e, String remedy) {
    return e instanceof AccessDeniedException
        ? new ReadProblem("this user may not read it", PERMISSIONS)
        : new ReadProblem(textOf(e), remedy);
  }

  private static String textOf(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    return e instanceof CharacterCodingException ? "it is not UTF-8 text" : "reading failed: " + e;
  }

  /** Returns both as they stand in a message. */
  @Override
  public String toString() {
    return text + "; " + remedy;
  }
}
