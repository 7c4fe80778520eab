package io.temper.lab.suite;

import io.temper.lab.LabException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The BPF object of the tree, told by its SHA-256. */
public final class BpfObject {
  private static final String MODULE = "temper-bpf-native";
  private static final String NAME = "META-INF/temper/bpf/v1/temper.bpf.o";

  private BpfObject() {}

  /**
   * Returns the object that the kernel tests load: the one in the module's jar.
   *
   * @param workspace the tree, packaged by Maven
   * @return its SHA-256 in hexadecimal
   */
  public static String tested(Workspace workspace) {
    Path jar = new BuiltModule(workspace.root().resolve(MODULE))
        .jar()
        .orElseThrow(() -> new LabException(MODULE + " is not built: ./mvnw -DskipTests package"));
    try (var archive = new ZipFile(jar.toFile())) {
      ZipEntry entry = archive.getEntry(NAME);
      if (entry == null) {
        throw new LabException(jar + " has no " + NAME + ": build it again");
      }
      try (InputStream in = archive.getInputStream(entry)) {
        return sha256(in.readAllBytes());
      }
    } catch (IOException e) {
      throw new LabException("cannot read " + NAME + " from " + jar + ": " + e, e);
    }
  }

  /**
   * Returns the object that the repository keeps.
   *
   * @param root the folder of the parent {@code pom.xml}
   * @return its SHA-256 in hexadecimal
   */
  public static String kept(Path root) {
    Path file = root.resolve(MODULE).resolve("src/main/resources").resolve(NAME);
    try {
      return sha256(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new LabException("cannot read the kept object " + file + ": " + e, e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
