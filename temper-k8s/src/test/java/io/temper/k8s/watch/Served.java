package io.temper.k8s.watch;

/** Objects as an API server sends them; the fake fills in their versions. */
final class Served {
  private Served() {}

  /** A pod of node {@code n} that runs, with a CPU request. */
  static String pod(String name, String cpu) {
    return pod(name, cpu, "\"phase\":\"Running\",\"qosClass\":\"Burstable\"", "");
  }

  /** The same with another status and further metadata. */
  static String pod(String name, String cpu, String status, String metadata) {
    return """
        {"kind":"Pod","apiVersion":"v1","metadata":{"name":"%s","namespace":"test","uid":"uid-%s",\
        "resourceVersion":"VERSION"%s},"spec":{"nodeName":"n","containers":[{"name":"c","resources":\
        {"requests":{"cpu":"%s"}}}]},"status":{%s}}""".formatted(name, name, metadata, cpu, status);
  }

  /** The metadata of node {@code n} with annotations, as JSON without braces, and their owner. */
  static String node(String annotations, String manager, String owned) {
    return """
        {"kind":"PartialObjectMetadata","metadata":{"name":"n","uid":"uid-n","resourceVersion":\
        "VERSION","annotations":{%s},"managedFields":[{"manager":"kubelet","time":\
        "2026-11-01T00:00:00Z","fieldsV1":{"f:metadata":{"f:annotations":{".":{},"f:volumes":{}},\
        "f:labels":{"f:a":{}}}}},{"manager":"%s","operation":"Update","time":"2026-11-02T09:00:00Z",\
        "fieldsV1":{"f:metadata":{"f:annotations":{"f:%s":{}}}}}]}}""".formatted(annotations, manager, owned);
  }
}
