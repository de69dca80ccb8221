rule(below_and_above, unopposed(momentum, buy, I),
     ( feature(I, ofi, V, _, _), feature(I, ofi, W, _, _), (V - 3) > W + 2 )).
rule(of_no_state, synced(I), feed(I, sincked, _)).
rule(of_no_name, unopposed(momentum, _, I), ( feature(I, offi, V, _, _), V > 3 )).
rule(too_sure, suited(momentum, I), ( belief(I, trending, P, _), P > 1000000 )).
rule(asks_the_dead, suited(momentum, I), ( nothing(I), synced(I) )).
rule(dead_itself, nothing(I), ( belief(I, calm, P, _), belief(I, trending, P, _) )).
