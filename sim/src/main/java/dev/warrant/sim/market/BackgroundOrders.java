package dev.warrant.sim.market;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import java.util.Arrays;
import java.util.TreeSet;

/// The background's own orders on one side: found by id, by chance, and by best price. An id is
/// negative and carries its slot, so that no map is needed.
final class BackgroundOrders {
  private static final int SLOT_BITS = 20;
  private static final int MAX_SLOTS = 1 << SLOT_BITS;

  private final int sign;
  private long[] ids = new long[512];
  private long[] prices = new long[512];
  private long[] lots = new long[512];
  private int[] place = new int[512];

  /// Slots: the first `size` are in use, the others free.
  private int[] slots = new int[512];

  private int size;
  private int made;
  private long counter;

  /// `signed price << SLOT_BITS | slot`, best last.
  private final TreeSet<Long> byPrice = new TreeSet<>();

  BackgroundOrders(Side side) {
    sign = side.sign();
  }

  int size() {
    return size;
  }

  /// Keeps a new order and returns its id. Ids of the two sides differ in parity.
  long add(@Ticks long price, @Lots long quantity) {
    int slot = free();
    counter++;
    ids[slot] = -(((counter << 1 | (sign > 0 ? 1 : 0)) << SLOT_BITS) | slot);
    prices[slot] = price;
    lots[slot] = quantity;
    byPrice.add(key(slot));
    return ids[slot];
  }

  private int free() {
    if (size == made) {
      if (made == MAX_SLOTS) {
        throw new IllegalStateException("more than " + MAX_SLOTS + " background orders on a side");
      }
      if (made == ids.length) {
        int n = made * 2;
        ids = Arrays.copyOf(ids, n);
        prices = Arrays.copyOf(prices, n);
        lots = Arrays.copyOf(lots, n);
        place = Arrays.copyOf(place, n);
        slots = Arrays.copyOf(slots, n);
      }
      slots[made] = made;
      made++;
    }
    int slot = slots[size];
    place[slot] = size++;
    return slot;
  }

  private long key(int slot) {
    return sign * prices[slot] << SLOT_BITS | slot;
  }

  static boolean buys(long id) {
    return (-id >> SLOT_BITS & 1) == 1;
  }

  private static int slot(long id) {
    return (int) (-id & (MAX_SLOTS - 1));
  }

  /// Part of an order traded; it is forgotten when nothing is left.
  void traded(long id, @Lots long quantity) {
    int slot = slot(id);
    lots[slot] -= quantity;
    if (lots[slot] == 0) {
      forget(id);
    }
  }

  /// Drops an order.
  void forget(long id) {
    int slot = slot(id);
    byPrice.remove(key(slot));
    int last = slots[--size];
    slots[place[slot]] = last;
    place[last] = place[slot];
    slots[size] = slot;
  }

  /// Id of the order with the best price.
  long best() {
    return ids[(int) (byPrice.last() & (MAX_SLOTS - 1))];
  }

  @Ticks
  long price(long id) {
    return prices[slot(id)];
  }

  /// An order by chance: of `tries` the one with the best price.
  long any(SeededRandom random, int tries) {
    long found = ids[slots[random.nextInt(size)]];
    for (int i = 1; i < tries; i++) {
      long other = ids[slots[random.nextInt(size)]];
      if (sign * price(other) > sign * price(found)) {
        found = other;
      }
    }
    return found;
  }
}
