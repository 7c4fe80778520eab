package io.temper.runtime.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the agent answers over HTTP. Written as numbers, so that nothing has to be looked up.
 *
 * @param host an IPv4 or IPv6 address, without brackets
 * @param port 1 to 65535
 */
public record HttpAddress(String host, int port) {
  static final String DESCRIBED =
      "an IP address and a port, or a port alone for the loopback address";

  private static final String LOOPBACK = "127.0.0.1";
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern WRITTEN =
      Pattern.compile("(?:(?<name>localhost|\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9A-Fa-f:.]+\\]):)?"
          + "(?<port>\\d{1,5})");

  /**
   * Checks the address.
   *
   * @throws IllegalArgumentException if the host is no IP address or the port is out of its range
   */
  public HttpAddress {
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("a port is 1 to " + HIGHEST_PORT + ", not " + port);
    }
    resolved(host);
  }

  /**
   * Reads what somebody wrote: {@code 9753} for the loopback address, {@code 0.0.0.0:9753}, {@code
   * [::1]:9753} or {@code localhost:9753}.
   *
   * @param text the text
   * @return the address
   * @throws IllegalArgumentException that says what was expected and found
   */
  public static HttpAddress parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw ConfigType.refused(DESCRIBED, text);
    }
    return new HttpAddress(hostOf(written.group("name")), Integer.parseInt(written.group("port")));
  }

  private static String hostOf(@Nullable String name) {
    if (name == null || name.equals("localhost")) {
      return LOOPBACK;
    }
    return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
  }

  /**
   * Returns what to bind.
   *
   * @return an address that is resolved
   */
  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(resolved(host), port);
  }

  /**
   * Returns it as it is written.
   *
   * @return for example {@code 127.0.0.1:9753}
   */
  public String text() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Numbers only: a name would be asked for in the network. */
  private static InetAddress resolved(String host) {
    if (host.matches("[0-9A-Fa-f:.]+") && (host.contains(".") || host.contains(":"))) {
      try {
        return InetAddress.getByName(host);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("not an IP address: '" + host + "'", e);
      }
    }
    throw new IllegalArgumentException("not an IP address: '" + host + "'");
  }
}
