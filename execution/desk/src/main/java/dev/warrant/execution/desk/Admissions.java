package dev.warrant.execution.desk;

import dev.warrant.execution.executor.Admission;
import dev.warrant.execution.executor.AdmissionDetail;
import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.safety.Certified;
import dev.warrant.execution.safety.CertifiedGuards;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.pack.PolicyPack;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What executor and exits ask. Outside this package it is had from [CertifiedGuards] alone, so no
/// guard without a valid certificate ever admits an order that leaves.
public final class Admissions {
  private final PolicyPack policy;
  private final Admission orders;
  private final Admission exits;
  private final List<Derived.LimitsInForce> stated;
  private final @Nullable Certified certified;
  private final boolean silent;

  Admissions(
      PolicyPack policy,
      Admission orders,
      Admission exits,
      List<Derived.LimitsInForce> stated,
      @Nullable Certified certified,
      boolean silent) {
    this.policy = policy;
    this.orders = orders;
    this.exits = exits;
    this.stated = List.copyOf(stated);
    this.certified = certified;
    this.silent = silent;
  }

  /// Lets certified guards admit.
  public static Admissions of(CertifiedGuards guards) {
    return new Admissions(
        guards.orders().pack(),
        admission(guards.orders()),
        admission(guards.exits()),
        stated(guards.orders(), guards.exits()),
        guards.certified(),
        false);
  }

  /// For a desk that reaches no venue: what is replayed was certified when it ran, if it was, and a
  /// certificate may have ended since.
  static Admissions silent(Guards guards) {
    return new Admissions(
        guards.orders().pack(),
        admission(guards.orders()),
        admission(guards.exits()),
        stated(guards.orders(), guards.exits()),
        null,
        true);
  }

  /// For a desk on a [RehearsalLink].
  ///
  /// @param beside what is asked in place of the guard of orders, such as one that listens
  public static Admissions rehearsed(Guards guards, UnaryOperator<Admission> beside) {
    Admission orders = beside.apply(admission(guards.orders()));
    return new Admissions(
        guards.orders().pack(),
        orders,
        admission(guards.exits()),
        stated(guards.orders(), guards.exits()),
        null,
        true);
  }

  static List<Derived.LimitsInForce> stated(CompiledGuard orders, CompiledGuard exits) {
    return List.of(orders.stated("entry"), exits.stated("exit"));
  }

  static Admission admission(CompiledGuard g) {
    AdmissionDetail detail =
        new AdmissionDetail() {
          @Override
          public int binding(long[] slots) {
            return g.bindingLimit(slots);
          }

          @Override
          public long margin(long[] slots, int limit) {
            return g.margin(limit, slots);
          }

          @Override
          public Digest digest(long[] slots) {
            return g.measuresDigest(slots);
          }

          @Override
          public Derived.Seen seen(String clientId, long[] slots) {
            return g.seen(clientId, slots);
          }
        };
    return new Admission(g.guard(), detail, g::objection);
  }

  /// The policy both were compiled from, whose limits are watched as well.
  PolicyPack policy() {
    return policy;
  }

  /// What both ask, for the journal.
  List<Derived.LimitsInForce> stated() {
    return stated;
  }

  /// For orders under warrants.
  public Admission orders() {
    return orders;
  }

  /// For exits and stops.
  public Admission exits() {
    return exits;
  }

  /// What the certificate came to.
  ///
  /// @throws NullPointerException if these are for a desk that reaches no venue
  public Certified certified() {
    return Objects.requireNonNull(certified, "no certificate: this desk reaches no venue");
  }

  /// Whether there is a certificate.
  public boolean hasCertificate() {
    return certified != null;
  }

  /// Whether these are for a desk that reaches no venue.
  boolean silent() {
    return silent;
  }
}
