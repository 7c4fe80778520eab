package io.temper.nomad.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The token of Nomad's access control. A file is read for each question, so that whoever renews the token
 * need not tell.
 *
 * @param token who asks; null without one
 * @param file where the token is; wins; null without one
 */
record TokenSource(@Nullable String token, @Nullable Path file) {
  /** What may stand in a header. */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");

  /**
   * Returns the token of now.
   *
   * @return empty where nobody need say who asks
   * @throws NomadException if the file cannot be read or holds none
   */
  Optional<String> now() {
    if (file == null) {
      return Optional.ofNullable(token).map(text -> checked(text, "NOMAD_TOKEN"));
    }
    try {
      return Optional.of(checked(Files.readString(file).strip(), file.toString()));
    } catch (IOException e) {
      throw NomadFailures.configuration(
          "cannot read the token of Nomad in " + file + ": " + e
              + "; let the agent's user read it, or correct NOMAD_TOKEN_FILE",
          e);
    }
  }

  /** The token itself is never told. */
  private static String checked(String text, String where) {
    if (!TOKEN.matcher(text).matches()) {
      throw NomadFailures.configuration(
          "there is no token of Nomad in " + where + ": it is one word, the secret id", null);
    }
    return text;
  }
}
