package dev.warrant.execution.desk;

import dev.warrant.execution.venue.Inbox;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Takes another policy into a running desk: proved and certified on the thread of whoever asks,
/// and only then told to the sequencer, which finds it here. The last few stay compiled, for a way
/// back.
final class Switching implements Versions {
  private static final int KEPT = 4;

  private final LiveParts parts;
  private final LiveConfig config;
  private final List<Instrument> instruments;
  private final Inbox inbox;
  private final ReentrantLock one = new ReentrantLock();
  private final Map<Digest, Version> kept =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Version> eldest) {
          return size() > KEPT;
        }
      };
  private final DeskRules started;
  private volatile Admissions inForce;
  private volatile Runnable before = () -> {};

  Switching(
      LiveParts parts,
      LiveConfig config,
      List<Instrument> instruments,
      Inbox inbox,
      DeskRules started) {
    this.parts = parts;
    this.config = config;
    this.instruments = instruments;
    this.inbox = inbox;
    this.started = started;
    inForce = admit(started);
  }

  private Admissions admit(DeskRules rules) {
    Admissions admissions = parts.licence().admit(rules, instruments);
    Version version =
        new Version(
            rules.policy(),
            admissions,
            () -> rules.deliberator(instruments, config.desk().leverage(), config.cache()));
    synchronized (kept) {
      kept.remove(rules.policy().digest());
      kept.put(rules.policy().digest(), version);
    }
    return admissions;
  }

  /// Has something done before each switch is told.
  void before(Runnable other) {
    before = other;
  }

  /// The guards last let in; the sequencer may be on its way to them.
  Admissions inForce() {
    return inForce;
  }

  /// Has the desk take what its successor names.
  ///
  /// @return what comes, and under whose signatures
  /// @throws RuntimeException naming why it is not taken; then nothing has changed
  String take() throws IOException {
    one.lock();
    try {
      Successor.Next next = parts.successor().next();
      DeskRules rules = next.rules();
      if (!rules.strategy().digest().equals(started.strategy().digest())
          || !rules.modelDigest().equals(started.modelDigest())) {
        throw new IllegalStateException(
            "a running desk switches its policy only, and this is strategy "
                + rules.strategy().digest().brief()
                + ", expected "
                + started.strategy().digest().brief()
                + "\nMaybe stop the desk and start it again.");
      }
      Admissions admissions = admit(rules);
      inForce = admissions;
      before.run();
      inbox.offer(
          new DeskEvent.Switched(
              rules.policy().digest(),
              rules.strategy().digest(),
              rules.modelDigest(),
              next.tighterThan(),
              next.why()));
      String signed =
          admissions.hasCertificate() ? admissions.certified().says() : "no certificate";
      return "policy " + rules.policy().digest().brief() + " comes into force, under " + signed;
    } finally {
      one.unlock();
    }
  }

  @Override
  public Version find(DeskEvent.Switched to) {
    Version found;
    synchronized (kept) {
      found = kept.get(to.policy());
    }
    if (found == null) {
      throw new IllegalStateException("no version " + to.policy().brief() + " to switch to");
    }
    return found;
  }
}
