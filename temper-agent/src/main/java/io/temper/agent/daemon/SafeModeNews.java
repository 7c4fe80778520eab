package io.temper.agent.daemon;

import io.temper.runtime.clock.Ticker;
import io.temper.runtime.safemode.SafeModeListener;
import io.temper.runtime.safemode.SafeModeRequest;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each change of safe mode down and wakes the loop. */
final class SafeModeNews implements SafeModeListener {
  private static final Logger LOG = LoggerFactory.getLogger(SafeModeNews.class);

  private final AuditFile audit;
  private final KeptRequests kept;
  private final DiskThread disk;
  private final Supplier<List<SafeModeRequest>> requests;
  private final Ticker ticker;
  private final Runnable wake;

  SafeModeNews(
      AuditFile audit,
      KeptRequests kept,
      DiskThread disk,
      Supplier<List<SafeModeRequest>> requests,
      Ticker ticker,
      Runnable wake) {
    this.audit = audit;
    this.kept = kept;
    this.disk = disk;
    this.requests = requests;
    this.ticker = ticker;
    this.wake = wake;
  }

  @Override
  public void entered(SafeModeRequest request) {
    wake.run();
    audit.append(AuditRecord.safeMode(ticker.now(), true, request, request.by()));
    keep();
    LOG.info("safe mode is asked for by {}", request);
  }

  @Override
  public void left(SafeModeRequest request, String by) {
    wake.run();
    audit.append(AuditRecord.safeMode(ticker.now(), false, request, by));
    keep();
    LOG.info("safe mode is no longer asked for by {}", request.source().label());
  }

  private void keep() {
    disk.write(KeptRequests.NAME, () -> kept.save(requests.get()));
  }
}
