package io.temper.nomad.api;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the HTTP API of Nomad is, and who asks.
 *
 * @param address of it, without a path
 * @param token who asks; null where nobody need say
 * @param tokenFile a file with the token, which is read for each question; null where {@code token} counts
 * @param tls the files of a connection by TLS
 * @param region that is asked; null for the one of whoever answers
 * @param namespace that is sent along, as Nomad's own clients do; null for none. The allocations of a node
 *     are told whatever it is
 */
public record NomadSettings(
    URI address,
    @Nullable String token,
    @Nullable Path tokenFile,
    TlsFiles tls,
    @Nullable String region,
    @Nullable String namespace) {
  private static final String ADDRESS = "NOMAD_ADDR";
  private static final String NO_ADDRESS = "http://127.0.0.1:4646";
  private static final String TOKEN_FILE = "NOMAD_TOKEN_FILE";

  /** What other clients of Nomad go by and this one does not; passed over, it would surprise. */
  private static final List<String> UNKNOWN =
      List.of("NOMAD_CAPATH", "NOMAD_TLS_SERVER_NAME", "NOMAD_HTTP_AUTH");

  private static final List<String> FALSE = List.of("", "0", "f", "F", "false", "FALSE", "False");

  /**
   * Reads the environment variables that Nomad's own clients go by, and {@code NOMAD_TOKEN_FILE}.
   *
   * @param environment the variables, by name
   * @return the settings; nothing is opened yet
   * @throws NomadException if one of them cannot be used; the message names it
   */
  public static NomadSettings ofEnvironment(Map<String, String> environment) {
    UNKNOWN.forEach(name -> requireUnset(environment, name));
    requireVerified(environment);
    return new NomadSettings(
        address(environment.getOrDefault(ADDRESS, "")),
        text(environment, "NOMAD_TOKEN"),
        path(environment, TOKEN_FILE),
        TlsFiles.of(
            path(environment, "NOMAD_CACERT"),
            path(environment, "NOMAD_CLIENT_CERT"),
            path(environment, "NOMAD_CLIENT_KEY")),
        text(environment, "NOMAD_REGION"),
        text(environment, "NOMAD_NAMESPACE"));
  }

  private static void requireUnset(Map<String, String> environment, String name) {
    if (text(environment, name) != null) {
      throw NomadFailures.configuration(
          "the environment variable " + name
              + " is set, which Temper does not go by: unset it; give"
              + " one authority in NOMAD_CACERT, and an address that the certificate of Nomad names,"
              + " such as https://127.0.0.1:4646",
          null);
    }
  }

  private static void requireVerified(Map<String, String> environment) {
    String skip = environment.getOrDefault("NOMAD_SKIP_VERIFY", "");
    if (!FALSE.contains(skip)) {
      throw NomadFailures.configuration(
          "the environment variable NOMAD_SKIP_VERIFY is set, but Temper always looks at certificates:"
              + " unset it, and give the authority in NOMAD_CACERT",
          null);
    }
  }

  private static URI address(String given) {
    String text = given.isBlank() ? NO_ADDRESS : given.strip();
    URI address;
    try {
      address = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw notAnAddress(text, e);
    }
    boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    boolean bare = List.of("", "/").contains(String.valueOf(address.getPath()))
        && address.getQuery() == null
        && address.getUserInfo() == null;
    if (!web || address.getHost() == null || !bare) {
      throw notAnAddress(text, null);
    }
    return URI.create(address.getScheme() + "://" + address.getAuthority());
  }

  private static NomadException notAnAddress(String text, @Nullable Throwable why) {
    return NomadFailures.configuration(
        "the environment variable " + ADDRESS + " is '" + text + "', which is no address of Nomad"
            + " here: give http:// or https://, a host and a port, such as " + NO_ADDRESS,
        why);
  }

  private static @Nullable String text(Map<String, String> environment, String name) {
    String text = environment.getOrDefault(name, "").strip();
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Path path(Map<String, String> environment, String name) {
    String text = text(environment, name);
    try {
      return text == null ? null : Path.of(text);
    } catch (InvalidPathException e) {
      throw NomadFailures.configuration(
          "the environment variable " + name + " is no path: " + e.getMessage(), e);
    }
  }
}
