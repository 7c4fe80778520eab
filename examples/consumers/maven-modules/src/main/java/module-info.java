/** Requires Temper by the names that its jars promise, and of the JDK what Temper's client of an API server uses. */
module org.example.modules {
  requires io.temper.bpf;
  requires io.temper.core;
  requires io.temper.k8s;
  requires io.temper.runtime;
  requires io.temper.threads;
  requires java.net.http;
}
