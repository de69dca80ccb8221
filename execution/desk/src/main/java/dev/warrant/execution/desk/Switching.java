package dev.warrant.execution.desk;

import dev.warrant.execution.desk.Successor.Look;
import dev.warrant.execution.venue.Inbox;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Takes another policy into a running desk: proved and certified on the thread of whoever asks,
/// and only then told to the sequencer, which finds it here. The last few stay compiled, for a way
/// back. Where an override begins or ends it looks by itself.
final class Switching implements Versions {
  private static final int KEPT = 4;
  private static final long AGAIN_NANOS = 5_000_000_000L;

  private final LiveParts parts;
  private final LiveConfig config;
  private final List<Instrument> instruments;
  private final Inbox inbox;
  private final Clock clock = Clock.system();
  private final ReentrantLock one = new ReentrantLock();
  private final Map<Digest, Version> kept = new Recent<>();
  private final Map<Digest, DeskRules> listeners = new Recent<>();
  private final DeskRules started;
  private volatile Admissions inForce;
  private volatile Runnable before = () -> {};
  private volatile Digest current;
  private volatile long lookAt = Long.MAX_VALUE;
  private volatile String failure = "";
  private boolean listens;

  /// The last few that were put in.
  private static final class Recent<V> extends LinkedHashMap<Digest, V> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Digest, V> eldest) {
      return size() > KEPT;
    }
  }

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
    current = started.policy().digest();
    inForce = admit(started);
    lookAgain();
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

  /// Until when the policy the desk starts with holds; null if its guards have no certificate.
  DeskEvent.@Nullable Licensed licensed() {
    return licensed(current, inForce);
  }

  private static DeskEvent.@Nullable Licensed licensed(Digest policy, Admissions admissions) {
    if (!admissions.hasCertificate()) {
      return null;
    }
    Instant until = admissions.certified().until();
    long nanos =
        Math.addExact(Math.multiplyExact(until.getEpochSecond(), 1_000_000_000L), until.getNano());
    return new DeskEvent.Licensed(policy, nanos);
  }

  /// Has the desk take what its successor names.
  ///
  /// @return what comes, and under whose signatures
  /// @throws RuntimeException naming why it is not taken; then nothing has changed
  String take(Look look) throws IOException {
    one.lock();
    try {
      Successor.Next next = parts.successor().next(look);
      same(next.rules());
      return look == Look.SHADOW ? listen(next) : into(next) + done();
    } finally {
      one.unlock();
    }
  }

  /// Somebody asked for the next stage, so nothing need listen any more.
  private String done() {
    lookAgain();
    if (!listens) {
      return "";
    }
    listens = false;
    inbox.offer(new DeskEvent.Shadowed(Digest.ZERO, "the next stage was asked for"));
    return "; nothing listens any more";
  }

  private void same(DeskRules rules) {
    if (!rules.strategy().digest().equals(started.strategy().digest())
        || !rules.modelDigest().equals(started.modelDigest())) {
      throw new IllegalStateException(
          "a running desk switches its policy only, and this is strategy "
              + rules.strategy().digest().brief()
              + ", expected "
              + started.strategy().digest().brief()
              + "\nMaybe stop the desk and start it again.");
    }
  }

  private String listen(Successor.Next next) {
    Digest policy = next.rules().policy().digest();
    synchronized (listeners) {
      listeners.put(policy, next.rules());
    }
    listens = true;
    inbox.offer(new DeskEvent.Shadowed(policy, next.why()));
    return "policy " + policy.brief() + " listens from now on, and nothing follows from it";
  }

  private String into(Successor.Next next) {
    DeskRules rules = next.rules();
    Digest policy = rules.policy().digest();
    Admissions admissions = admit(rules);
    DeskEvent.Licensed until = licensed(policy, admissions);
    if (until != null) {
      // Before the switch: it must not come into force without an end.
      inbox.offer(until);
    }
    inForce = admissions;
    String signed = admissions.hasCertificate() ? admissions.certified().says() : "no certificate";
    if (policy.equals(current)) {
      return "policy " + policy.brief() + " stays in force, under " + signed;
    }
    current = policy;
    before.run();
    inbox.offer(
        new DeskEvent.Switched(
            policy,
            rules.strategy().digest(),
            rules.modelDigest(),
            next.tighterThan(),
            next.why()));
    return "policy " + policy.brief() + " comes into force, under " + signed;
  }

  private void lookAgain() {
    try {
      lookAt = parts.successor().lookAgain(clock.nanos());
    } catch (IOException | RuntimeException e) {
      later(e);
    }
  }

  private void later(Exception e) {
    failure = "what is in force could not be looked up: " + e.getMessage();
    lookAt = clock.nanos() + AGAIN_NANOS;
  }

  /// Time passed: where an override begins or ends, a thread looks.
  void onTime(long nanos) {
    if (nanos >= lookAt) {
      lookAt = Long.MAX_VALUE;
      Thread.ofPlatform().name("successor").daemon().start(this::look);
    }
  }

  private void look() {
    one.lock();
    try {
      Successor.Next next = parts.successor().next(Look.LIVE);
      same(next.rules());
      into(next);
      failure = "";
      lookAgain();
    } catch (IOException | RuntimeException e) {
      later(e);
    } finally {
      one.unlock();
    }
  }

  /// Why it could not look; empty if it could.
  String failure() {
    return failure;
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

  @Override
  public DeskRules listening(Digest policy) {
    DeskRules found;
    synchronized (listeners) {
      found = listeners.get(policy);
    }
    if (found == null) {
      throw new IllegalStateException("no policy " + policy.brief() + " to listen");
    }
    return found;
  }
}
