package io.temper.bpf.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads resources of the class path, and checks them against files in sha256sum's format. */
public final class Checksums {
  private Checksums() {}

  /** Returns the bytes of a resource; empty if the class path has none of that name. */
  public static Optional<byte[]> resource(String name) {
    try (var in = Checksums.class.getClassLoader().getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + name, e);
    }
  }

  /** Returns {@code bytes} as text in UTF-8. */
  public static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Returns the SHA-256 in lower-case hexadecimal digits. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Reads lines of a sum, two blanks and a file name; returns the sums by file name, in order. */
  public static Map<String, String> parse(byte[] sums) {
    var result = new LinkedHashMap<String, String>();
    for (var line : text(sums).lines().filter(l -> !l.isBlank()).toList()) {
      int gap = line.indexOf(' ');
      if (gap < 0) {
        throw new IllegalArgumentException("no line of a SHA256SUMS file: '" + line + "'");
      }
      var name = line.substring(gap).strip();
      result.put(name.startsWith("*") ? name.substring(1) : name, line.substring(0, gap));
    }
    return result;
  }
}
