package dev.warrant.execution.venue.binance;

import java.util.List;

/// What this adapter believes about the venue's wire, in one dated place.
///
/// State of 2026-04-23: three stream roots (`/public` depth and bookTicker, `/market` trades and
/// marks, `/private` user data); since 2025-12-09 conditional orders go to `/fapi/v1/algoOrder`.
/// Source: developers.binance.com, derivatives, USDⓈ-M futures.
final class Protocol {
  static final String ORDER = "/fapi/v1/order";
  static final String ALGO_ORDER = "/fapi/v1/algoOrder";
  static final String OPEN_ORDERS = "/fapi/v1/openOrders";
  static final String OPEN_ALGO_ORDERS = "/fapi/v1/openAlgoOrders";
  static final String ALL_OPEN_ORDERS = "/fapi/v1/allOpenOrders";
  static final String COUNTDOWN = "/fapi/v1/countdownCancelAll";
  static final String LISTEN_KEY = "/fapi/v1/listenKey";
  static final String DEPTH = "/fapi/v1/depth";
  static final String KLINES = "/fapi/v1/klines";
  static final String TIME = "/fapi/v1/time";
  static final String EXCHANGE_INFO = "/fapi/v1/exchangeInfo";
  static final String BRACKETS = "/fapi/v1/leverageBracket";
  static final String COMMISSION = "/fapi/v1/commissionRate";
  static final String ACCOUNT = "/fapi/v2/account";
  static final String POSITION_RISK = "/fapi/v2/positionRisk";
  static final String POSITION_MODE = "/fapi/v1/positionSide/dual";
  static final String USER_TRADES = "/fapi/v1/userTrades";
  static final String ALL_ORDERS = "/fapi/v1/allOrders";
  static final String ALL_ALGO_ORDERS = "/fapi/v1/allAlgoOrders";

  /// The listen key lives 60 minutes; it is kept alive twice as often as needed.
  static final long LISTEN_KEY_MILLIS = 25 * 60_000L;

  /// Outcome unknown: the venue may or may not have acted.
  private static final List<Integer> AMBIGUOUS = List.of(-1000, -1001, -1006, -1007, -4116);

  private static final List<Integer> NO_SUCH_ORDER = List.of(-2011, -2013);

  private Protocol() {}

  static boolean ambiguous(int code) {
    return AMBIGUOUS.contains(code);
  }

  static boolean noSuchOrder(int code) {
    return NO_SUCH_ORDER.contains(code);
  }

  static String publicStreams(List<String> symbols) {
    return "/public/stream?streams=" + join(symbols, "@depth@0ms", "@bookTicker");
  }

  static String marketStreams(List<String> symbols) {
    return "/market/stream?streams=" + join(symbols, "@aggTrade", "@markPrice@1s");
  }

  static String privateStream(String listenKey) {
    return "/private/ws?listenKey=" + listenKey;
  }

  private static String join(List<String> symbols, String... suffixes) {
    StringBuilder out = new StringBuilder();
    for (String symbol : symbols) {
      for (String suffix : suffixes) {
        out.append(out.isEmpty() ? "" : "/")
            .append(symbol.toLowerCase(java.util.Locale.ROOT))
            .append(suffix);
      }
    }
    return out.toString();
  }
}
