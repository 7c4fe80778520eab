package io.temper.nomad.api;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The PEM files of a connection by TLS. They are read once: a new certificate counts from the next start on.
 *
 * @param authority whose certificates are trusted; null for those that Java trusts
 * @param certificate who asks, for servers that want to know; null without one
 * @param key of the certificate; null without one
 */
public record TlsFiles(
    @Nullable Path authority,
    @Nullable Path certificate,
    @Nullable Path key) {

  /** In memory only. */
  private static final char[] NO_PASSWORD = new char[0];

  /**
   * Names the files.
   *
   * @param authority whose certificates are trusted, or null
   * @param certificate who asks, or null
   * @param key of the certificate, or null
   * @return the files
   * @throws NomadException if there is a certificate without a key, or the other way round
   */
  static TlsFiles of(@Nullable Path authority, @Nullable Path certificate, @Nullable Path key) {
    if ((certificate == null) != (key == null)) {
      throw NomadFailures.configuration(
          "NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY belong together: set both or none", null);
    }
    return new TlsFiles(authority, certificate, key);
  }

  /**
   * Reads the files.
   *
   * @return what connects; empty where Java's own will do
   * @throws NomadException if one of them cannot be used; the message names it
   */
  Optional<SSLContext> context() {
    if (authority == null && certificate == null) {
      return Optional.empty();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trust(), null);
      return Optional.of(context);
    } catch (GeneralSecurityException e) {
      throw NomadFailures.configuration(
          "the certificates of Nomad in " + this + " cannot be used: " + e, e);
    }
  }

  private TrustManager @Nullable [] trust() throws GeneralSecurityException {
    if (authority == null) {
      return null;
    }
    KeyStore store = emptyStore();
    int number = 0;
    for (X509Certificate trusted : PemFiles.certificates(authority)) {
      store.setCertificateEntry("ca" + number++, trusted);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private KeyManager @Nullable [] keys() throws GeneralSecurityException {
    if (certificate == null || key == null) {
      return null;
    }
    List<X509Certificate> chain = PemFiles.certificates(certificate);
    PrivateKey secret = PemFiles.privateKey(key);
    KeyStore store = emptyStore();
    store.setKeyEntry("client", secret, NO_PASSWORD, chain.toArray(new Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    return store;
  }
}
