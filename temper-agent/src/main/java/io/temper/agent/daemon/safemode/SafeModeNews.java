package io.temper.agent.daemon.safemode;

import io.temper.agent.daemon.disk.AgentRecords;
import io.temper.agent.daemon.disk.AuditRecord;
import io.temper.runtime.safemode.SafeModeListener;
import io.temper.runtime.safemode.SafeModeRequest;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each change of safe mode down and wakes the loop. */
final class SafeModeNews implements SafeModeListener {
  private static final Logger LOG = LoggerFactory.getLogger(SafeModeNews.class);

  private final AgentRecords records;
  private final Supplier<List<SafeModeRequest>> requests;
  private final Runnable wake;

  SafeModeNews(AgentRecords records, Supplier<List<SafeModeRequest>> requests, Runnable wake) {
    this.records = records;
    this.requests = requests;
    this.wake = wake;
  }

  @Override
  public void entered(SafeModeRequest request) {
    wake.run();
    write(true, request, request.by());
    LOG.info("safe mode is asked for by {}", request);
  }

  @Override
  public void left(SafeModeRequest request, String by) {
    wake.run();
    write(false, request, by);
    LOG.info("safe mode is no longer asked for by {}", request.source().label());
  }

  private void write(boolean entered, SafeModeRequest request, String by) {
    records.audit().append(AuditRecord.safeMode(records.ticker().now(), entered, request, by));
    records.keep(requests);
  }
}
