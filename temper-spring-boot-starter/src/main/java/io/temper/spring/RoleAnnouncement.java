package io.temper.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Tells in one line of the log what the starter does. */
final class RoleAnnouncement implements SmartInitializingSingleton {
  private static final Logger LOG = LoggerFactory.getLogger("io.temper.spring");

  private final TemperRole role;

  RoleAnnouncement(TemperRole role) {
    this.role = role;
  }

  @Override
  public void afterSingletonsInstantiated() {
    LOG.info("{}", role.text());
  }
}
