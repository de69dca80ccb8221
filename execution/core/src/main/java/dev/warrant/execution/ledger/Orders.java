package dev.warrant.execution.ledger;

import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All orders by client id, and per instrument those whose risk is still held, with their open lots
/// summed per side in O(1).
final class Orders {
  /// How many settled orders are remembered for late and doubled reports.
  static final int RETIRED_MAX = 4096;

  private final Map<String, LiveOrder> byId = new LinkedHashMap<>();
  private final List<List<LiveOrder>> held = new ArrayList<>();
  private final ArrayDeque<LiveOrder> retired = new ArrayDeque<>();
  private final long[][] openLots;
  private final int[] openCount;
  private int unknown;

  Orders(int instruments) {
    openLots = new long[instruments][2];
    openCount = new int[instruments];
    for (int i = 0; i < instruments; i++) {
      held.add(new ArrayList<>());
    }
  }

  @Nullable LiveOrder find(String clientId) {
    return byId.get(clientId);
  }

  @Nullable LiveOrder byVenueId(int instrument, long venueId) {
    for (LiveOrder o : held.get(instrument)) {
      if (o.venueId() == venueId) {
        return o;
      }
    }
    return null;
  }

  /// @throws IllegalStateException if the id was used before
  void add(LiveOrder o) {
    if (byId.putIfAbsent(o.clientId(), o) != null) {
      throw new IllegalStateException("client id " + o.clientId() + " was used before");
    }
    held.get(o.instrument()).add(o);
    touch(o);
  }

  /// Brings sums and lists in line with what `o` says now.
  void touch(LiveOrder o) {
    OrderState state = o.state();
    long counts = o.protectiveStop() ? 0 : o.held();
    openLots[o.instrument()][o.side().ordinal()] += counts - o.counted;
    o.counted = counts;
    boolean isUnknown = state == OrderState.UNKNOWN;
    unknown += (isUnknown ? 1 : 0) - (o.countedUnknown ? 1 : 0);
    o.countedUnknown = isUnknown;
    boolean isOpen = !state.ended() && !o.protectiveStop();
    openCount[o.instrument()] += (isOpen ? 1 : 0) - (o.countedOpen ? 1 : 0);
    o.countedOpen = isOpen;
    boolean holds = !state.ended() || o.held() > 0;
    List<LiveOrder> list = held.get(o.instrument());
    int at = list.indexOf(o);
    if (holds && at < 0) {
      retired.remove(o);
      list.add(o);
    } else if (!holds && at >= 0) {
      list.remove(at);
      retire(o);
    }
  }

  private void retire(LiveOrder o) {
    retired.addLast(o);
    if (retired.size() > RETIRED_MAX) {
      byId.remove(retired.removeFirst().clientId());
    }
  }

  @Lots
  long open(int instrument, Side side) {
    return openLots[instrument][side.ordinal()];
  }

  int openCount(int instrument) {
    return openCount[instrument];
  }

  int unknown() {
    return unknown;
  }

  /// Orders whose risk is held, oldest first; the caller must not keep it over an event.
  List<LiveOrder> held(int instrument) {
    return held.get(instrument);
  }
}
