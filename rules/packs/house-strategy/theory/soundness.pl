% When is an intent sound? Data only: rule(Id, Head, Body) and says(Id, 'sentence'). The desk proves
% sound(Intent) from the facts of the cut; what it may ask for is listed with the reader
% (quote, feature, belief, pattern, feed, position, account, working, measure, mode, derived, fee).
% One centi-bp is one part per million; {value %} and {limit bps} tell such numbers as people do.
% Arithmetic to the left of a comparison wants brackets.

rule(sound_entry,
     sound(intent(I, Side, Strategy, _, Edge, _, Urgency, Stop)),
     ( entry(Strategy),
       synced(I),
       no_veto(I),
       suited(Strategy, I),
       grounded(Strategy, I),
       unopposed(Strategy, Side, I),
       pays(I, Edge, Urgency),
       stopped(I, Stop) )).

% Getting out needs no edge, only a position on the other side and a book to trade on.
rule(sound_exit_of_long,
     sound(intent(I, sell, unwind, _, _, _, _, _)),
     ( synced(I), position(I, Net, _, _), Net > 0 )).
rule(sound_exit_of_short,
     sound(intent(I, buy, unwind, _, _, _, _, _)),
     ( synced(I), position(I, Net, _, _), Net < 0 )).
says(sound_exit_of_long, 'there is no long position to reduce').
says(sound_exit_of_short, 'there is no short position to reduce').

rule(entry_making, entry(market_making), true).
rule(entry_reversion, entry(mean_reversion), true).
rule(entry_momentum, entry(momentum), true).

rule(book_in_sequence, synced(I), feed(I, synced, _)).
says(book_in_sequence, 'the book is not in sequence').

rule(no_veto, no_veto(I), ( \+ derived(I, veto, _, _), \+ derived(I, caution, _, _), \+ derived(I, stand_aside, _, _) )).
says(no_veto, 'a veto holds: {condition}').

% A strategy suits one regime, believed with enough probability and not only just now.
rule(making_wants_calm, suited(market_making, I), ( belief(I, calm, P, _), P >= 450000 )).
rule(making_takes_range, suited(market_making, I), ( belief(I, ranging, P, _), P >= 600000 )).
rule(reversion_wants_range, suited(mean_reversion, I), ( belief(I, ranging, P, _), P >= 450000 )).
rule(momentum_wants_trend, suited(momentum, I), ( belief(I, trending, P, _), P >= 450000 )).
says(making_wants_calm, 'market making wants a calm market believed at {limit %}, found {value %}').
says(making_takes_range, 'market making wants a ranging market believed at {limit %}, found {value %}').
says(reversion_wants_range, 'mean reversion wants a ranging market believed at {limit %}, found {value %}').
says(momentum_wants_trend, 'momentum wants a trending market believed at {limit %}, found {value %}').

% What a strategy stands on must be warm.
rule(making_is_grounded, grounded(market_making, I),
     ( warm(I, volatility60), warm(I, vpin), warm(I, micropriceDeviation) )).
rule(reversion_is_grounded, grounded(mean_reversion, I),
     ( warm(I, zscore30), warm(I, rsi14), warm(I, volatility60) )).
rule(momentum_is_grounded, grounded(momentum, I),
     ( warm(I, momentum5), warm(I, ofi), warm(I, volatility60) )).
rule(warm_feature, warm(I, Name), ( feature(I, Name, _, _, Ready), Ready >= 100 )).
says(warm_feature, 'a feature the strategy stands on is not warm: {value} of {limit} percent').

% Nobody bets against a burst, and momentum is not bought after the tape has turned.
rule(making_unopposed, unopposed(market_making, _, I), \+ pattern(I, momentumBurst, _)).
rule(buying_the_dip_unopposed, unopposed(mean_reversion, buy, I),
     ( feature(I, tradeImbalance10, T, _, _), T > -900000, no_burst(I) )).
rule(selling_the_rise_unopposed, unopposed(mean_reversion, sell, I),
     ( feature(I, tradeImbalance10, T, _, _), T < 900000, no_burst(I) )).
rule(rising_unopposed, unopposed(momentum, buy, I),
     ( feature(I, tradeImbalance10, T, _, _), T > -200000 )).
rule(falling_unopposed, unopposed(momentum, sell, I),
     ( feature(I, tradeImbalance10, T, _, _), T < 200000 )).
rule(no_burst, no_burst(I), \+ pattern(I, momentumBurst, _)).
says(making_unopposed, 'a momentum burst is under way').
says(no_burst, 'a momentum burst is under way').
says(buying_the_dip_unopposed, 'the tape sells too hard: trade imbalance {value %} beyond {limit %}').
says(selling_the_rise_unopposed, 'the tape buys too hard: trade imbalance {value %} beyond {limit %}').
says(rising_unopposed, 'the tape has turned: trade imbalance {value %} beyond {limit %}').
says(falling_unopposed, 'the tape has turned: trade imbalance {value %} beyond {limit %}').

% The edge must pay for the way in. Resting pays the maker fee; taking pays the taker fee and half
% the spread.
rule(resting_pays, pays(I, Edge, passive), ( fee(I, Maker, _), Edge >= Maker + 10 )).
rule(following_pays, pays(I, Edge, normal), ( fee(I, Maker, _), Edge >= Maker + 10 )).
rule(taking_pays, pays(I, Edge, urgent),
     ( fee(I, _, Taker), quote(I, Bid, _, Ask, _, _),
       Edge >= Taker + (Ask - Bid) * 500000 // Bid + 10 )).
says(resting_pays, 'the edge of {value bps} does not pay for fees of {limit bps}').
says(following_pays, 'the edge of {value bps} does not pay for fees of {limit bps}').
says(taking_pays, 'the edge of {value bps} does not pay for taker fee and half spread of {limit bps}').

% The protective stop must lie beyond noise and inside the price collar: 0.2 % to 1.7 % of the price.
rule(stop_is_sane, stopped(I, Stop),
     ( quote(I, Bid, _, _, _, _), (Stop * 1000) >= Bid * 2, (Stop * 1000) =< Bid * 17 )).
says(stop_is_sane, 'the stop is not between 0.2 and 1.7 percent of the price').
