package io.temper.lab.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Who may do what in a cluster of the lab: the tokens of the administrator and of the node, new for each cluster,
 * and the keys of service accounts. The API server makes its own certificate.
 *
 * @param folder holds the files; nobody else may read it
 * @param admin the token of somebody who may do everything
 * @param node the token of the node
 */
record Credentials(Path folder, String admin, String node) {
  private static final int TOKEN_BYTES = 24;
  private static final int KEY_BITS = 2048;
  private static final int LINE = 64;

  /** Makes new ones and writes what the API server reads. */
  static Credentials make(Path folder, String nodeName) throws IOException {
    var made = new Credentials(folder, token(), token());
    Files.write(
        made.tokens(),
        List.of(
            made.admin + ",admin,admin,system:masters",
            made.node + ",system:node:" + nodeName + ",node,system:nodes"));
    made.writeKeys();
    return made;
  }

  Path tokens() {
    return folder.resolve("tokens.csv");
  }

  /** By which the API server signs the tokens of service accounts. */
  Path privateKey() {
    return folder.resolve("accounts.key");
  }

  Path publicKey() {
    return folder.resolve("accounts.pub");
  }

  /** The certificate that the API server makes when it first starts; it is its own authority. */
  Path certificate() {
    return folder.resolve("certificates/apiserver.crt");
  }

  /**
   * Writes a kubeconfig.
   *
   * @param name the file's name
   * @param token of whom
   * @param server the address of the API server as its reader knows it
   */
  Path kubeconfig(String name, String token, String server) throws IOException {
    String authority = Base64.getEncoder().encodeToString(Files.readAllBytes(certificate()));
    // The certificate does not know the address by which a guest reaches this host.
    String text = String.format(Locale.ROOT, """
        apiVersion: v1
        kind: Config
        current-context: lab
        clusters:
        - name: lab
          cluster:
            server: '%s'
            tls-server-name: kubernetes.default.svc
            certificate-authority-data: %s
        users:
        - name: lab
          user: {token: '%s'}
        contexts:
        - name: lab
          context: {cluster: lab, user: lab}
        """, server, authority, token);
    return Files.writeString(folder.resolve(name), text);
  }

  private static String token() {
    var bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void writeKeys() throws IOException {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      KeyPair pair = generator.generateKeyPair();
      Files.writeString(privateKey(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      Files.writeString(publicKey(), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
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
