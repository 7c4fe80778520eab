package io.temper.k8s.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The key and certificate of a server of this machine.
 *
 * @param keys the key with its certificate
 * @param authority whose certificate that is
 */
record TlsKeys(Path keys, Path authority) {
  private static final String PASSWORD = "changeit";
  private static final String HOST = "san=ip:127.0.0.1";

  /** Makes a certificate that is its own authority. */
  static TlsKeys selfSigned(Path folder) throws IOException {
    Path keys = folder.resolve("keys.p12");
    Path authority = folder.resolve("ca.crt");
    keytool(keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext", HOST);
    keytool(keys, "-exportcert", "-rfc", "-file", authority.toString());
    return new TlsKeys(keys, authority);
  }

  /** Makes one that an authority has given, and that expired five days ago. An authority's own is not looked at. */
  static TlsKeys expired(Path folder) throws IOException {
    Path ca = folder.resolve("ca.p12");
    Path keys = folder.resolve("keys.p12");
    Path authority = folder.resolve("ca.crt");
    String request = folder.resolve("a.csr").toString();
    String given = folder.resolve("a.crt").toString();
    keytool(ca, "-genkeypair", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
    keytool(ca, "-exportcert", "-rfc", "-file", authority.toString());
    keytool(keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=127.0.0.1");
    keytool(keys, "-certreq", "-file", request);
    keytool(
        ca,
        "-gencert",
        "-rfc",
        "-infile",
        request,
        "-outfile",
        given,
        "-ext",
        HOST,
        "-startdate",
        "-10d",
        "-validity",
        "5");
    keytool(keys, "ca", "-importcert", List.of("-noprompt", "-file", authority.toString()));
    keytool(keys, "-importcert", "-noprompt", "-file", given);
    return new TlsKeys(keys, authority);
  }

  private static void keytool(Path keys, String command, String... options) throws IOException {
    keytool(keys, "a", command, List.of(options));
  }

  private static void keytool(Path keys, String alias, String command, List<String> options)
      throws IOException {
    List<String> argv = new ArrayList<>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    argv.add(command);
    argv.addAll(options);
    Collections.addAll(argv, "-alias", alias, "-storetype", "PKCS12", "-storepass", PASSWORD);
    Collections.addAll(argv, "-keystore", keys.toString());
    Process keytool = new ProcessBuilder(argv).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(keytool.waitFor()).as(said).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Returns what a server shows its certificate with. */
  SSLContext context() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
