package dev.warrant.sim.wire;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The keys by which accounts open their user stream: one per account, valid for 60 minutes after
/// it was made or kept alive.
final class ListenKeys {
  private static final long VALID_NANOS = 60L * 60 * 1_000_000_000L;

  /// A key and until when it is good.
  private record Key(String text, long untilNanos) {}

  private final TreeMap<Integer, Key> byAccount = new TreeMap<>();
  private final Map<String, Channel> channels;
  private final Map<Integer, Channel> live = new TreeMap<>();
  private long made;

  /// @param channels where the stream of a key is registered under its name
  ListenKeys(Map<String, Channel> channels) {
    this.channels = channels;
  }

  /// Makes a key, or renews the one there is.
  String start(Account account, long nanos) {
    Key old = byAccount.get(account.index());
    String text =
        old != null
            ? old.text
            : Digest.sha256("listenKey " + account.apiKey() + " " + ++made).hex();
    byAccount.put(account.index(), new Key(text, nanos + VALID_NANOS));
    if (old == null) {
      Channel channel = new Channel(text, Socket.Root.PRIVATE);
      channels.put(text, channel);
      live.put(account.index(), channel);
    }
    return text;
  }

  /// Renews the key.
  ///
  /// @throws Rejection -1125 if there is none
  String keep(Account account, long nanos) {
    if (!byAccount.containsKey(account.index())) {
      throw new Rejection(-1125, "This listenKey does not exist.");
    }
    return start(account, nanos);
  }

  /// Takes the key back; its streams fall silent.
  void stop(Account account) {
    Key old = byAccount.remove(account.index());
    if (old != null) {
      channels.remove(old.text);
      live.remove(account.index());
    }
  }

  /// The stream of an account, or null if it has no key.
  @Nullable Channel channel(Account account) {
    return live.get(account.index());
  }

  /// When the next key runs out.
  long nextNanos() {
    long next = Long.MAX_VALUE;
    for (Key key : byAccount.values()) {
      next = Math.min(next, key.untilNanos);
    }
    return next;
  }

  /// Ends keys that have run out; their listeners are told.
  void expire(List<Account> accounts, JsonBytes w, long nanos) {
    for (int index : new ArrayList<>(byAccount.keySet())) {
      Key key = byAccount.get(index);
      Channel channel = live.get(index);
      if (key != null && channel != null && key.untilNanos <= nanos) {
        channel.begin(w).raw("{\"e\":\"listenKeyExpired\",\"E\":").number(nanos / 1_000_000);
        channel.send(w.raw(",\"listenKey\":\"").raw(key.text).raw("\"}"));
        stop(accounts.get(index));
      }
    }
  }
}
