package io.temper.nomad.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads PEM files, keys in the three forms that tools write. */
final class PemFiles {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final int LARGEST = 1 << 20;
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");

  private PemFiles() {}

  /**
   * Returns the certificates of a file, in its order.
   *
   * @return one or more
   * @throws NomadException if there is none, or one cannot be read
   */
  static List<X509Certificate> certificates(Path file) {
    List<X509Certificate> all = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      Matcher blocks = BLOCK.matcher(textOf(file));
      while (blocks.find()) {
        if (blocks.group(1).equals("CERTIFICATE")) {
          Certificate each =
              factory.generateCertificate(new ByteArrayInputStream(bytesOf(file, blocks)));
          all.add((X509Certificate) each);
        }
      }
    } catch (GeneralSecurityException e) {
      throw unusable(file, "it has a certificate that cannot be read: " + e.getMessage(), e);
    }
    if (all.isEmpty()) {
      throw unusable(file, "it has no -----BEGIN CERTIFICATE-----", null);
    }
    return all;
  }

  /**
   * Returns the private key of a file: PKCS #8, or the older forms of RSA and of elliptic curves, which
   * Nomad's own command writes.
   *
   * @throws NomadException if there is none, or it cannot be read
   */
  static PrivateKey privateKey(Path file) {
    Matcher blocks = BLOCK.matcher(textOf(file));
    while (blocks.find()) {
      Optional<byte[]> pkcs8 = pkcs8(blocks.group(1), bytesOf(file, blocks));
      if (pkcs8.isPresent()) {
        return keyOf(file, pkcs8.get());
      }
    }
    throw notAKey(file);
  }

  /** Empty for what is no key, such as the parameters of a curve, or a certificate. */
  private static Optional<byte[]> pkcs8(String form, byte[] bytes) {
    return switch (form) {
      case "PRIVATE KEY" -> Optional.of(bytes);
      case "EC PRIVATE KEY" -> OlderKeys.ofCurve(bytes);
      case "RSA PRIVATE KEY" -> Optional.of(OlderKeys.ofRsa(bytes));
      default -> Optional.empty();
    };
  }

  private static NomadException notAKey(Path file) {
    return unusable(file, "it has no private key without a password", null);
  }

  private static PrivateKey keyOf(Path file, byte[] pkcs8) {
    @Nullable GeneralSecurityException last = null;
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw unusable(file, "its private key is of no kind that Java knows", last);
  }

  private static byte[] bytesOf(Path file, Matcher block) {
    try {
      return Base64.getMimeDecoder().decode(block.group(2));
    } catch (IllegalArgumentException e) {
      throw unusable(file, "it is no base64: " + e.getMessage(), e);
    }
  }

  private static String textOf(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw unusable(file, "it has more than 1 MiB", null);
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw unusable(file, String.valueOf(e), e);
    }
  }

  private static NomadException unusable(Path file, String why, @Nullable Throwable cause) {
    return NomadFailures.configuration(
        "cannot use " + file + " for TLS: " + why
            + "; give a PEM file that the agent's user may read",
        cause);
  }
}
