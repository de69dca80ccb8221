package dev.warrant.perception.feature;

import dev.warrant.knowledge.unit.Side;
import dev.warrant.perception.feed.BookView;

/// What can be read off one state of the book.
final class BookShape {
  private static final int DEEP = 10;

  private BookShape() {}

  /// Mid in ticks.
  static double mid(BookView book) {
    return (book.bid() + book.ask()) / 2.0;
  }

  /// Microprice minus mid in ticks: where size leans (Stoikov 2018, "The micro-price").
  static double micropriceDeviation(BookView book) {
    double b = book.bidLots();
    double a = book.askLots();
    return b + a == 0 ? 0 : (book.ask() - book.bid()) * (b - a) / (2 * (a + b));
  }

  /// `(bid - ask) / (bid + ask)` of the lots on the best `levels` (Gould and Bonart 2016, "Queue
  /// imbalance as a one-tick-ahead price predictor").
  static double imbalance(BookView book, int levels) {
    double bid = lots(book, Side.BUY, levels);
    double ask = lots(book, Side.SELL, levels);
    return bid + ask == 0 ? 0 : (bid - ask) / (bid + ask);
  }

  /// Natural logarithm of lots per tick over the best ten levels of both sides: how thick the book
  /// is (after Næs and Skjeltorp 2006, "Order book characteristics and the volume-volatility
  /// relation").
  static double slope(BookView book) {
    double perTick = perTick(book, Side.BUY) + perTick(book, Side.SELL);
    return perTick <= 0 ? 0 : StrictMath.log(perTick / 2);
  }

  private static double perTick(BookView book, Side side) {
    int last = Math.min(DEEP, book.levels(side)) - 1;
    if (last < 0) {
      return 0;
    }
    long distance = Math.abs(book.priceAt(side, 0) - book.priceAt(side, last)) + 1;
    return (double) lots(book, side, last + 1) / distance;
  }

  private static long lots(BookView book, Side side, int levels) {
    long total = 0;
    for (int i = 0; i < levels; i++) {
      total += book.lotsAtLevel(side, i);
    }
    return total;
  }
}
