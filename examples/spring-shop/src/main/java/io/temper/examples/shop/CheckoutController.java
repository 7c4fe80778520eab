package io.temper.examples.shop;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What customers wait for. */
@RestController
class CheckoutController {
  private static final int ROUNDS_PER_ITEM = 20_000;
  private static final int MOST_ITEMS = 1000;

  @GetMapping("/checkout")
  Receipt checkout(@RequestParam(name = "items", defaultValue = "3") int items) {
    int bought = Math.max(1, Math.min(items, MOST_ITEMS));
    return new Receipt(bought, Arithmetic.mix(bought, bought * ROUNDS_PER_ITEM));
  }

  /** What a customer gets. */
  record Receipt(int items, long number) {}
}
