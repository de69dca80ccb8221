package dev.warrant.sim.wire;

import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.Exchange;
import dev.warrant.sim.exchange.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Who may do what: key, time window and HMAC-SHA256 signature (Binance "Endpoint Security Type").
final class Access {
  private static final long WINDOW_MS = 5000;
  private static final long WINDOW_MAX_MS = 60_000;
  private static final long AHEAD_MS = 1000;

  /// What an endpoint asks of its caller.
  enum Level {
    PUBLIC,
    KEY,
    SIGNED
  }

  private final Exchange exchange;

  Access(Exchange exchange) {
    this.exchange = exchange;
  }

  /// The caller's account; null only on public endpoints.
  ///
  /// @throws Rejection if key, time or signature are wrong
  @Nullable Account check(Level level, Params params, String apiKey, long serverMs) {
    if (level == Level.PUBLIC) {
      return null;
    }
    if (apiKey.isEmpty()) {
      throw new Rejection(-2014, "API-key format invalid.");
    }
    Account account = exchange.byKey(apiKey);
    if (account == null) {
      throw new Rejection(-2015, "Invalid API-key, IP, or permissions for action.");
    }
    if (level == Level.SIGNED) {
      time(params, serverMs);
      String signature = params.need("signature").toLowerCase(Locale.ROOT);
      String expected = sign(account.secret(), params.signed());
      if (!MessageDigest.isEqual(
          expected.getBytes(StandardCharsets.US_ASCII),
          signature.getBytes(StandardCharsets.UTF_8))) {
        throw new Rejection(-1022, "Signature for this request is not valid.");
      }
    }
    return account;
  }

  private static void time(Params params, long serverMs) {
    long timestamp = params.needNumber("timestamp");
    long window = Math.min(WINDOW_MAX_MS, params.number("recvWindow", WINDOW_MS));
    if (timestamp >= serverMs + AHEAD_MS) {
      throw new Rejection(
          -1021, "Timestamp for this request was 1000ms ahead of the server's time.");
    }
    if (serverMs - timestamp > window) {
      throw new Rejection(-1021, "Timestamp for this request is outside of the recvWindow.");
    }
  }

  /// HMAC-SHA256 of `text`, in lower-case hexadecimal.
  ///
  /// @throws IllegalStateException if the JVM has no HMAC-SHA256, which no conforming JVM lacks
  static String sign(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no HmacSHA256", e);
    }
  }
}
