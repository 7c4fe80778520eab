package io.temper.testkit.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The keys by which an API server signs and checks the tokens of service accounts. */
final class AccountKeys {
  private static final int BITS = 2048;
  private static final int LINE = 64;

  private AccountKeys() {}

  /** Makes a pair of keys and writes both as PEM. */
  static void write(Path privateKey, Path publicKey) throws IOException {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair pair = generator.generateKeyPair();
      Files.writeString(privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      Files.writeString(publicKey, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  private static String pem(String name, byte[] key) {
    byte[] end = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN " + name + "-----\n" + Base64.getMimeEncoder(LINE, end).encodeToString(key)
        + "\n-----END " + name + "-----\n";
  }
}
