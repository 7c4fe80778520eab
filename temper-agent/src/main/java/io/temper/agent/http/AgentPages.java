package io.temper.agent.http;

import io.temper.agent.json.ConfigurationJson;
import io.temper.agent.json.HealthJson;
import io.temper.agent.json.ObservationJson;
import io.temper.agent.report.agent.HealthReport;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What there is to see of an agent. For the thread of the server. */
public final class AgentPages {
  private final AgentView agent;
  private final boolean legacyMetrics;
  private final Map<String, Supplier<HttpAnswer>> pages = new TreeMap<>();
  private @Nullable MetricsPage metrics;

  /**
   * Creates the pages of an agent.
   *
   * @param agent what can be seen of it
   * @param legacyMetrics whether metrics are told under their old names, too
   * @param nanos a clock that never steps
   */
  public AgentPages(AgentView agent, boolean legacyMetrics, LongSupplier nanos) {
    this.agent = agent;
    this.legacyMetrics = legacyMetrics;
    pages.put("/metrics", new CachedAnswer(this::metrics, nanos));
    pages.put("/observe", new CachedAnswer(this::observation, nanos));
    pages.put("/config", new CachedAnswer(this::configuration, nanos));
    pages.put("/healthz", () -> health(HealthReport.alive(agent.node().get())));
    pages.put("/readyz", () -> health(HealthReport.ready(agent.node().get())));
  }

  HttpAnswer answer(HttpRequest request) {
    Supplier<HttpAnswer> page = pages.get(request.path());
    return page == null
        ? HttpAnswer.text(404, "there is " + String.join(", ", pages.keySet()))
        : page.get();
  }

  /** Made when somebody asks for it first: until then its libraries are not even loaded. */
  private HttpAnswer metrics() {
    MetricsPage page = metrics;
    if (page == null) {
      page = new MetricsPage(legacyMetrics);
      metrics = page;
    }
    return page.of(agent.node().get());
  }

  private HttpAnswer observation() {
    return HttpAnswer.json(
        200, ObservationJson.of(agent.status().get(), agent.node().get()));
  }

  private HttpAnswer configuration() {
    return HttpAnswer.json(200, ConfigurationJson.of(agent.configuration().get()));
  }

  private static HttpAnswer health(HealthReport report) {
    return HttpAnswer.json(report.good() ? 200 : 503, HealthJson.of(report));
  }
}
