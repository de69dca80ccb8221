package dev.warrant.rules.pack;

import dev.warrant.knowledge.fact.Mode;
import java.util.List;

/// What a limit asks for besides refusing orders: to be told when it comes near, and where the desk
/// goes when it stands outside without any order.
///
/// @param warn shares of the limit in percent at which it warns, ascending; none if it does not
/// @param mode where the desk goes; [Mode#NORMAL] if nowhere
/// @param people how many people it takes to release that mode; 0 if there is none
public record Asks(List<Integer> warn, Mode mode, int people) {
  /// A limit that asks for nothing.
  public static final Asks NOTHING = new Asks(List.of(), Mode.NORMAL, 0);

  public Asks {
    warn = warn.stream().sorted().distinct().toList();
  }
}
