package io.temper.nomad.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key of this machine with a certificate that is its own authority.
 *
 * @param store with both
 * @param certificate as a PEM file
 */
record PemPair(Path store, Path certificate) {
  private static final String PASSWORD = "changeit";

  /** Makes one. */
  static PemPair make(Path folder, String name, String algorithm) throws IOException {
    var pair = new PemPair(folder.resolve(name + ".p12"), folder.resolve(name + ".pem"));
    pair.keytool(
        "-genkeypair", "-keyalg", algorithm, "-dname", "CN=" + name, "-ext", "san=ip:127.0.0.1");
    pair.keytool("-exportcert", "-rfc", "-file", pair.certificate.toString());
    return pair;
  }

  private void keytool(String... options) throws IOException {
    String[] start = {
      Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
      "-J-XX:TieredStopAtLevel=1",
      "-alias",
      "a",
      "-storetype",
      "PKCS12",
      "-storepass",
      PASSWORD,
      "-keystore",
      store.toString()
    };
    String[] argv = Arrays.copyOf(start, start.length + options.length);
    System.arraycopy(options, 0, argv, start.length, options.length);
    Process keytool = new ProcessBuilder(argv).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(keytool.waitFor()).as(said).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private KeyStore opened() throws IOException, GeneralSecurityException {
    var opened = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      opened.load(in, PASSWORD.toCharArray());
    }
    return opened;
  }

  /**
   * Returns the file of the key in a form: the older ones are what the newer one has inside, as the last of its
   * three parts.
   */
  Path key(String form) throws IOException, GeneralSecurityException {
    byte[] pkcs8 = opened().getKey("a", PASSWORD.toCharArray()).getEncoded();
    byte[] bytes = form.equals("PRIVATE KEY") ? pkcs8 : older(pkcs8, form);
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        store.resolveSibling("key.pem"),
        "-----BEGIN " + form + "-----\n" + text + "\n-----END " + form + "-----\n");
  }

  /** Java leaves the name of the curve out inside, since it stands outside: it is put in as others write it. */
  private static byte[] older(byte[] pkcs8, String form) {
    int octets = 4;
    int at = skipHeader(pkcs8, 0);
    at = skip(pkcs8, at);
    int algorithm = at;
    at = skip(pkcs8, at);
    assertThat(pkcs8[at]).isEqualTo((byte) octets);
    byte[] inner = Arrays.copyOfRange(pkcs8, skipHeader(pkcs8, at), skip(pkcs8, at));
    if (!form.startsWith("EC")) {
      return inner;
    }
    int curve = skip(pkcs8, skipHeader(pkcs8, algorithm));
    byte[] name = Arrays.copyOfRange(pkcs8, curve, skip(pkcs8, curve));
    int content = skipHeader(inner, 0);
    int end = skip(inner, skip(inner, content));
    byte[] result = new byte[2 + (end - content) + 2 + name.length];
    result[0] = 0x30;
    result[1] = (byte) (result.length - 2);
    System.arraycopy(inner, content, result, 2, end - content);
    result[2 + end - content] = (byte) 0xa0;
    result[3 + end - content] = (byte) name.length;
    System.arraycopy(name, 0, result, 4 + end - content, name.length);
    return result;
  }

  private static int skipHeader(byte[] der, int at) {
    int length = der[at + 1] & 0xff;
    return at + 2 + (length < 0x80 ? 0 : length & 0x7f);
  }

  private static int skip(byte[] der, int at) {
    int length = der[at + 1] & 0xff;
    if (length >= 0x80) {
      int digits = length & 0x7f;
      length = 0;
      for (int i = 0; i < digits; i++) {
        length = (length << 8) | (der[at + 2 + i] & 0xff);
      }
    }
    return skipHeader(der, at) + length;
  }

  /** Returns what a server shows its certificate with, and believes another one by. */
  SSLContext contextTrusting(PemPair client) throws IOException, GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(opened(), PASSWORD.toCharArray());
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("client", client.opened().getCertificate("a"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
