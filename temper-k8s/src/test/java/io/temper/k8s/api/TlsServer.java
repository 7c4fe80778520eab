package io.temper.k8s.api;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Answers over TLS with a certificate that its clients trust, and that may be out of date. */
final class TlsServer implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final HttpsServer server;
  private final Path kubeconfig;

  /**
   * Starts one.
   *
   * @param folder for its files
   * @param start when the certificate begins to count, as keytool reads it
   * @param days for how many days it counts
   */
  TlsServer(Path folder, String start, int days) throws Exception {
    Path keys = folder.resolve("keys.p12");
    Path certificate = folder.resolve("ca.pem");
    // An authority of its own: a certificate that is trusted by itself is not asked for its dates.
    keytool(keys, "ca", "-genkeypair", "-keyalg", "EC", "-dname", "CN=ca", "-ext", "bc:c");
    keytool(keys, "ca", "-exportcert", "-rfc", "-file", certificate.toString());
    keytool(
        keys,
        "a",
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=IP:127.0.0.1",
        "-signer",
        "ca",
        "-startdate",
        start,
        "-validity",
        String.valueOf(days));
    keytool(keys, "ca", "-delete");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    server.createContext("/", exchange -> {
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    server.start();
    kubeconfig = write(folder.resolve("tls-kubeconfig"), certificate);
  }

  private Path write(Path file, Path certificate) throws IOException {
    return Files.writeString(file, """
        apiVersion: v1
        kind: Config
        current-context: c
        clusters: [{name: c, cluster: {server: 'https://127.0.0.1:%d', certificate-authority-data: %s}}]
        users: [{name: u, user: {token: t}}]
        contexts: [{name: c, context: {cluster: c, user: u}}]
        """.formatted(
            server.getAddress().getPort(),
            Base64.getEncoder().encodeToString(Files.readAllBytes(certificate))));
  }

  private static void keytool(Path keys, String alias, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of("-alias", alias, "-keystore", keys.toString(), "-storepass", new String(PASSWORD)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
  }

  private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD);
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  ApiServer client() {
    return ApiServer.of(kubeconfig);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
