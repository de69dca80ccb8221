package dev.warrant.governance.audit.day;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// One order of the day, with what came of it by the day's end.
final class OrderLine {
  final long seq;
  final long nanos;
  final OrderRecord record;
  final Instrument instrument;
  final Digest policy;
  Derived.@Nullable Admitted admitted;
  String fate = "no answer on record";
  @E8 long filledE8;
  @E8 long feesE8;
  BigDecimal paid = BigDecimal.ZERO;

  OrderLine(long seq, long nanos, OrderRecord record, Instrument instrument, Digest policy) {
    this.seq = seq;
    this.nanos = nanos;
    this.record = record;
    this.instrument = instrument;
    this.policy = policy;
  }

  void filled(@E8 long quantityE8, @E8 long priceE8, @E8 long feeE8) {
    filledE8 += quantityE8;
    feesE8 += feeE8;
    paid = paid.add(Amounts.times(quantityE8, priceE8));
  }

  /// Average price of what traded, to 8 decimals; empty if nothing did.
  String average() {
    return filledE8 == 0
        ? ""
        : Amounts.of(
            paid.divide(BigDecimal.valueOf(filledE8, 8), 8, java.math.RoundingMode.HALF_EVEN));
  }
}
