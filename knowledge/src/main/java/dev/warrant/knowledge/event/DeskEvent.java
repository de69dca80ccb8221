package dev.warrant.knowledge.event;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import java.util.List;

/// What the desk and its people put into the order of events.
public sealed interface DeskEvent extends Event {

  /// An epoch begins: everything the desk needs to know to be replayed.
  ///
  /// @param epoch recovery epoch, from 1
  /// @param tail how many conclusions of the epoch before's last input were in the journal; more
  ///   may have been on their way when it died, and their orders never left
  /// @param seed seed of the desk's own randomness
  /// @param policy digest of the policy pack
  /// @param strategy digest of the strategy pack
  /// @param model digest of the regime model
  /// @param config the desk's configuration as canonical text
  record Started(
      int epoch,
      int tail,
      long seed,
      Digest policy,
      Digest strategy,
      Digest model,
      List<Instrument> instruments,
      String config)
      implements DeskEvent {
    public Started {
      instruments = List.copyOf(instruments);
    }
  }

  /// Time passed without anything else; also drives expiries.
  record Timer() implements DeskEvent {}

  /// A deliberation was cut here: it sees the fact store as of this record.
  record CutTaken(long cut) implements DeskEvent {}

  /// The result of a cut takes effect here.
  record Published(long cut) implements DeskEvent {}

  /// All records up to `through` are on disk.
  record Durable(long through) implements DeskEvent {}

  /// What a command asks for.
  enum CommandKind {
    PAUSE,
    REDUCE,
    RESUME,
    KILL
  }

  /// A person's, the watchdog's or the gate's command.
  record Command(CommandKind kind, String who, String why) implements DeskEvent {}

  /// The venue refuses or limits us until this time (429, 418, countdown lost…).
  record Backoff(long untilNanos, String why) implements DeskEvent {}

  /// Another policy comes into force: at this number if it is proved no looser than the one in
  /// force, otherwise as soon as this record is on disk. Under whose signatures stands beside the
  /// run.
  ///
  /// @param policy digest of the policy pack that comes
  /// @param strategy digest of the strategy pack, as before
  /// @param model digest of the regime model, as before
  /// @param tighterThan digest of a policy it is proved no looser than; zero if of none
  /// @param why for people
  record Switched(Digest policy, Digest strategy, Digest model, Digest tighterThan, String why)
      implements DeskEvent {}

  /// The restricted list of the day, as its signed file was found, or that there is none to go by.
  /// A name that is added counts at once, one that is taken off as soon as this record is on disk.
  ///
  /// @param symbols instruments nobody may add to
  /// @param fromNanos first moment it counts
  /// @param untilNanos moment from which it counts no more; 0 if no list is known
  /// @param list digest of the signed statement without its signature; zero if no list is known
  /// @param says whose list it is, or why none is known
  record Restricted(List<String> symbols, long fromNanos, long untilNanos, Digest list, String says)
      implements DeskEvent {
    public Restricted {
      symbols = List.copyOf(symbols);
    }

    /// No list to go by: nothing may be added anywhere.
    public static Restricted unknown(String why) {
      return new Restricted(List.of(), 0, 0, Digest.ZERO, why);
    }

    /// Whether it counts at a moment.
    public boolean counts(long nanos) {
      return fromNanos <= nanos && nanos < untilNanos;
    }
  }

  /// People released the desk from what a breach asked for: their signatures were checked before
  /// this was told, and stand in the release log.
  ///
  /// @param instrument index, or -1 if the limit is about the whole account
  /// @param opened number of the input at which the breach began
  /// @param people who signed, in order of name
  /// @param statements digests of their signed statements, in the same order
  /// @param why for people
  record Released(
      int instrument,
      String limit,
      long opened,
      List<String> people,
      List<Digest> statements,
      String why)
      implements DeskEvent {
    public Released {
      people = List.copyOf(people);
      statements = List.copyOf(statements);
    }
  }

  /// Until when a policy may be acted under: its certificate ends then. From the first input at or
  /// after that time on, nothing that increases is done while this policy is in force, until
  /// another says a later time. A policy nobody said anything about never ends.
  ///
  /// @param policy digest of the policy pack
  /// @param untilNanos first moment at which it holds no more
  record Licensed(Digest policy, long untilNanos) implements DeskEvent {}

  /// From here on another policy listens: it judges every order that the one in force judges, and
  /// nothing follows from what it says but a record where they disagree.
  ///
  /// @param policy digest of the policy pack that listens; zero if none does any more
  /// @param why for people
  record Shadowed(Digest policy, String why) implements DeskEvent {}

  /// The run's tamper-evident log can be kept, or has not been for too long: what cannot be proved
  /// later adds nothing.
  ///
  /// @param kept whether a signed head follows the journal again
  /// @param says since when, and why
  record LogState(boolean kept, String says) implements DeskEvent {}

  /// The desk stopped on purpose.
  record Stopped(String why) implements DeskEvent {}
}
