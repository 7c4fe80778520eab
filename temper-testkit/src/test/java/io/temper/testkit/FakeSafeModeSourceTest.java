package io.temper.testkit;

import io.temper.spi.SafeModeSource;

class FakeSafeModeSourceTest extends SafeModeSourceContract {
  private final FakeSafeModeSource source = new FakeSafeModeSource();

  @Override
  protected SafeModeSource source() {
    return source;
  }

  @Override
  protected void asks() {
    source.asks("somebody", "upgrade");
  }

  @Override
  protected void withdraws() {
    source.withdraws();
  }

  @Override
  protected void breaks() {
    source.fails("the fake orchestrator is down: call asks() or withdraws() to bring it back");
  }
}
