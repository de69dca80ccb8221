rule(unguarded, unopposed(momentum, buy, I), ( feed(I, synced, _), \+ pattern(I, momentumBrust, _) )).
