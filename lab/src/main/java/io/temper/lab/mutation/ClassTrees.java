package io.temper.lab.mutation;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The classes that tests run with, told by one digest. */
final class ClassTrees {
  private ClassTrees() {}

  /**
   * Digests all files of the folders of a class path; of its jars, the names.
   *
   * @param classPath in its order
   * @return SHA-256 in hexadecimal
   * @throws LabException if a file cannot be read
   */
  static String digest(List<Path> classPath) {
    MessageDigest digest = sha256();
    for (Path entry : classPath) {
      try (Stream<Path> files = Files.walk(entry)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
          if (!file.equals(entry)) {
            digest.update(Files.readAllBytes(file));
          }
        }
      } catch (IOException e) {
        throw new LabException("cannot read " + entry + ": " + e, e);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
